import { purgeLedger } from "../../../src/workflows/background/purge"
import { reconcileRedemptionsWorkflow } from "../../../src/workflows/background/reconcile-redemptions"
import { crashToString, ServerDied, type CrashPlan } from "../servers/crash"
import { ModelCommand } from "../support/command"
import type { Model } from "../support/model"
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
export class TimePasses extends ModelCommand {
  constructor(readonly span: keyof typeof SPANS) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    await world.pass(SPANS[this.span])
  }

  toString(): string {
    return `timePasses(${this.span})`
  }
}

/** The job runs on one server, or on two at once. */
export class Tick extends ModelCommand {
  constructor(
    readonly servers: number[],
    readonly crash: CrashPlan | null
  ) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    await Promise.all(
      this.servers.map((place, index) =>
        tick(world, place, index === 0 ? this.crash : null)
      )
    )
  }

  toString(): string {
    const crash = this.crash ? `, ${crashToString(this.crash)}` : ""
    return `tick(server ${this.servers.join(" and ")}${crash})`
  }
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
export class Purge extends ModelCommand {
  constructor(readonly server: number) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    await world.pass(PURGE_AGE_MS)
    await purgeLedger(world.server(this.server).service)
  }

  toString(): string {
    return `purge(after 100 days, server ${this.server})`
  }
}
