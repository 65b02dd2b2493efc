import { setTimeout as delay } from "node:timers/promises"

import type { Pool } from "@medusajs/framework/pg"

import type { Lifetime } from "../../testkit/lifetime"
import {
  pileUp,
  type Backlog,
} from "../../integration-tests/fleet/load/backlog"
import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Figure } from "../figures"
import { say } from "../report/progress"
import { batchSize } from "../../src/workflows/background/pace"
import { readyCart, timeCompletion } from "../setup/carts"
import { OURS } from "../setup/installation"
import { startMeasuredShop, type MeasuredShop } from "../setup/measured-shop"
import { openInstallation, openShop } from "../setup/open-shop"
import type { BenchPostgres } from "../setup/postgres"
import type { Sizes } from "../settings"

const WORKERS = { one_worker: 1, three_workers: 3 }

const LOOK_MS = 500

const SECOND_MS = 1000

/** A backlog that moves no faster is stuck. */
const SLOWEST = 4

/** What became of a backlog. */
type Drained = { rate: number; peak: number; rssMb: number }

/** Drains backlogs at set paces, with one worker and then with three. */
export async function measureDrain(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { drains }: Sizes
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, rows, pace } of drains) {
    for (const [workers, count] of Object.entries(WORKERS)) {
      say(`${rows} waiting rows, ${count} at work, ${pace} a second`)
      const part = workers + name
      const batch = batchSize(pace)
      const { rate, peak, rssMb } = await drainWith(lifetime, postgres, {
        ...{ rows, pace, workers: count },
      })
      figures.push(
        {
          key: "drain_rate",
          part,
          value: rate / pace,
          note: `${rate.toFixed(1)} calls a second`,
        },
        {
          key: "drain_peak",
          part,
          value: (peak - batch) / pace,
          note: `${peak} calls in the busiest second, in batches of ${batch}`,
        }
      )
      if (!name) {
        figures.push({ key: "drain_rss", part, value: rssMb })
      }
    }
  }
  return figures
}

async function drainWith(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { rows, pace, workers }: { rows: number; pace: number; workers: number }
): Promise<Drained> {
  const installation = await openInstallation(lifetime, postgres, {
    name: `drain-${pace}-${workers}`,
    plugins: [OURS],
  })
  const shop = await openShop(lifetime, installation)
  const cart = await readyCart(shop, shop.customer(0), "offer")
  await timeCompletion(cart)
  await shop.server.kill()

  const { engage, pool } = installation
  const servers: MeasuredShop[] = []
  for (let nth = 0; nth < workers; nth++) {
    servers.push(
      await startMeasuredShop(lifetime, installation, {
        options: { requestsPerSecond: pace },
        environment: { MEDUSA_WORKER_MODE: "worker" },
      })
    )
  }
  const backlog = await pileUp(pool, engage, {
    cartId: cart.id,
    count: rows,
    // Each costs one call.
    unsureOneIn: rows + 1,
  })
  const memory = () => Promise.all(servers.map((server) => server.memory()))

  // What a process needs for working at all is no growth.
  const calls: number[] = []
  const look = () => calls.push(...takeCalls(engage))
  await untilSettled(pool, backlog, { rows: rows / 10, pace, look })
  const before = await memory()
  await untilSettled(pool, backlog, { rows, pace, look })
  look()
  const after = await memory()

  for (const server of servers) {
    await server.kill()
  }
  const growth = after.map((mb, nth) => mb - (before[nth] ?? NaN))
  return {
    rate: rateOf(calls, batchSize(pace)),
    peak: mostInASecond(calls),
    rssMb: Math.max(...growth),
  }
}

/** When the calls since the last time arrived at Engage, in milliseconds. */
function takeCalls(engage: EngageSandbox): number[] {
  const calls = engage.calls().map(({ time }) => Date.parse(time))
  engage.clearCalls()
  return calls
}

async function untilSettled(
  pool: Pool,
  { assignmentIds }: Backlog,
  { rows, pace, look }: { rows: number; pace: number; look: () => void }
): Promise<void> {
  const deadline = Date.now() + 60_000 + (SLOWEST * rows * SECOND_MS) / pace
  for (;;) {
    look()
    const { rows: counted } = await pool.query<{ settled: number }>(
      `SELECT count(*)::int AS settled FROM promotion_redemption
       WHERE assignment_id = ANY($1) AND status = 'redeemed'`,
      [assignmentIds]
    )
    const settled = counted[0]?.settled ?? 0
    if (settled >= rows) {
      return
    }
    if (Date.now() > deadline) {
      throw new Error(`${settled} of ${rows} rows were settled in time`)
    }
    await delay(LOOK_MS)
  }
}

/** Calls a second, from the first batch to the last: that one ends no gap. */
function rateOf(starts: number[], batch: number): number {
  const seconds = ((starts.at(-1) ?? NaN) - (starts[0] ?? NaN)) / SECOND_MS
  return (starts.length - batch) / seconds
}

/** In any second, not only in those that the clock shows. */
function mostInASecond(starts: number[]): number {
  let first = 0
  let most = 0
  starts.forEach((start, last) => {
    while (start - (starts[first] ?? start) >= SECOND_MS) {
      first++
    }
    most = Math.max(most, last - first + 1)
  })
  return most
}
