import { moveToStores } from "../../testkit/engage"
import {
  CUSTOMERS,
  DELIVERY,
  OFFERS,
  PRODUCTS,
} from "../../testkit/seed/norrsken"
import { getCart } from "../../testkit/storefront/cart"
import { checkOut, countOrders } from "../../testkit/storefront/checkout"
import { listOffers } from "../../testkit/storefront/offers"
import { money } from "../terminal/money"
import { applyTheirOffer, type ReadyToPay } from "./apply-offer"
import type { Scene, Stage } from "./stage"
import { tellCalls, tellLedger, tellOrder } from "./tell"

const FULL = PRODUCTS.jacket.sek + DELIVERY.sek
const REDUCED = FULL - 300
const CODE = "promotion_not_valid_for_redemption_channel"

/** Engage refuses: no order at the wrong price, and the sale is not lost. */
export const refused: Scene = {
  title: "Engage refuses: 409, not valid for this channel",

  play: async (stage) => {
    const { report } = stage
    const ready = await applyTheirOffer(stage, {
      person: CUSTOMERS.erik,
      product: PRODUCTS.jacket,
      offer: OFFERS.threeHundred,
      full: FULL,
      reduced: REDUCED,
    })
    moveToStores(stage.engage, ready.assignmentId)
    report.meanwhile("in Engage the offer is made valid in stores only")

    const checkout = await checkOut(ready.customer, ready.cart.id)
    if (checkout.placed) {
      throw new Error(`Order #${checkout.order.display_id} was placed`)
    }
    const { status, code, message } = checkout.refusal
    report.say("customer", `pays, and is answered ${status} ${code}`)
    report.say("customer", `reads "${message}"`)
    report.expect("the answer", [status, code], [400, CODE])
    tellCalls(stage, ["redeem 409"])
    await tellLedger(stage, ready.cart.id, {
      status: "rejected",
      reason: CODE,
      order_number: null,
      redeem_calls: [409],
    })
    await buyAtFullPrice(stage, ready)
  },
}

/** What a storefront does next: the new total, and a new payment. */
async function buyAtFullPrice(
  stage: Stage,
  { customer, cart, assignmentId }: ReadyToPay
): Promise<void> {
  const { report } = stage
  const now = await getCart(customer, cart.id)
  const offers = await listOffers(customer, cart.id)
  const offer = offers.find((one) => one.assignment_id === assignmentId)
  report.say(
    "customer",
    `sees ${money(now.total, now.currency_code)} without the offer, ` +
      "no order yet, and pays anew"
  )
  report.expect("the cart's total", now.total, FULL)
  report.expect("the cart's promotions", now.promotions, [])
  report.expect("the offer's reason", offer?.reason, CODE)
  report.expect("the number of orders", await countOrders(customer), 0)

  stage.engage.clearCalls()
  const checkout = await checkOut(customer, cart.id)
  if (!checkout.placed) {
    throw checkout.refusal
  }
  tellOrder(stage, checkout.order, FULL)
  tellCalls(stage, [])
  report.expect(
    "the assignment is redeemed in Engage",
    stage.engage.assignment(assignmentId).redeemed,
    false
  )
}
