import { setTimeout as delay } from "node:timers/promises"

import type { LedgerRow } from "../../../../testkit/ledger/rows"
import { complete } from "../../../../testkit/purchases/completions"
import type { Server } from "../../../../testkit/shop/server"
import { callsSince, countByServer, mark, workerWithCalls } from "../../calls"
import type { Scenario } from "../../report"
import { PACE, type Cluster } from "../cluster"
import { addBacklog, prepare } from "../prepare"
import { terminate } from "./shutdown"

/** Takes longer than a tick of the job, for both to join. */
const ROWS_FOR_BOTH = 72

/** More than a worker works through before it is told to end. */
const ROWS_TO_STOP = 100

const ROWS_TO_KILL = 40

const DRAIN_MS = 180_000

/** Many ticks of the job, in milliseconds. */
const TICKS_MS = 120_000

/** Less than the lease of a row that a job has taken: twice TIMEOUT_MS and 60 s. */
const WITHOUT_LEASE_MS = 60_000

/** What a first call that comes late makes of the pace. */
const LATE_START = 1.25

/** What Engage takes for a call, in milliseconds. */
const SLOW_MS = 300

/** The jobs of both servers work through one backlog, and a customer pays meanwhile. */
export async function drainOnBoth(cluster: Cluster, scenario: Scenario) {
  const { engage, ledger, servers } = cluster
  const [purchase] = await prepare(cluster, servers[0], 1)
  const { cartId, assignmentId } = purchase
  const backlog = await addBacklog(cluster, servers[0], ROWS_FOR_BOTH)
  const since = mark(engage)
  await backlog.until(1, DRAIN_MS)
  const answer = await complete(servers[0], purchase).answer
  const [row] = await ledger.rowsOf(cartId)
  const left = ROWS_FOR_BOTH - (await backlog.settled())
  scenario.check(
    "a customer who pays meanwhile does not wait for the backlog",
    answer.kind === "placed" &&
      row?.status === "redeemed" &&
      row.attempt_count === 1 &&
      left > 0,
    { answer, status: row?.status, left }
  )
  const drained = await backlog.drained(DRAIN_MS)
  const calls = callsSince(engage, since).filter(
    (call) => call.assignmentId !== assignmentId
  )
  const shares = countByServer(calls, servers)
  scenario.check(
    `the jobs of both drain ${ROWS_FOR_BOTH} rows together`,
    drained && servers.every(({ name }) => (shares[name] ?? 0) > 0),
    shares
  )
  scenario.none("each row is redeemed once", backlog.notOnce())
  const jobsCalls = ({ attempts }: LedgerRow, wanted: "redeem" | "verify") =>
    attempts.filter(
      ({ operation, trigger }) => operation === wanted && trigger === "retry"
    ).length
  scenario.none(
    "no row is worked on twice",
    (await backlog.rows()).filter(
      (row) => jobsCalls(row, "redeem") !== 1 || jobsCalls(row, "verify") > 1
    )
  )
  const times = calls.map(({ time }) => Date.parse(time) / 1000)
  const rate = (calls.length - 1) / (Math.max(...times) - Math.min(...times))
  scenario.check(
    `they keep to ${PACE} calls a second together`,
    rate <= PACE * LATE_START,
    `${calls.length} calls, ${rate.toFixed(1)} a second`
  )
}

/**
 * SIGTERM in the midst of a backlog, to the worker that is at it; the other one
 * goes on.
 * @returns the other one.
 */
export async function stopWhileDraining(
  cluster: Cluster,
  scenario: Scenario,
  workers: [Server, Server]
): Promise<Server> {
  const begun = await atWork(cluster, workers, ROWS_TO_STOP, 5)
  const { victim, backlog, shares } = begun
  await terminate(cluster, scenario, victim)
  const left = ROWS_TO_STOP - (await backlog.settled())
  scenario.check(
    "it did not wait for the backlog to end",
    left > 0,
    `${left} of ${ROWS_TO_STOP} rows left`
  )
  scenario.check(
    "another takes what is left, without waiting for a lease to end",
    await backlog.drained(WITHOUT_LEASE_MS),
    shares()
  )
  scenario.none("each row is redeemed once", backlog.notOnce())
  return workers[0] === victim ? workers[1] : workers[0]
}

/** Of two workers the one that drains is killed; the other finishes. */
export async function workerKilled(
  cluster: Cluster,
  scenario: Scenario,
  workers: [Server, Server]
): Promise<void> {
  const { engage, ledger } = cluster
  const slow = engage.setFault({ type: "delay_after_save", ms: SLOW_MS })
  const begun = await atWork(cluster, workers, ROWS_TO_KILL, 8)
  const { victim, backlog, shares } = begun
  await victim.kill()
  const atDeath = await backlog.rows()
  const held = atDeath.filter((row) => row.held).length
  // First what nobody holds; the rest once the dead worker's leases end.
  await backlog.until(ROWS_TO_KILL - held, WITHOUT_LEASE_MS)
  const beforeLeases = (await backlog.rows()).filter(({ held }) => held).length
  let drained = false
  for (let round = 0; round < 4 && !drained; round++) {
    await ledger.passTime(10 * 60_000)
    drained = await backlog.drained(15_000)
  }
  engage.clearFault(slow.id)
  await delay(SLOW_MS)
  scenario.check(
    "it died in the midst of it, holding rows",
    held > 0 && atDeath.some(({ status }) => status === "redeemed"),
    `${held} held, ${beforeLeases} of them until their lease ended`
  )
  scenario.check(`the next finishes the ${ROWS_TO_KILL} rows`, drained)
  scenario.check(
    "both had a share",
    Object.values(shares()).every(Boolean),
    shares()
  )
  scenario.none("each is redeemed exactly once in Engage", backlog.notOnce())
}

/** A backlog, and the worker that has made so many calls for it. */
async function atWork(
  cluster: Cluster,
  workers: [Server, Server],
  rows: number,
  calls: number
) {
  const { engage, servers } = cluster
  const backlog = await addBacklog(cluster, servers[0], rows)
  const since = mark(engage)
  const begun = { since, calls }
  return {
    backlog,
    victim: await workerWithCalls(engage, begun, () => workers, TICKS_MS),
    shares: () => countByServer(callsSince(engage, since), workers),
  }
}
