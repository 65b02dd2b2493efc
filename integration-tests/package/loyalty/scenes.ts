import {
  applyTheirOffer,
  type ReadyToPay,
} from "../../../demo/scenes/apply-offer"
import type { Stage } from "../../../demo/scenes/stage"
import { tellCalls, tellLedger, tellOrder } from "../../../demo/scenes/tell"
import {
  DELIVERY,
  OFFERS,
  PRODUCTS,
  type Person,
} from "../../../testkit/seed/norrsken"
import { moveToStores } from "../../../testkit/engage"
import { register } from "../../../testkit/storefront/account"
import { expectOk } from "../../../testkit/storefront/send"
import type { Storefront } from "../../../testkit/storefront/storefront"
import type { GiftCards } from "./gift-cards"
import type { OwnHandlers } from "./own-handlers"

const FULL = PRODUCTS.jacket.sek + DELIVERY.sek
const REDUCED = FULL - 300
const GIFT = 500
/** A cart that costs a little more than is on a gift card. */
const SMALL = PRODUCTS.mittens.sek + DELIVERY.sek
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
  const { customer, cartId, assignmentId } = await readyWithCard(stage)

  const order = await customer.buy(cartId)
  tellOrder(stage, order, REDUCED - GIFT)
  tellCalls(stage, ["redeem 200"])
  await tellLedger(stage, cartId, {
    status: "redeemed",
    reason: null,
    order_number: order.display_id ?? null,
    redeem_calls: [200],
  })
  report.expect(
    "times redeemed in Engage",
    stage.engage.assignment(assignmentId).redeemCount,
    1
  )
  report.expect("the gift card", await cards.state(card), {
    balance: 0,
    carts: [cartId],
    orders: [order.id],
  })
  report.expect(
    "what the shop's own check of the completion did",
    own.of("complete", cartId),
    ["run"]
  )
}

/** Engage refuses: the gift card is as it was, and pays for the next try. */
export async function undoneTogether(stage: LoyaltyStage): Promise<void> {
  const { report, cards, card, own } = stage
  const { customer, cartId, assignmentId } = await readyWithCard(stage)
  const before = await cards.state(card)
  report.expect("the gift card before", before, {
    balance: GIFT,
    carts: [cartId],
    orders: [],
  })
  moveToStores(stage.engage, assignmentId)

  const { status, data } = await customer.pay(cartId)
  const { code } = data
  report.say("customer", `pays, and is answered ${status} ${code}`)
  report.expect("the answer", [status, code], [400, REFUSED])
  tellCalls(stage, ["redeem 409"])
  await tellLedger(stage, cartId, {
    status: "rejected",
    reason: REFUSED,
    order_number: null,
    redeem_calls: [409],
  })
  report.expect("the gift card", await cards.state(card), before)
  report.expect(
    "what the shop's own check of the completion did",
    own.of("complete", cartId),
    ["run", "undo"]
  )
  report.expect("the number of orders", await customer.countOrders(), 0)
  const { total, promotions } = await customer.cart(cartId)
  report.expect("the cart's promotions", promotions, [])
  report.expect("the cart's total", total, FULL - GIFT)

  const paid = await customer.buy(cartId)
  tellOrder(stage, paid, FULL - GIFT)
  tellCalls(stage, [])
  report.expect("the gift card in the end", await cards.state(card), {
    balance: 0,
    carts: [cartId],
    orders: [paid.id],
  })
}

/** A stranger enters the code; the shop's own check of codes is undone. */
export async function guarded(stage: LoyaltyStage): Promise<void> {
  const { visitor, report, own } = stage
  const { id } = await visitor.fillCart({
    handle: PRODUCTS.jacket.handle,
    currency_code: "sek",
  })
  const before = own.of("promotions", id)

  const { code } = OFFERS.threeHundred
  const { status, data } = await visitor.addCode(id, code)
  report.say(
    "customer",
    `enters ${code}, and is answered ${status} ${data.code}`
  )
  report.expect("the answer", [status, data.code], [400, GUARDED])
  report.expect(
    "what the shop's own check of the codes did",
    own.of("promotions", id).slice(before.length),
    ["run", "undo"]
  )
  report.expect("the cart's total", (await visitor.cart(id)).total, FULL)
}

/** The card pays all, an offer comes second: the card pays what is left. */
export async function offerSecond(stage: LoyaltyStage): Promise<void> {
  const { visitor, mailbox, report } = stage
  const customer = visitor.as(await register(visitor, mailbox, stage.person))
  const { id } = await customer.fillCart({
    handle: PRODUCTS.beanie.handle,
    currency_code: "sek",
  })
  await useCard(stage, customer, id, 0)

  const {
    engage_promotions: [offer],
  } = await expectOk(customer.listOffers(id))
  const { cart } = await expectOk(
    customer.applyOffer(id, offer?.assignment_id ?? "")
  )
  report.say("customer", `then applies "${offer?.heading}"`)
  report.expect("what is left to pay", cart.total, 0)

  await customer.order(id)
  const [row] = await stage.ledger.rowsOf(id)
  report.say("customer", "orders")
  report.expect("the redemption", row?.status, "redeemed")
  const reduced = PRODUCTS.beanie.sek + DELIVERY.sek - 300
  report.expect(
    "what is left on the gift card",
    (await stage.cards.state(stage.card)).balance,
    GIFT - reduced
  )
}

/** The card pays all, and the offer is taken off: the rest is to be paid. */
export async function offerTakenOff(stage: LoyaltyStage): Promise<void> {
  const { report, engage } = stage
  const { customer, cartId, assignmentId } = await coveredByCard(stage)

  const { cart } = await expectOk(customer.removeOffer(cartId, assignmentId))
  report.say("customer", "takes the offer off again")
  report.expect("what is left to pay", cart.total, SMALL - GIFT)

  await payTheRest(stage, customer, cartId)
  report.expect(
    "times redeemed in Engage",
    engage.assignment(assignmentId).redeemCount,
    0
  )
}

/** The card pays all, and Engage refuses the offer: the rest is to be paid. */
export async function offerRefused(stage: LoyaltyStage): Promise<void> {
  const { report } = stage
  const { customer, cartId, assignmentId } = await coveredByCard(stage)
  moveToStores(stage.engage, assignmentId)

  const { status, data } = await customer.complete(cartId)
  report.say("customer", `orders, and is answered ${data.code}`)
  report.expect("the answer", [status, data.code], [400, REFUSED])
  report.expect("the gift card", await stage.cards.state(stage.card), {
    balance: GIFT,
    carts: [cartId],
    orders: [],
  })
  const after = await customer.cart(cartId)
  report.expect("what is left to pay", after.total, SMALL - GIFT)

  await payTheRest(stage, customer, cartId)
}

/** An offer on a small cart, of which a gift card then pays all that is left. */
async function coveredByCard(stage: LoyaltyStage): Promise<ReadyToPay> {
  const ready = await applyTheirOffer(stage, {
    person: stage.person,
    product: PRODUCTS.mittens,
    offer: OFFERS.threeHundred,
    full: SMALL,
    reduced: SMALL - 300,
  })
  await useCard(stage, ready.customer, ready.cartId, 0)
  return ready
}

async function useCard(
  { report, card }: LoyaltyStage,
  customer: Storefront,
  cartId: string,
  left: number
): Promise<void> {
  await expectOk(
    customer.request("POST", `/store/carts/${cartId}/gift-cards`, {
      code: card,
    })
  )
  report.say("customer", "pays with a gift card of 500 SEK")
  const { total } = await customer.cart(cartId)
  report.expect("what is left to pay", total, left)
}

async function payTheRest(
  stage: LoyaltyStage,
  customer: Storefront,
  cartId: string
): Promise<void> {
  const paid = await customer.buy(cartId)
  tellOrder(stage, paid, SMALL - GIFT)
  stage.report.expect(
    "the gift card in the end",
    await stage.cards.state(stage.card),
    { balance: 0, carts: [cartId], orders: [paid.id] }
  )
}

async function readyWithCard(stage: LoyaltyStage): Promise<ReadyToPay> {
  const ready = await applyTheirOffer(stage, {
    person: stage.person,
    product: PRODUCTS.jacket,
    offer: OFFERS.threeHundred,
    full: FULL,
    reduced: REDUCED,
  })
  await useCard(stage, ready.customer, ready.cartId, REDUCED - GIFT)
  stage.engage.clearCalls()
  return ready
}
