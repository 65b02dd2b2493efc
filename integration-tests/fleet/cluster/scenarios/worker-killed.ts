import { setTimeout as delay } from "node:timers/promises"

import type { Server } from "../../../../testkit/shop/server"
import { Backlog } from "../backlog"
import { callsSince, countByServer, mark, workerWithCalls } from "../../calls"
import type { Cluster } from "../cluster"
import type { Scenario } from "../../report"

const ROWS = 40

/** What Engage takes for a call, in milliseconds. */
const SLOW_MS = 300

/** Calls that a worker has made when it is killed. */
const BEFORE = 8

const FREE_ROWS_MS = 60_000

/** Of two workers the one that drains is killed; the other finishes. */
export async function workerKilled(
  cluster: Cluster,
  scenario: Scenario,
  workers: [Server, Server]
): Promise<void> {
  const { engage, ledger, servers } = cluster
  const slow = engage.setFault({ type: "delay_after_save", ms: SLOW_MS })
  const backlog = await Backlog.add(cluster, servers[0], ROWS)
  const since = mark(engage)
  const victim = await workerWithCalls(engage, {
    since,
    workers,
    calls: BEFORE,
  })
  await victim.kill()
  const atDeath = await backlog.rows()
  const held = atDeath.filter((row) => row.held).length
  // First what nobody holds; the rest once the dead worker's leases end.
  await backlog.until(ROWS - held, FREE_ROWS_MS)
  const beforeLeases = (await backlog.rows()).filter(({ held }) => held).length
  let drained = false
  for (let round = 0; round < 4 && !drained; round++) {
    await ledger.passTime(10 * 60_000)
    drained = await backlog.drained(15_000)
  }
  engage.clearFault(slow.id)
  await delay(SLOW_MS)
  const calls = countByServer(callsSince(engage, since), workers)
  scenario.check(
    "it died in the midst of it, holding rows",
    held > 0 && atDeath.some(({ status }) => status === "redeemed"),
    `${held} held, ${beforeLeases} of them until their lease ended`
  )
  scenario.check(`the next finishes the ${ROWS} rows`, drained, calls)
  scenario.check("both had a share", Object.values(calls).every(Boolean), calls)
  scenario.none("each is redeemed exactly once in Engage", backlog.notOnce())
}
