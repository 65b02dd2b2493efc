import { setTimeout as delay } from "node:timers/promises"

import type { SandboxFault } from "../../../packages/engage-sandbox/src"
import { comesTrue } from "../../../testkit/poll"
import { complete } from "../../../testkit/purchases/completions"
import type { Server } from "../../../testkit/shop/server"
import { callsSince, mark } from "../calls"
import { momentOfJob } from "./moments"
import {
  purchaseWithOffer,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Campaign, Trial } from "./trial"

/** How Engage is away: nothing arrives, or it is saved and the answer is lost. */
const OUTAGES: SandboxFault[] = [
  { type: "status", status: 503 },
  { type: "reset_before_save" },
  { type: "reset_after_save" },
  { type: "half_answer" },
]

/** Many ticks of the job: a server that has just started is slow. */
const TICKS_MS = 60_000

/** What a job of a living server takes for a row at most, and a margin. */
const ROW_MS = 2_500

/** Orders are placed while Engage is away; then the server whose job settles
 *  them is killed. */
export async function killDuringBackgroundRun(
  campaign: Campaign
): Promise<Trial> {
  const { fleet, engage, ledger, random } = campaign
  await fleet.atLeast(2)
  const violations: string[] = []
  const purchases = await orderDuringOutage(campaign, violations)
  const cartIds = purchases.map(({ cartId }) => cartId)

  for (const { assignmentId } of purchases) {
    const ms = () => random.integer(0, 400)
    const call = { operation: "redeem" as const, assignmentId, times: 1 }
    engage.setFault({ ...call, type: "delay_before_save", ms: ms() })
    engage.setFault({ ...call, type: "delay_after_save", ms: ms() })
    engage.setFault({
      operation: "list",
      type: "delay_after_save",
      ms: ms(),
      times: 1,
    })
  }
  const since = mark(engage)
  await ledger.passTimeUntilDue(cartIds)
  const victim = await firstToCall(campaign, since)
  let moments: Trial["moments"] = []
  if (victim) {
    await delay(random.integer(0, 700))
    await fleet.kill(victim)
    const before = await ledger.rowsOf(...cartIds)
    // What another server's job holds moves on; the dead one's does not.
    await delay(ROW_MS)
    const after = await ledger.rowsOf(...cartIds)
    moments = before
      .filter((row, nth) => row.held && same(row, after[nth]))
      .map(momentOfJob)
  } else {
    violations.push("no job took rows that were due")
  }
  return {
    name: "background run",
    purchases,
    moments,
    violations,
    answered: Promise.resolve(),
  }
}

async function orderDuringOutage(
  campaign: Campaign,
  violations: string[]
): Promise<Purchase[]> {
  const { fleet, engage, random } = campaign
  const [server] = await fleet.atLeast(1)
  return Promise.all(
    Array.from({ length: random.integer(3, 5) }, async () => {
      const purchase = await purchaseWithOffer(campaign, server as Server)
      engage.setFault({
        ...random.pick(OUTAGES),
        operation: "redeem",
        assignmentId: purchase.assignmentId,
        times: 1,
      })
      const answer = await complete(server as Server, purchase).answer
      if (answer.kind !== "placed") {
        violations.push(`no order: ${JSON.stringify(answer)}`)
      }
      return purchase
    })
  )
}

/** The server whose job is the first to ask Engage for something. */
async function firstToCall(
  { fleet, engage }: Campaign,
  since: number
): Promise<Server | undefined> {
  let caller: Server | undefined
  await comesTrue(() => {
    const [call] = callsSince(engage, since)
    // A server's job may run before the server says that it is ready.
    caller = fleet
      .pickable()
      .find(({ userAgent }) => userAgent === call?.userAgent)
    return Boolean(caller)
  }, TICKS_MS)
  return caller
}

function same<Row extends { run_id: string | null; status: string }>(
  before: Row,
  after: Row | undefined
): boolean {
  return before.run_id === after?.run_id && before.status === after.status
}
