/**
 * `npm run test:load`: many customers at once while Engage is quick, slow and
 * silent, on a real shop with what it holds measured from inside. LOAD_CARTS says
 * how many, LOAD_ROUNDS how often after the first time. What has piled up is drained
 * by the cluster's servers together, and by the bench.
 */
import { withLifetime } from "../../../testkit/lifetime"
import { createDatabase } from "../../../testkit/shop/database"
import { placeProbe } from "../../../testkit/shop/place-probe"
import type { Vitals } from "../../../testkit/shop/probe"
import { startServer, type Server } from "../../../testkit/shop/server"
import { main } from "../../../scripts/run"
import { openScene } from "../open-scene"
import { Report } from "../report"
import { CARTS, checkOutAtOnce, ENGAGES } from "./checkouts"

const CUSTOMERS = 20

/** How long a call gets, in milliseconds: shorter than in a shop. */
const TIMEOUT_MS = 9_000

main(() =>
  withLifetime(async (lifetime) => {
    const { url: databaseUrl } = await createDatabase(lifetime)
    const { ask, environment } = placeProbe(lifetime)
    let server!: Server
    const scene = await openScene(lifetime, {
      ...{ databaseUrl, seed: 1, customers: CUSTOMERS },
      start: async (settings) => {
        const options = { timeoutMs: TIMEOUT_MS }
        const load = { name: "load", options, environment }
        return (server = await startServer(lifetime, settings, load))
      },
    })
    const vitals = () => ask<Vitals>({ ask: "vitals" })
    const ready = async () => undefined
    const test = { ...scene, shop: { ...server, vitals }, ready }
    const report = new Report()
    for (const [name, engage] of Object.entries(ENGAGES)) {
      await report.play(
        `${CARTS} completions at once, Engage ${name}`,
        (scenario) => checkOutAtOnce(test, scenario, engage)
      )
    }
    return report.close()
  })
)
