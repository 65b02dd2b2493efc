import {
  applyTheirOffer,
  priceOf,
  type ReadyToPay,
} from "../../../demo/scenes/apply-offer"
import type { Stage } from "../../../demo/scenes/stage"
import {
  tellCalls,
  tellLedger,
  tellOrder,
  tellRedeemed,
} from "../../../demo/scenes/tell"
import {
  OFFERS,
  PRODUCTS,
  type Person,
  type Product,
} from "../../../testkit/seed/norrsken"
import { moveToStores } from "../../../testkit/engage"
import { register } from "../../../testkit/storefront/account"
import { expectOk, type Answer } from "../../../testkit/storefront/send"
import type { Storefront } from "../../../testkit/storefront/storefront"

const GIFT = 500
const { jacket, beanie } = PRODUCTS
/** With delivery it costs a little more than is on a gift card. */
const { mittens } = PRODUCTS
const REFUSED = "promotion_not_valid_for_redemption_channel"
const GUARDED = "promotion_requires_assignment"

/** A gift card over 500 SEK. */
export type GiftCard = {
  code: string
  /** What is left on it in SEK, and the ids of what it is linked to. */
  state: () => Promise<{ balance: number; carts: string[]; orders: string[] }>
}

/** A stage with a customer, who has a gift card. */
export type LoyaltyStage = Stage & {
  person: Person
  card: GiftCard
  /** What the shop's own handler of `validate` did for a cart: `run`, `undo`. */
  own: (hook: "complete" | "promotions", cartId: string) => string[]
}

/** An offer and a gift card pay for one order, and each is used once. */
export async function together(stage: LoyaltyStage): Promise<void> {
  const ready = await readyWithCard(stage, jacket)
  const { customer, cartId } = ready

  const order = await customer.buy(cartId)
  tellOrder(stage, order, priceOf(jacket) - 300 - GIFT)
  await tellRedeemed(stage, ready, order.display_id)
  await expectCard(stage, cartId, 0, order.id)
  const did = stage.own("complete", cartId)
  stage.report.expect("what the shop's own check did", did, ["run"])
}

/** Engage refuses: the gift card is as it was, and pays for the next try. */
export async function undoneTogether(stage: LoyaltyStage): Promise<void> {
  const { report } = stage
  const ready = await readyWithCard(stage, jacket)
  const { customer, cartId } = ready
  await expectCard(stage, cartId, GIFT)
  moveToStores(stage.engage, ready.assignmentId)

  await expectRefused(stage, cartId, customer.pay(cartId))
  tellCalls(stage, ["redeem 409"])
  await tellLedger(stage, cartId, {
    status: "rejected",
    reason: REFUSED,
    order_number: null,
    redeem_calls: [409],
  })
  const did = stage.own("complete", cartId)
  report.expect("what the shop's own check did", did, ["run", "undo"])
  report.expect("the number of orders", await customer.countOrders(), 0)
  const { promotions } = await customer.cart(cartId)
  report.expect("the cart's promotions", promotions, [])

  await payTheRest(stage, ready, jacket)
  tellCalls(stage, [])
}

/** A stranger enters the code; the shop's own check of codes is undone. */
export async function guarded(stage: LoyaltyStage): Promise<void> {
  const { visitor, report, own } = stage
  const { id } = await fillCart(visitor, jacket)
  const before = own("promotions", id)

  const { code } = OFFERS.threeHundred
  const { status, data } = await visitor.addCode(id, code)
  report.say(
    "customer",
    `enters ${code}, and is answered ${status} ${data.code}`
  )
  report.expect("the answer", [status, data.code], [400, GUARDED])
  const did = own("promotions", id).slice(before.length)
  report.expect("what the shop's own check did", did, ["run", "undo"])
  await expectLeft(stage, visitor, id, priceOf(jacket))
}

/** The card pays all, an offer comes second: the card pays what is left. */
export async function offerSecond(stage: LoyaltyStage): Promise<void> {
  const { visitor, mailbox, report } = stage
  const customer = visitor.as(await register(visitor, mailbox, stage.person))
  const { id } = await fillCart(customer, beanie)
  await useCard(stage, customer, id, 0)

  const {
    engage_promotions: [offer],
  } = await expectOk(customer.listOffers(id))
  await expectOk(customer.applyOffer(id, offer?.assignment_id ?? ""))
  report.say("customer", `then applies "${offer?.heading}"`)
  await expectLeft(stage, customer, id, 0)

  const order = await customer.order(id)
  const [row] = await stage.ledger.rowsOf(id)
  report.say("customer", "orders")
  report.expect("the redemption", row?.status, "redeemed")
  await expectCard(stage, id, GIFT - (priceOf(beanie) - 300), order.id)
}

/** The card pays all, and the offer is taken off: the rest is to be paid. */
export async function offerTakenOff(stage: LoyaltyStage): Promise<void> {
  const ready = await readyWithCard(stage, mittens)
  const { customer, cartId, assignmentId } = ready

  await expectOk(customer.removeOffer(cartId, assignmentId))
  stage.report.say("customer", "takes the offer off again")

  await payTheRest(stage, ready, mittens)
  const { redeemCount } = stage.engage.assignment(assignmentId)
  stage.report.expect("times redeemed in Engage", redeemCount, 0)
}

/** The card pays all, and Engage refuses the offer: the rest is to be paid. */
export async function offerRefused(stage: LoyaltyStage): Promise<void> {
  const ready = await readyWithCard(stage, mittens)
  const { customer, cartId } = ready
  moveToStores(stage.engage, ready.assignmentId)

  await expectRefused(stage, cartId, customer.complete(cartId))

  await payTheRest(stage, ready, mittens)
}

/** An offer on a cart, of which a gift card then pays what it can. */
async function readyWithCard(stage: LoyaltyStage, product: Product) {
  const reduced = priceOf(product) - 300
  const ready = await applyTheirOffer(stage, {
    person: stage.person,
    product,
    offer: OFFERS.threeHundred,
    reduced,
  })
  const left = Math.max(reduced - GIFT, 0)
  await useCard(stage, ready.customer, ready.cartId, left)
  stage.engage.clearCalls()
  return ready
}

function fillCart(shopper: Storefront, { handle }: Product) {
  return shopper.fillCart({ handle, currency_code: "sek" })
}

async function useCard(
  stage: LoyaltyStage,
  customer: Storefront,
  cartId: string,
  left: number
): Promise<void> {
  const { code } = stage.card
  await expectOk(
    customer.request("POST", `/store/carts/${cartId}/gift-cards`, { code })
  )
  stage.report.say("customer", "pays with a gift card of 500 SEK")
  await expectLeft(stage, customer, cartId, left)
}

/** Without the offer, the customer pays what is not on the gift card. */
async function payTheRest(
  stage: LoyaltyStage,
  { customer, cartId }: ReadyToPay,
  product: Product
): Promise<void> {
  const rest = priceOf(product) - GIFT
  await expectLeft(stage, customer, cartId, rest)
  const paid = await customer.buy(cartId)
  tellOrder(stage, paid, rest)
  await expectCard(stage, cartId, 0, paid.id)
}

async function expectRefused(
  stage: LoyaltyStage,
  cartId: string,
  answer: Promise<Answer<unknown>>
): Promise<void> {
  const { status, data } = await answer
  const { code } = data
  stage.report.say("customer", `orders, and is answered ${status} ${code}`)
  stage.report.expect("the answer", [status, code], [400, REFUSED])
  await expectCard(stage, cartId, GIFT)
}

async function expectLeft(
  { report }: LoyaltyStage,
  shopper: Storefront,
  cartId: string,
  left: number
): Promise<void> {
  const { total } = await shopper.cart(cartId)
  report.expect("what is left to pay", total, left)
}

/** @param orderId - of the order that has the gift card, if there is one */
async function expectCard(
  { report, card }: LoyaltyStage,
  cartId: string,
  balance: number,
  orderId?: string
): Promise<void> {
  report.expect("the gift card", await card.state(), {
    balance,
    carts: [cartId],
    orders: orderId ? [orderId] : [],
  })
}
