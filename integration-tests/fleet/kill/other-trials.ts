import { setTimeout as delay } from "node:timers/promises"

import { complete } from "../../../testkit/purchases/completions"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import type { RunDatabase } from "../../../testkit/shop/database"
import { completeAll, failRedeem } from "../calls"
import type { Campaign } from "./fleet"
import type { Trial } from "./tally"

const DELAYS = ["delay_before_save", "delay_after_save"] as const

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
      const type = random.pick(DELAYS)
      failRedeem(engage, purchase, { type, ms: random.integer(0, 500) }, 1)
      return purchase
    })
  )
  const completions = purchases.map((purchase) =>
    complete(random.pick(servers), purchase)
  )
  await delay(random.integer(0, 1200))
  await restart(how)
  return {
    name: `Postgres ${how} during a checkout`,
    purchases,
    answered: Promise.all(completions.map(({ answer }) => answer)),
  }
}

/** Connections to Postgres that the server may use at once. */
const POOL_SIZE = 3

/** Carts that are completed at once. */
const CARTS = 12

/** A server with few connections gets many carts to complete at once. */
export async function completeWithFullPool(campaign: Campaign): Promise<Trial> {
  const { fleet } = campaign
  const pool = { min: 0, max: POOL_SIZE }
  const server = await fleet.boot("full", {
    DATABASE_DRIVER_OPTIONS: JSON.stringify({ pool }),
  })
  const [preparing = server] = await fleet.atLeast(1)
  const purchases = await Promise.all(
    Array.from({ length: CARTS }, () => purchaseWithOffer(campaign, preparing))
  )
  const answers = await completeAll(server, purchases)
  await server.kill()
  return {
    name: `${CARTS} completions at once with ${POOL_SIZE} connections`,
    purchases,
    violations: answers
      .filter(({ kind }) => kind !== "placed")
      .map((answer) => `no order: ${JSON.stringify(answer)}`),
  }
}
