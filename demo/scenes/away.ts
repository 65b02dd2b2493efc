import { comesTrue } from "../../testkit/poll"
import { CUSTOMERS, OFFERS, PRODUCTS } from "../../testkit/seed/norrsken"
import { applyTheirOffer } from "./apply-offer"
import type { Scene, Stage } from "./stage"
import { tellCalls, tellLedger, tellOrder, tellRedeemed } from "./tell"

const REDUCED = PRODUCTS.thermos.sek

/** The job tries again 10 s after the order, and looks every 5 s. */
const PATIENCE_MS = 30_000
const LOOK_MS = 250

/** Engage is down: the sale goes through, and the redemption follows. */
export const away: Scene = {
  title: "Engage is down: the order stands, the redemption follows",

  play: async (stage) => {
    const { engage, report } = stage
    const ready = await applyTheirOffer(stage, {
      person: CUSTOMERS.maja,
      product: PRODUCTS.thermos,
      offer: OFFERS.freeDelivery,
      reduced: REDUCED,
    })
    engage.setFault({ type: "status", status: 503 })
    report.meanwhile("Engage goes down and answers 503 to everything")

    const { customer, cartId } = ready
    const order = await customer.buy(cartId)
    const { display_id: order_number = null } = order
    tellOrder(stage, order, REDUCED)
    tellCalls(stage, ["redeem 503"])
    await tellLedger(stage, cartId, {
      status: "pending",
      reason: "engage_unavailable",
      order_number,
      redeem_calls: [503],
    })

    engage.clearFaults()
    report.meanwhile("Engage is back; the job tries again after 10 s")
    await waitUntilSettled(stage, cartId)
    await tellRedeemed(stage, ready, order_number, true)
  },
}

/** Waits for the job to find a verdict; what it is, the caller checks. */
async function waitUntilSettled({ ledger }: Stage, cartId: string) {
  const isSettled = async () =>
    (await ledger.toldOf(cartId)).every(
      ({ status }) => !["pending", "redeeming"].includes(status)
    )
  await comesTrue(isSettled, PATIENCE_MS, LOOK_MS)
}
