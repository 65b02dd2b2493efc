import { CUSTOMERS, OFFERS, PRODUCTS } from "../../testkit/seed/norrsken"
import { applyTheirOffer, priceOf } from "./apply-offer"
import type { Scene } from "./stage"
import { tellCalls, tellLedger, tellOrder } from "./tell"

const { sweater } = PRODUCTS
const REDUCED = priceOf(sweater) - sweater.sek / 10

/** The order is placed, and only then is the offer redeemed in Engage. */
export const redeemed: Scene = {
  title: "The offer is redeemed when the order is placed",

  play: async (stage) => {
    const { customer, cartId, assignmentId } = await applyTheirOffer(stage, {
      person: CUSTOMERS.anna,
      product: sweater,
      offer: OFFERS.tenPercent,
      reduced: REDUCED,
    })

    const order = await customer.buy(cartId)
    tellOrder(stage, order, REDUCED)
    tellCalls(stage, ["redeem 200"])
    await tellLedger(stage, cartId, {
      status: "redeemed",
      reason: null,
      order_number: order.display_id ?? null,
      redeem_calls: [200],
    })
    const { redeemCount } = stage.engage.assignment(assignmentId)
    stage.report.expect("times redeemed in Engage", redeemCount, 1)
  },
}
