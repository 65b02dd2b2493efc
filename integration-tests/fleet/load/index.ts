/**
 * `npm run test:load`: many customers at once while Engage is quick, slow and
 * silent, and the backlog of an hour without Engage, on a real shop with what it
 * holds measured from inside. LOAD_CARTS, LOAD_ROWS and LOAD_PACE change sizes;
 * `npm run test:load -- backlog` or `-- checkouts` plays one part alone.
 */
import { withLifetime } from "../../../testkit/lifetime"
import { createDatabase } from "../../../testkit/shop/database"
import { placeProbe } from "../../../testkit/shop/place-probe"
import type { Vitals } from "../../../testkit/shop/probe"
import { startServer } from "../../../testkit/shop/server"
import { main } from "../../../scripts/run"
import { openScene, type StartSettings } from "../open-scene"
import { Report } from "../report"
import { CARTS, checkOutAtOnce, ENGAGES, type MeasuredShop } from "./checkouts"
import { drainBacklog, PACE, ROWS } from "./drain"

const CUSTOMERS = 20

/** How long a call gets, in milliseconds: shorter than in a shop. */
const TIMEOUT_MS = 9_000

main(() =>
  withLifetime(async (lifetime) => {
    const only = process.argv[2]
    const boot = async (settings: StartSettings, options: object) => {
      const { ask, environment } = placeProbe(lifetime)
      const server = await startServer(lifetime, settings, {
        ...{ name: "load", options, environment },
      })
      const vitals = () => ask<Vitals>({ ask: "vitals" })
      return { ...server, vitals }
    }
    const { url: databaseUrl } = await createDatabase(lifetime)
    let shop!: MeasuredShop
    const scene = await openScene(lifetime, {
      ...{ databaseUrl, seed: 1, customers: CUSTOMERS },
      start: async (settings) =>
        (shop = await boot(settings, { timeoutMs: TIMEOUT_MS })),
    })
    const ready = async () => undefined
    const report = new Report()
    for (const engage of only === "backlog" ? [] : ENGAGES) {
      await report.play(
        `${CARTS} completions at once, ${engage.name}`,
        (scenario) =>
          checkOutAtOnce({ ...scene, shop, ready }, scenario, engage)
      )
    }
    await shop.kill()
    if (only !== "checkouts") {
      const { engage } = scene
      const options = { requestsPerSecond: PACE }
      shop = await boot({ databaseUrl, engage }, options)
      await report.play(
        `${ROWS} redemptions wait, ${PACE} calls a second`,
        (scenario) => drainBacklog({ ...scene, shop, ready }, scenario)
      )
    }
    return report.close()
  })
)
