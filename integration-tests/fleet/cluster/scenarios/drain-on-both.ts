import { Backlog } from "../backlog"
import { callsSince, countByServer, mark, rateOf } from "../../calls"
import { PACE, type Cluster } from "../cluster"
import type { Scenario } from "../../report"

/** Takes longer than a tick of the job, for both to join. */
const ROWS = 72

const DRAIN_MS = 180_000

/** What a first call that comes late makes of the pace. */
const LATE_START = 1.25

/** The jobs of both servers work through one backlog. */
export async function drainOnBoth(
  cluster: Cluster,
  scenario: Scenario
): Promise<void> {
  const { engage, servers } = cluster
  const backlog = await Backlog.add(cluster, servers[0], ROWS)
  const since = mark(engage)
  const drained = await backlog.drained(DRAIN_MS)
  const calls = callsSince(engage, since)
  const shares = countByServer(calls, servers)
  scenario.check(
    `the jobs of both drain ${ROWS} rows together`,
    drained && servers.every(({ name }) => (shares[name] ?? 0) > 0),
    shares
  )
  scenario.none("each row is redeemed once", backlog.notOnce())
  scenario.none(
    "no row is worked on twice",
    (await backlog.rows()).filter(
      ({ redeems, looks }) => redeems !== 1 || looks > 1
    )
  )
  const rate = rateOf(calls)
  scenario.check(
    `they keep to ${PACE} calls a second together`,
    rate <= PACE * LATE_START,
    `${calls.length} calls, ${rate.toFixed(1)} a second`
  )
}
