import { moveToStores } from "../../testkit/engage"
import { CUSTOMERS, OFFERS, PRODUCTS } from "../../testkit/seed/norrsken"
import { expectOk } from "../../testkit/storefront/send"
import { applyTheirOffer, priceOf, type ReadyToPay } from "./apply-offer"
import type { Scene, Stage } from "./stage"
import { money, tellCalls, tellLedger, tellOrder } from "./tell"

const FULL = priceOf(PRODUCTS.jacket)
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
      reduced: REDUCED,
    })
    moveToStores(stage.engage, ready.assignmentId)
    report.meanwhile("in Engage the offer is made valid in stores only")

    const { status, data } = await ready.customer.pay(ready.cartId)
    const { code, message } = data
    report.say("customer", `pays, and is answered ${status} ${code}`)
    report.say("customer", `reads "${message}"`)
    report.expect("the answer", [status, code], [400, CODE])
    tellCalls(stage, ["redeem 409"])
    await tellLedger(stage, ready.cartId, {
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
  { customer, cartId, assignmentId }: ReadyToPay
): Promise<void> {
  const { report } = stage
  const now = await customer.cart(cartId)
  const { engage_promotions } = await expectOk(customer.listOffers(cartId))
  const offer = engage_promotions.find(
    (one) => one.assignment_id === assignmentId
  )
  report.say(
    "customer",
    `sees ${money(now.total, now.currency_code)} without the offer, ` +
      "no order yet, and pays anew"
  )
  report.expect("the cart's total", now.total, FULL)
  report.expect("the cart's promotions", now.promotions, [])
  report.expect("the offer's reason", offer?.reason, CODE)
  report.expect("the number of orders", await customer.countOrders(), 0)

  stage.engage.clearCalls()
  tellOrder(stage, await customer.buy(cartId), FULL)
  tellCalls(stage, [])
  report.expect(
    "the assignment is redeemed in Engage",
    stage.engage.assignment(assignmentId).redeemed,
    false
  )
}
