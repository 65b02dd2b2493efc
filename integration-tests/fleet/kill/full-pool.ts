import { complete } from "../../../testkit/purchases/completions"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import type { Campaign, Trial } from "./trial"

/** Connections to Postgres that the server may use at once. */
const POOL_SIZE = 3

/** Carts that are completed at once. */
const CARTS = 12

/** A server with few connections gets many carts to complete at once. */
export async function completeWithFullPool(campaign: Campaign): Promise<Trial> {
  const { fleet } = campaign
  const server = await fleet.boot("full", {
    DATABASE_DRIVER_OPTIONS: JSON.stringify({
      pool: { min: 0, max: POOL_SIZE },
    }),
  })
  const [preparing = server] = await fleet.atLeast(1)
  const purchases = await Promise.all(
    Array.from({ length: CARTS }, () => purchaseWithOffer(campaign, preparing))
  )
  const answers = await Promise.all(
    purchases.map((purchase) => complete(server, purchase).answer)
  )
  const violations = answers
    .filter(({ kind }) => kind !== "placed")
    .map((answer) => `no order: ${JSON.stringify(answer)}`)
  await server.kill()
  return {
    name: `${CARTS} completions at once with ${POOL_SIZE} connections`,
    purchases,
    moments: [],
    violations,
    answered: Promise.resolve(),
  }
}
