import { setTimeout as delay } from "node:timers/promises"

import { complete } from "../../../../testkit/purchases/completions"
import type { Purchase } from "../../../../testkit/purchases/purchases"
import type { Server } from "../../../../testkit/shop/server"
import { settle } from "../../../../testkit/promises/settle"
import { comesTrue, until } from "../../../../testkit/poll"
import { checkPromises } from "./at-once"
import { Backlog } from "../backlog"
import { callsSince, countByServer, mark, workerWithCalls } from "../../calls"
import { CHECKOUT_WAIT_MS, TIMEOUT_MS, type Cluster } from "../cluster"
import { connectionsOf } from "../database"
import { prepare } from "../prepare"
import type { Scenario } from "../../report"

/** Much longer than a call and closing take: it does not end by itself. */
const HANGING_MS = TIMEOUT_MS + 60_000

/** The longest that a completion takes to get where it is waited for. */
const CHECKOUT_MS = 60_000

/** More than a worker works through before it is told to end. */
const ROWS = 100

/** Less than the lease of a row that a job has taken: twice TIMEOUT_MS and 60 s. */
const WITHOUT_LEASE_MS = 60_000

/** The longest that Postgres takes to notice a closed connection. */
const CLOSING_MS = 2_000

/** SIGTERM while calls are out, one within the customer's wait and one beyond. */
export async function stopWithCallsOut(
  cluster: Cluster,
  scenario: Scenario,
  victim: Server
): Promise<void> {
  const { engage, ledger } = cluster
  const purchases = await prepare(cluster, victim, 2)
  const takes = [CHECKOUT_WAIT_MS - 1000, CHECKOUT_WAIT_MS + 1500]
  purchases.forEach(({ assignmentId }, nth) =>
    engage.setFault({
      type: "delay_after_save",
      ms: takes[nth] ?? 0,
      operation: "redeem",
      assignmentId,
      times: 1,
    })
  )
  const since = mark(engage)
  const completions = purchases.map((purchase) => complete(victim, purchase))
  await until(
    () => callsSince(engage, since).length === purchases.length,
    Boolean,
    CHECKOUT_MS
  )
  await terminate(cluster, scenario, victim)
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  scenario.none(
    "both customers have their answer",
    answers.filter(({ kind }) => kind !== "placed")
  )
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  scenario.none(
    "both verdicts were written before it ended",
    rows.filter(({ status }) => status !== "redeemed"),
    `Engage took ${takes.join(" and ")} ms, a customer waits ${CHECKOUT_WAIT_MS} ms`
  )
  await checkOnce(cluster, scenario, purchases)
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
  const { engage, servers } = cluster
  const backlog = await Backlog.add(cluster, servers[0], ROWS)
  const since = mark(engage)
  const victim = await workerWithCalls(engage, { since, workers, calls: 5 })
  await terminate(cluster, scenario, victim)
  const left = (await backlog.rows()).filter(
    ({ status }) => status !== "redeemed"
  ).length
  scenario.check(
    "it did not wait for the backlog to end",
    left > 0,
    `${left} of ${ROWS} rows left`
  )
  scenario.check(
    "another takes what is left, without waiting for a lease to end",
    await backlog.drained(WITHOUT_LEASE_MS),
    countByServer(callsSince(engage, since), workers)
  )
  scenario.none("each row is redeemed once", backlog.notOnce())
  return workers[0] === victim ? workers[1] : workers[0]
}

/** SIGTERM while Engage does not answer at all, neither checkout nor job. */
export async function stopWhileEngageHangs(
  cluster: Cluster,
  scenario: Scenario,
  { victim, heir }: { victim: Server; heir: Server | null }
): Promise<void> {
  const { engage, ledger } = cluster
  const purchases = await prepare(cluster, victim, 2)
  const backlog = await Backlog.add(cluster, victim, 6)
  const hang = engage.setFault({ type: "hang" })
  const completions = purchases.map((purchase) => complete(victim, purchase))
  await until(
    () => completions.every(({ result }) => result),
    Boolean,
    CHECKOUT_MS
  )
  await terminate(cluster, scenario, victim)
  engage.clearFault(hang.id)
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  scenario.none(
    "the customers have their orders",
    answers.filter(({ kind }) => kind !== "placed")
  )
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  scenario.none(
    "their rows wait for the job",
    rows.filter(({ status }) => status !== "pending" && status !== "redeeming")
  )
  if (!heir) {
    return
  }
  await settle(cluster, purchases)
  for (let round = 0; round < 3 && backlog.notOnce().length; round++) {
    await ledger.passTime(10 * 60_000)
    await backlog.drained(10_000)
  }
  scenario.none("the job's rows are redeemed once", backlog.notOnce())
  await checkPromises(cluster, scenario, purchases, purchases.length)
}

async function checkOnce(
  cluster: Cluster,
  scenario: Scenario,
  purchases: Purchase[]
): Promise<void> {
  scenario.none(
    "each was sent once",
    purchases
      .map(({ assignmentId }) =>
        cluster.engage.calls({ operation: "redeem", assignmentId })
      )
      .filter(({ length }) => length !== 1)
  )
  await checkPromises(cluster, scenario, purchases, purchases.length)
}

/** Ends a process as a host does, and checks that nothing of it is left. */
async function terminate(
  { ledger }: Cluster,
  scenario: Scenario,
  victim: Server
): Promise<void> {
  const before = await connectionsOf(ledger.sql, victim.name)
  const started = Date.now()
  const code = await Promise.race([
    victim.terminate(),
    delay(HANGING_MS, "hanging" as const),
  ])
  const ms = Date.now() - started
  if (code === "hanging") {
    await victim.kill()
  }
  scenario.check(
    "it ends by itself",
    code === 0,
    `exit code ${code} after ${(ms / 1000).toFixed(1)} s`
  )
  let after = before
  await comesTrue(async () => {
    after = await connectionsOf(ledger.sql, victim.name)
    return after === 0
  }, CLOSING_MS)
  scenario.check(
    "its connections to Postgres are gone",
    before > 0 && after === 0,
    `${before} before, ${after} after`
  )
}
