import { setTimeout as delay } from "node:timers/promises"

import type { RunDatabase } from "../../../testkit/shop/database"
import { complete } from "../../../testkit/purchases/completions"
import { momentsOf } from "./moments"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import type { Campaign, Trial } from "./trial"

/** Postgres goes away and comes back while carts are being completed. */
export async function restartPostgresDuringCheckout(
  campaign: Campaign,
  restart: NonNullable<RunDatabase["restart"]>,
  how: "restart" | "crash"
): Promise<Trial> {
  const { fleet, engage, random } = campaign
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
  return {
    name: `Postgres ${how} during a checkout`,
    purchases,
    moments: await momentsOf(campaign, hit),
    violations: [],
    answered: Promise.all(completions.map(({ answer }) => answer)),
  }
}
