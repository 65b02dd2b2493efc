import { setTimeout as delay } from "node:timers/promises"

import { pileUp } from "../../integration-tests/fleet/backlog"
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
  const installation = await openInstallation(bench)
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
  const beats = () => sql("SELECT 1 FROM bench_beat LIMIT 3")
  await until(beats, ({ length }) => length === 3, FIRST_BEATS_MS)

  engage.setFault({ type: "hang" })
  await sql(
    "DELETE FROM bench_beat WHERE at < (SELECT max(at) FROM bench_beat)"
  )
  const waiting = { cartId, count: rows, unsureOneIn: rows + 1 }
  await pileUp(sql, engage, waiting)
  await delay(watch_ms)
  const [gap] = await sql<{ ms: number | null }>(
    `SELECT max(extract(epoch FROM next - at) * 1000)::float AS ms
     FROM (SELECT at, lead(at, 1, clock_timestamp()) OVER (ORDER BY at) AS next
           FROM bench_beat) AS beats`
  )
  const calls = engage.calls().length
  engage.clearFaults()
  await worker.kill()
  return {
    key: "other_jobs_gap_ms",
    value: Math.round(gap?.ms ?? NaN),
    note: `${calls} calls were out`,
  }
}
