/**
 * `npm run test:load`: many customers at once while Engage is quick, slow and
 * silent, and the backlog of an hour without Engage, on a real shop with what it
 * holds measured from inside. LOAD_CARTS, LOAD_ROWS and LOAD_PACE change sizes;
 * `npm run test:load -- backlog` or `-- checkouts` plays one part alone.
 */
import { withLifetime, type Lifetime } from "../../../testkit/lifetime"
import { createDatabase } from "../../../testkit/shop/database"
import { main } from "../../../scripts/run"
import { openScene } from "../open-scene"
import { Report } from "../report"
import { CARTS, checkOutAtOnce, ENGAGES } from "./checkouts"
import { drainBacklog, PACE, ROWS } from "./drain"
import {
  startMeasuredShop,
  type LoadTest,
  type MeasuredShop,
} from "./measured-shop"

const CUSTOMERS = 20

/** How long a call gets, in milliseconds: shorter than in a shop. */
const TIMEOUT_MS = 9_000

async function open(
  lifetime: Lifetime
): Promise<{ test: LoadTest; shop: MeasuredShop }> {
  const database = await createDatabase(lifetime)
  let shop!: MeasuredShop
  const scene = await openScene(lifetime, {
    ...{ databaseUrl: database.url, seed: 1, customers: CUSTOMERS },
    start: async (settings) =>
      (shop = await startMeasuredShop(lifetime, settings, {
        timeoutMs: TIMEOUT_MS,
      })),
  })
  const settings = { databaseUrl: database.url, engage: scene.engage }
  return {
    shop,
    test: {
      ...scene,
      boot: (options) => startMeasuredShop(lifetime, settings, options),
      ready: () => Promise.resolve(),
    },
  }
}

main(() =>
  withLifetime(async (lifetime) => {
    const only = process.argv[2]
    const { test, shop } = await open(lifetime)
    const report = new Report()
    for (const engage of only === "backlog" ? [] : ENGAGES) {
      await report.play(
        `${CARTS} completions at once, ${engage.name}`,
        (scenario) => checkOutAtOnce(test, scenario, { shop, engage })
      )
    }
    await shop.kill()
    if (only !== "checkouts") {
      await report.play(
        `${ROWS} redemptions wait, ${PACE} calls a second`,
        (scenario) => drainBacklog(test, scenario)
      )
    }
    return report.close()
  })
)
