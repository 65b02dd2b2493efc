import {
  CUSTOMERS,
  DELIVERY,
  OFFERS,
  PRODUCTS,
} from "../../testkit/seed/norrsken"
import { applyTheirOffer } from "./apply-offer"
import type { Scene } from "./stage"
import { tellCalls, tellLedger, tellOrder } from "./tell"

const PRICE = PRODUCTS.sweater.sek
const FULL = PRICE + DELIVERY.sek
const REDUCED = FULL - PRICE / 10

/** The order is placed, and only then is the offer redeemed in Engage. */
export const redeemed: Scene = {
  title: "The offer is redeemed when the order is placed",

  play: async (stage) => {
    const { customer, cartId, assignmentId } = await applyTheirOffer(stage, {
      person: CUSTOMERS.anna,
      product: PRODUCTS.sweater,
      offer: OFFERS.tenPercent,
      full: FULL,
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
