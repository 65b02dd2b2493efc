import { setTimeout as delay } from "node:timers/promises"

import { Backlog } from "../../integration-tests/fleet/backlog"
import { openRedis } from "../../integration-tests/fleet/cluster/redis"
import { onPool } from "../../testkit/ledger/database"
import { until } from "../../testkit/poll"
import type { Figure } from "../figures"
import { say } from "../report/progress"
import { completeSome } from "../setup/carts"
import {
  openInstallation,
  openShop,
  startMeasuredShop,
  type Bench,
} from "../setup/shop"

/** The longest that a worker takes until its jobs run. */
const FIRST_BEATS_MS = 60_000

/**
 * How long another job of the shop, due every tenth of a second, does not run on
 * the worker on which the plugin's job has rows to tell Engage, and Engage hangs.
 */
export async function measureOtherJobs(bench: Bench): Promise<Figure> {
  const { lifetime, sizes } = bench
  const { rows, watch_ms, pace } = sizes.otherJobs
  say(`another job beside ${rows} waiting rows, while Engage hangs`)
  const redis = await openRedis(lifetime)
  const installation = await openInstallation(bench, "other-jobs")
  const shop = await openShop(lifetime, installation)
  const [cartId = ""] = await completeSome(shop, "offer", 1)
  await shop.server.kill()

  const { engage, pool } = installation
  await pool.query(
    "CREATE TABLE bench_beat (at timestamptz NOT NULL DEFAULT clock_timestamp())"
  )
  const worker = await startMeasuredShop(lifetime, installation, {
    options: { requestsPerSecond: pace },
    environment: {
      MEDUSA_WORKER_MODE: "worker",
      REDIS_URL: redis.url,
      BENCH_BEAT: "yes",
    },
  })
  const sql = onPool(pool)
  const longestGap = async (since: Date): Promise<number> => {
    const [found] = await sql<{ ms: number | null }>(
      `SELECT max(extract(epoch FROM next - at) * 1000)::float AS ms
       FROM (SELECT at, lead(at, 1, clock_timestamp()) OVER (ORDER BY at) AS next
             FROM bench_beat) AS beats
       WHERE at >= $1`,
      [since]
    )
    return found?.ms ?? NaN
  }
  const now = async () => {
    const [clock] = await sql<{ now: Date }>("SELECT now()")
    return clock?.now ?? new Date()
  }

  const beats = () => sql("SELECT 1 FROM bench_beat LIMIT 3")
  await until(beats, ({ length }) => length === 3, FIRST_BEATS_MS)
  const quiet = await now()
  await delay(watch_ms / 3)
  const before = await longestGap(quiet)

  engage.setFault({ type: "hang" })
  const begin = await now()
  const waiting = { cartId, count: rows, unsureOneIn: rows + 1 }
  await Backlog.pileUp(sql, engage, waiting)
  await delay(watch_ms)
  const during = await longestGap(begin)
  const calls = engage.calls().length
  engage.clearFaults()
  await worker.kill()
  return {
    key: "other_jobs_gap_ms",
    value: Math.round(during),
    note: `${Math.round(before)} ms without rows; ${calls} calls were out`,
  }
}
