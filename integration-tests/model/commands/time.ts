import { purgeLedger } from "../../../src/workflows/background/purge"
import { reconcileRedemptionsWorkflow } from "../../../src/workflows/background/reconcile-redemptions"
import { crashToString, ServerDied, type CrashPlan } from "../servers/crash"
import { step, type Step } from "../support/step"
import type { World } from "../support/world"

const MINUTE_MS = 60_000

/** Lengths of time at which something in the plugin changes. */
export const SPANS = {
  "15 seconds": MINUTE_MS / 4,
  "3 minutes": 3 * MINUTE_MS,
  "2 hours": 120 * MINUTE_MS,
  "25 hours": 25 * 60 * MINUTE_MS,
} as const

/** Time passes, and every call that was out is answered or lost. */
export function timePasses(span: keyof typeof SPANS): Step {
  return step(`timePasses(${span})`, async (_, world) => {
    await world.pass(SPANS[span])
  })
}

/** The job runs on one server, or on two at once. */
export function tickOn(servers: number[], crash: CrashPlan | null): Step {
  const dies = crash ? `, ${crashToString(crash)}` : ""
  const name = `tick(server ${servers.join(" and ")}${dies})`
  return step(name, async (_, world) => {
    await Promise.all(
      servers.map((place, nth) => tick(world, place, nth ? null : crash))
    )
  })
}

/** Runs the job once. Nobody hears of it when its server dies. */
export async function tick(
  world: World,
  place: number,
  crash: CrashPlan | null = null
): Promise<void> {
  const server = world.server(place)
  server.planCrash(crash)
  try {
    await server.serve(reconcileRedemptionsWorkflow(server.container).run())
  } catch (error) {
    if (!(error instanceof ServerDied)) {
      throw error
    }
  } finally {
    server.planCrash(null)
  }
}

const PURGE_AGE_MS = 100 * 24 * 60 * MINUTE_MS

/** After some months the ledger is purged. */
export function purge(server: number): Step {
  const name = `purge(after 100 days, server ${server})`
  return step(name, async (_, world) => {
    await world.pass(PURGE_AGE_MS)
    await purgeLedger(world.server(server).service)
  })
}
