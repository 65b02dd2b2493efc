import {
  applyTheirOffer,
  type ReadyToPay,
} from "../../../demo/scenes/apply-offer"
import type { Stage } from "../../../demo/scenes/stage"
import { tellCalls, tellLedger, tellOrder } from "../../../demo/scenes/tell"
import { DELIVERY, OFFERS, PRODUCTS, type Person } from "../../../demo/norrsken"
import { moveToStores } from "../../../demo/engage"
import { fillCart, getCart } from "../../../demo/storefront/cart"
import { checkOut, countOrders } from "../../../demo/storefront/checkout"
import { StoreApiError } from "../../../demo/storefront/store-api"
import type { GiftCards } from "./gift-cards"
import type { OwnHandlers } from "./own-handlers"

const FULL = PRODUCTS.jacket.sek + DELIVERY.sek
const REDUCED = FULL - 300
const GIFT = 500
const REFUSED = "promotion_not_valid_for_redemption_channel"
const GUARDED = "promotion_requires_assignment"

/** A stage with a customer, who has a gift card over 500 SEK. */
export type LoyaltyStage = Stage & {
  cards: GiftCards
  own: OwnHandlers
  person: Person
  card: string
}

/** An offer and a gift card pay for one order, and each is used once. */
export async function together(stage: LoyaltyStage): Promise<void> {
  const { report, cards, card, own } = stage
  const { customer, cart, assignmentId } = await readyWithCard(stage)

  const checkout = await checkOut(customer, cart.id)
  if (!checkout.placed) {
    throw checkout.refusal
  }
  tellOrder(stage, checkout.order, REDUCED - GIFT)
  tellCalls(stage, ["redeem 200"])
  await tellLedger(stage, cart.id, {
    status: "redeemed",
    reason: null,
    order_number: checkout.order.display_id,
    redeem_calls: [200],
  })
  report.expect(
    "times redeemed in Engage",
    stage.engage.assignment(assignmentId).redeemCount,
    1
  )
  report.expect("the gift card", await cards.state(card), {
    balance: 0,
    carts: [cart.id],
    orders: [checkout.order.id],
  })
  report.expect(
    "what the shop's own check of the completion did",
    own.of("complete", cart.id),
    ["run"]
  )
}

/** Engage refuses: the gift card is as it was, and pays for the next try. */
export async function undoneTogether(stage: LoyaltyStage): Promise<void> {
  const { report, cards, card, own } = stage
  const { customer, cart, assignmentId } = await readyWithCard(stage)
  const before = await cards.state(card)
  report.expect("the gift card before", before, {
    balance: GIFT,
    carts: [cart.id],
    orders: [],
  })
  moveToStores(stage.engage, assignmentId)

  const refused = await checkOut(customer, cart.id)
  if (refused.placed) {
    throw new Error(`Order #${refused.order.display_id} was placed`)
  }
  const { status, code } = refused.refusal
  report.say("customer", `pays, and is answered ${status} ${code}`)
  report.expect("the answer", [status, code], [400, REFUSED])
  tellCalls(stage, ["redeem 409"])
  await tellLedger(stage, cart.id, {
    status: "rejected",
    reason: REFUSED,
    order_number: null,
    redeem_calls: [409],
  })
  report.expect("the gift card", await cards.state(card), before)
  report.expect(
    "what the shop's own check of the completion did",
    own.of("complete", cart.id),
    ["run", "undo"]
  )
  report.expect("the number of orders", await countOrders(customer), 0)
  const { total, promotions } = await getCart(customer, cart.id)
  report.expect("the cart's promotions", promotions, [])
  report.expect("the cart's total", total, FULL - GIFT)

  const paid = await checkOut(customer, cart.id)
  if (!paid.placed) {
    throw paid.refusal
  }
  tellOrder(stage, paid.order, FULL - GIFT)
  tellCalls(stage, [])
  report.expect("the gift card in the end", await cards.state(card), {
    balance: 0,
    carts: [cart.id],
    orders: [paid.order.id],
  })
}

/** A stranger enters the code; the shop's own check of codes is undone. */
export async function guarded(stage: LoyaltyStage): Promise<void> {
  const { api, report, own } = stage
  const { id } = await fillCart(api, {
    handle: PRODUCTS.jacket.handle,
    currency_code: "sek",
  })
  const before = own.of("promotions", id)

  const { code } = OFFERS.threeHundred
  const answer = await api
    .post(`/store/carts/${id}/promotions`, { promo_codes: [code] })
    .catch((error: StoreApiError) => error)
  const refusal = answer instanceof StoreApiError ? answer : undefined
  report.say(
    "customer",
    `enters ${code}, and is answered ${refusal?.status} ${refusal?.code}`
  )
  report.expect("the answer", [refusal?.status, refusal?.code], [400, GUARDED])
  report.expect(
    "what the shop's own check of the codes did",
    own.of("promotions", id).slice(before.length),
    ["run", "undo"]
  )
  report.expect("the cart's total", (await getCart(api, id)).total, FULL)
}

async function readyWithCard(stage: LoyaltyStage): Promise<ReadyToPay> {
  const ready = await applyTheirOffer(stage, {
    person: stage.person,
    product: PRODUCTS.jacket,
    offer: OFFERS.threeHundred,
    full: FULL,
    reduced: REDUCED,
  })
  await ready.customer.post(`/store/carts/${ready.cart.id}/gift-cards`, {
    code: stage.card,
  })
  const { total } = await getCart(ready.customer, ready.cart.id)
  stage.report.say("customer", "pays 500 SEK of it with a gift card")
  stage.report.expect("what is left to pay", total, REDUCED - GIFT)
  stage.engage.clearCalls()
  return ready
}
