import {
  CUSTOMERS,
  DELIVERY,
  OFFERS,
  PRODUCTS,
} from "../../testkit/seed/norrsken"
import { checkOut } from "../../testkit/storefront/checkout"
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
    const { customer, cart, assignmentId } = await applyTheirOffer(stage, {
      person: CUSTOMERS.anna,
      product: PRODUCTS.sweater,
      offer: OFFERS.tenPercent,
      full: FULL,
      reduced: REDUCED,
    })

    const checkout = await checkOut(customer, cart.id)
    if (!checkout.placed) {
      throw checkout.refusal
    }
    tellOrder(stage, checkout.order, REDUCED)
    tellCalls(stage, ["redeem 200"])
    await tellLedger(stage, cart.id, {
      status: "redeemed",
      reason: null,
      order_number: checkout.order.display_id,
      redeem_calls: [200],
    })
    const { redeemCount } = stage.engage.assignment(assignmentId)
    stage.report.expect("times redeemed in Engage", redeemCount, 1)
  },
}
