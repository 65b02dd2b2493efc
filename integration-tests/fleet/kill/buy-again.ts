import { UnexpectedAnswer } from "../../../testkit/storefront/send"
import { Storefront } from "../../../testkit/storefront/storefront"
import {
  complete,
  NO_ORDER,
  type Answer,
} from "../../../testkit/purchases/completions"
import {
  startPayment,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Campaign } from "./fleet"

/** So many of a trial's customers come back; of the untouched ones, one. */
const SAMPLE = 2

/** Medusa's answer for a cart whose payment a lost order still has. */
const PAYMENT_OF_ANOTHER =
  "Cannot create multiple links between 'order' and 'payment'"

/** A refusal takes the discount off; the next attempt is without it. */
const ATTEMPTS = 3

/**
 * Some customers whose cart did not become an order come back and buy it.
 *
 * @returns what is wrong: carts that cannot be completed any more.
 */
export async function buyAgain(campaign: Campaign, purchases: Purchase[]) {
  const orders = await campaign.ledger.ordersOf(purchases.map(({ key }) => key))
  const left = purchases.filter(
    ({ key }) =>
      !orders.some(({ purchase, cart_id }) => purchase === key && cart_id)
  )
  const rows = await campaign.ledger.rowsOf(...left.map(({ cartId }) => cartId))
  const untouched = ({ cartId }: Purchase) =>
    rows.every((row) => row.cart_id !== cartId || row.status === "linked")
  const sample = [
    ...left.filter((purchase) => !untouched(purchase)).slice(0, SAMPLE),
    ...left.filter(untouched).slice(0, 1),
  ].slice(0, SAMPLE)
  const wrong = sample.map((purchase) => buy(campaign, purchase))
  return (await Promise.all(wrong)).flat()
}

async function buy({ fleet, random, ledger }: Campaign, purchase: Purchase) {
  const answers: (Answer | string)[] = []
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = random.pick(await fleet.atLeast(1))
    try {
      await startPayment(
        Storefront.at(server, purchase.customer),
        purchase.cartId
      )
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) {
        throw error
      }
      answers.push(`payment: ${error.message}`)
      continue
    }
    const answer = await complete(server, purchase).answer
    if (answer.kind === "placed") {
      return []
    }
    answers.push(answer)
  }
  const rows = await ledger.rowsOf(purchase.cartId)
  const orders = await ledger.ordersOf([purchase.key])
  const lost = await ledger.isLinkedToLostOrder(purchase.cartId)
  // Killed while it undid the order, or without its database, Medusa does not
  // get as far as opening the cart again, with this plugin or without.
  const isLeftByMedusa = (answer: Answer | string) =>
    typeof answer === "string"
      ? answer.endsWith("is already completed.")
      : lost &&
        answer.kind === "refused" &&
        [NO_ORDER, PAYMENT_OF_ANOTHER].includes(answer.message)
  if (!orders.some(({ cart_id }) => cart_id) && answers.every(isLeftByMedusa)) {
    return []
  }
  const seen = [answers, rows, orders].map((one) => JSON.stringify(one))
  return [["a cart cannot be completed any more", ...seen].join("\n      ")]
}
