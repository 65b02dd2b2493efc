import { setTimeout as delay } from "node:timers/promises"

import type { SuiteDatabase } from "../../../testkit/shop/suite-database"
import { complete } from "../../../testkit/purchases/completions"
import { momentOfCompletion } from "./moments"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import type { Campaign, Trial } from "./trial"

/** Postgres goes away and comes back while carts are being completed. */
export async function restartPostgresDuringCheckout(
  campaign: Campaign,
  restart: NonNullable<SuiteDatabase["restart"]>,
  how: "restart" | "crash"
): Promise<Trial> {
  const { fleet, engage, ledger, random } = campaign
  const servers = await fleet.atLeast(2)
  const purchases = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const purchase = await purchaseWithOffer(campaign, random.pick(servers))
      engage.setFault({
        type: random.pick(["delay_before_save", "delay_after_save"] as const),
        ms: random.integer(0, 500),
        operation: "redeem",
        assignmentId: purchase.assignmentId,
        times: 1,
      })
      return purchase
    })
  )
  const completions = purchases.map((purchase) =>
    complete(random.pick(servers), purchase)
  )
  await delay(random.integer(0, 1200))
  const hit = completions.filter(({ result }) => !result)
  await restart(how)
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  const orders = await ledger.ordersOf(purchases.map(({ key }) => key))
  return {
    name: `Postgres ${how} during a checkout`,
    purchases,
    moments: hit.map(({ purchase }) =>
      momentOfCompletion(
        rows.find(({ cart_id }) => cart_id === purchase.cartId),
        orders.some((order) => order.purchase === purchase.key),
        engage
      )
    ),
    violations: [],
    answered: Promise.all(completions.map(({ answer }) => answer)),
  }
}
