import { CUSTOMERS, OFFERS, PRODUCTS } from "../../testkit/seed/norrsken"
import { applyTheirOffer, priceOf } from "./apply-offer"
import type { Scene } from "./stage"
import { tellOrder, tellRedeemed } from "./tell"

const { sweater } = PRODUCTS
const REDUCED = priceOf(sweater) - sweater.sek / 10

/** The order is placed, and only then is the offer redeemed in Engage. */
export const redeemed: Scene = {
  title: "The offer is redeemed when the order is placed",

  play: async (stage) => {
    const ready = await applyTheirOffer(stage, {
      person: CUSTOMERS.anna,
      product: sweater,
      offer: OFFERS.tenPercent,
      reduced: REDUCED,
    })

    const order = await ready.customer.buy(ready.cartId)
    tellOrder(stage, order, REDUCED)
    await tellRedeemed(stage, ready, order.display_id)
  },
}
