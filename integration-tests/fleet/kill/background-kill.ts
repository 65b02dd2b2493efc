import { setTimeout as delay } from "node:timers/promises"

import type { SandboxFault } from "../../../packages/engage-sandbox/src"
import { complete } from "../../../testkit/purchases/completions"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import { failRedeem, mark, workerWithCalls } from "../calls"
import type { Campaign } from "./fleet"
import type { Trial } from "./tally"

/** How Engage is away: nothing arrives, or it is saved and the answer is lost. */
const OUTAGES: SandboxFault[] = [
  { type: "status", status: 503 },
  { type: "reset_before_save" },
  { type: "reset_after_save" },
  { type: "half_answer" },
]

/** Many ticks of the job: a server that has just started is slow. */
const TICKS_MS = 60_000

/** Orders are placed while Engage is away; then the server whose job settles
 *  them is killed. */
export async function killDuringBackgroundRun(campaign: Campaign) {
  const { fleet, engage, ledger, random } = campaign
  await fleet.atLeast(2)
  const { purchases, violations } = await orderDuringOutage(campaign)
  const cartIds = purchases.map(({ cartId }) => cartId)

  const ms = () => random.integer(0, 400)
  for (const purchase of purchases) {
    failRedeem(engage, purchase, { type: "delay_before_save", ms: ms() }, 1)
    failRedeem(engage, purchase, { type: "delay_after_save", ms: ms() }, 1)
    const slowList = { type: "delay_after_save", ms: ms() } as const
    engage.setFault({ ...slowList, operation: "list", times: 1 })
  }
  const first = { since: mark(engage), calls: 1 }
  await ledger.passTimeUntilDue(cartIds)
  // A server's job may run before the server says that it is ready.
  const running = () => fleet.pickable()
  const victim = await workerWithCalls(engage, first, running, TICKS_MS)
  await delay(random.integer(0, 700))
  await fleet.kill(victim)
  return { name: "background run", purchases, violations }
}

async function orderDuringOutage(campaign: Campaign) {
  const { fleet, engage, random } = campaign
  const [server] = await fleet.atLeast(1)
  const violations: string[] = []
  const purchases = await Promise.all(
    Array.from({ length: random.integer(3, 5) }, async () => {
      const purchase = await purchaseWithOffer(campaign, server)
      failRedeem(engage, purchase, random.pick(OUTAGES), 1)
      const answer = await complete(server, purchase).answer
      if (answer.kind !== "placed") {
        violations.push(`no order: ${JSON.stringify(answer)}`)
      }
      return purchase
    })
  )
  return { purchases, violations }
}
