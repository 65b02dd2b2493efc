import { pileUp, type Backlog } from "../../integration-tests/fleet/backlog"
import { onPool } from "../../testkit/ledger/database"
import { comesTrue } from "../../testkit/poll"
import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Figure } from "../figures"
import { say } from "../report/progress"
import { batchSize } from "../../src/workflows/background/pace"
import { completeSome } from "../setup/carts"
import {
  openInstallation,
  openShop,
  startMeasuredShop,
  type Bench,
  type Installation,
} from "../setup/shop"

const WORKERS = { one_worker: 1, three_workers: 3 }

const LOOK_MS = 500

const SECOND_MS = 1000

/** A backlog that moves no faster is stuck. */
const SLOWEST = 4

/** Drains backlogs at set paces, with one worker and then with three. */
export async function measureDrain(bench: Bench): Promise<Figure[]> {
  const { drains } = bench.sizes
  const figures: Figure[] = []
  const installation = await openInstallation(bench)
  const shop = await openShop(bench.lifetime, installation)
  // Of each order one backlog is made.
  const count = drains.length * Object.keys(WORKERS).length
  const cartIds = await completeSome(shop, "offer", count)
  await shop.server.kill()
  for (const { name, rows, pace } of drains) {
    for (const [workers, count] of Object.entries(WORKERS)) {
      say(`${rows} waiting rows, ${count} at work, ${pace} a second`)
      const part = workers + name
      const batch = batchSize(pace)
      const cartId = cartIds.pop() ?? ""
      const drain = { cartId, rows, pace, workers: count }
      const drained = await drainWith(bench, installation, drain)
      const { rate, peak, rssMb } = drained
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

type Drain = { cartId: string; rows: number; pace: number; workers: number }

async function drainWith(
  { lifetime }: Bench,
  installation: Installation,
  { cartId, rows, pace, workers }: Drain
) {
  const { engage, pool } = installation
  const servers = await Promise.all(
    Array.from({ length: workers }, () =>
      startMeasuredShop(lifetime, installation, {
        options: { requestsPerSecond: pace },
        environment: { MEDUSA_WORKER_MODE: "worker" },
      })
    )
  )
  engage.clearCalls()
  const backlog = await pileUp(onPool(pool), engage, {
    cartId,
    count: rows,
    // Each costs one call.
    unsureOneIn: rows + 1,
  })
  const memory = () => Promise.all(servers.map((server) => server.memory()))

  // What a process needs for working at all is no growth.
  const calls: number[] = []
  const look = () => calls.push(...takeCalls(engage))
  await untilSettled(backlog, { rows: rows / 10, pace, look })
  const before = await memory()
  await untilSettled(backlog, { rows, pace, look })
  look()
  const after = await memory()
  if (backlog.notOnce().length) {
    throw new Error("A redemption was not redeemed exactly once")
  }

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
  backlog: Backlog,
  { rows, pace, look }: { rows: number; pace: number; look: () => void }
): Promise<void> {
  let settled = 0
  const isSettled = async () => {
    look()
    settled = await backlog.settled()
    return settled >= rows
  }
  const patienceMs = 60_000 + (SLOWEST * rows * SECOND_MS) / pace
  if (!(await comesTrue(isSettled, patienceMs, LOOK_MS))) {
    throw new Error(`${settled} of ${rows} rows were settled in time`)
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
