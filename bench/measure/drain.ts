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

/** Drains a backlog at a set pace, with one worker and then with three. */
export async function measureDrain(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { drain }: Sizes
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [part, workers] of Object.entries(WORKERS)) {
    say(`${drain.rows} waiting rows, ${workers} at work`)
    const { rate, peak, rssMb } = await drainWith(lifetime, postgres, {
      ...drain,
      workers,
    })
    figures.push(
      {
        key: "drain_rate",
        part,
        value: rate / drain.pace,
        note: `${rate.toFixed(0)} rows a second`,
      },
      {
        key: "drain_peak",
        part,
        value: peak / drain.pace,
        note: `${peak} calls in the busiest second`,
      },
      { key: "drain_rss", part, value: rssMb }
    )
  }
  return figures
}

async function drainWith(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { rows, pace, workers }: { rows: number; pace: number; workers: number }
): Promise<Drained> {
  const installation = await openInstallation(lifetime, postgres, {
    name: `drain-${workers}`,
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
  const after = await memory()

  for (const server of servers) {
    await server.kill()
  }
  const growth = after.map((mb, nth) => mb - (before[nth] ?? NaN))
  return {
    rate: await readRate(pool, backlog),
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

/** Rows a second, by the database's clock. */
async function readRate(
  pool: Pool,
  { assignmentIds }: Backlog
): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(attempt.finished_at)
       - min(attempt.started_at))::float AS seconds
     FROM promotion_redemption_attempt AS attempt
     JOIN promotion_redemption AS row ON row.id = attempt.promotion_redemption_id
     WHERE row.assignment_id = ANY($1) AND attempt.trigger = 'retry'`,
    [assignmentIds]
  )
  return assignmentIds.length / (rows[0]?.seconds ?? NaN)
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
