import { Backlog } from "../backlog"
import { callsSince, countByServer, mark, mostInASecond } from "../calls"
import { PACE, type Cluster } from "../cluster"
import type { Scenario } from "../../processes/report"

/** Takes longer than a tick of the job, for both to join. */
const ROWS = 72

const DRAIN_MS = 60_000

/** What a timer that comes late can add to a second. */
const LATE_CALLS = 3

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
  const most = mostInASecond(calls)
  scenario.check(
    `the pace of ${PACE} a second is kept over both`,
    most <= PACE * 1.1 + LATE_CALLS,
    `${calls.length} calls, ${most} in one second at most`
  )
}
