import { setTimeout as delay } from "node:timers/promises"

import type { Database } from "../../../../testkit/ledger/database"
import { comesTrue, until } from "../../../../testkit/poll"
import { settle } from "../../../../testkit/promises/settle"
import { complete } from "../../../../testkit/purchases/completions"
import type { Server } from "../../../../testkit/shop/server"
import { callsSince, failRedeem, mark } from "../../calls"
import type { Scenario } from "../../report"
import { CHECKOUT_WAIT_MS, TIMEOUT_MS, type Cluster } from "../cluster"
import { addBacklog, prepare } from "../prepare"

/** Much longer than a call and closing take: it does not end by itself. */
const HANGING_MS = TIMEOUT_MS + 60_000

/** The longest that a completion takes to get where it is waited for. */
const CHECKOUT_MS = 60_000

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
  purchases.forEach((purchase, nth) => {
    const ms = takes[nth] ?? 0
    failRedeem(engage, purchase, { type: "delay_after_save", ms }, 1)
  })
  const since = mark(engage)
  const completions = purchases.map((purchase) => complete(victim, purchase))
  await until(
    () => callsSince(engage, since).length === purchases.length,
    Boolean,
    CHECKOUT_MS
  )
  await terminate(cluster, scenario, victim)
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  scenario.placed("both customers have their answer", answers)
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  scenario.none(
    "both verdicts were written before it ended",
    rows.filter(({ status }) => status !== "redeemed"),
    `Engage took ${takes.join(" and ")} ms, a customer waits ${CHECKOUT_WAIT_MS} ms`
  )
  scenario.none(
    "each was sent once",
    purchases
      .map(({ assignmentId }) =>
        engage.calls({ operation: "redeem", assignmentId })
      )
      .filter(({ length }) => length !== 1)
  )
  await scenario.promises(cluster, purchases, purchases.length)
}

/** SIGTERM while Engage does not answer at all, neither checkout nor job. */
export async function stopWhileEngageHangs(
  cluster: Cluster,
  scenario: Scenario,
  victim: Server
): Promise<void> {
  const { engage, ledger } = cluster
  const purchases = await prepare(cluster, victim, 2)
  const backlog = await addBacklog(cluster, victim, 6)
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
  scenario.placed("the customers have their orders", answers)
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  scenario.none(
    "their rows wait for the job",
    rows.filter(({ status }) => status !== "pending" && status !== "redeeming")
  )
  await settle(cluster, purchases)
  for (let round = 0; round < 3 && backlog.notOnce().length; round++) {
    await ledger.passTime(10 * 60_000)
    await backlog.drained(10_000)
  }
  scenario.none("the job's rows are redeemed once", backlog.notOnce())
  await scenario.promises(cluster, purchases, purchases.length)
}

/** Ends a process as a host does, and checks that nothing of it is left. */
export async function terminate(
  { ledger }: Cluster,
  scenario: Scenario,
  victim: Server
): Promise<void> {
  const before = await connectionsOf(ledger.sql, victim)
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
    after = await connectionsOf(ledger.sql, victim)
    return after === 0
  }, CLOSING_MS)
  scenario.check(
    "its connections to Postgres are gone",
    before > 0 && after === 0,
    `${before} before, ${after} after`
  )
}

async function connectionsOf(database: Database, { name }: Server) {
  const connections = await database(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = $1",
    [name]
  )
  return connections.length
}
