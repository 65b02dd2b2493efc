import { setTimeout as delay } from "node:timers/promises"

import type { SandboxFault } from "../../../packages/engage-sandbox/src"
import { openCalls, type LedgerRow } from "../../../testkit/ledger/rows"
import { until } from "../../../testkit/poll"
import { underWay } from "../../../testkit/promises/settle"
import type { Answer } from "../../../testkit/purchases/completions"
import {
  purchaseWithOffer,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Scene } from "../../../testkit/purchases/scene"
import type { Vitals } from "../../../testkit/shop/probe"
import type { Server } from "../../../testkit/shop/server"
import { completeAll } from "../calls"
import type { Scenario } from "../report"

/** A server whose memory and open handles the test can read. */
type MeasuredShop = Server & { vitals(): Promise<Vitals> }

type LoadTest = Scene & { shop: MeasuredShop }

/** Customers who pay at the same moment. */
export const CARTS = Number(process.env.LOAD_CARTS ?? 20)

/** Rounds after the first; the first fills caches and pools. */
const ROUNDS = Number(process.env.LOAD_ROUNDS ?? 3)

/** Memory that the rounds after the first may take for good, in MB. */
const GROWTH_MB = 20

/** Of each kind of handle, how many more there may be: a pool's idle ones. */
const GROWTH_HANDLES = 5

/** Longer than a server keeps a customer's unused connection, in milliseconds. */
const KEEP_ALIVE_MS = 6_000

/** Until then every connection that is not used any more has closed. */
const QUIET_MS = 30_000

/** The longest that calls, and then the job, take to end. */
const SETTLED_MS = 60_000

/** What Engage does, round by round, and the rows of the orders then. */
export const ENGAGES = {
  "takes 100 ms, then 4 s": {
    faults: [
      { type: "delay_before_save", ms: 100 },
      { type: "delay_before_save", ms: 4000 },
    ],
    expected: "redeemed",
  },
  "never answers, then saves and never answers": {
    faults: [{ type: "hang" }, { type: "hang", saved: true }],
    expected: "pending",
  },
} as const satisfies Record<
  string,
  { faults: readonly SandboxFault[]; expected: LedgerRow["status"] }
>

/**
 * Customers who pay at once, several times over: each has an order, each order
 * a row, and the server holds no more afterwards than before.
 */
export async function checkOutAtOnce(
  test: LoadTest,
  scenario: Scenario,
  { faults, expected }: (typeof ENGAGES)[keyof typeof ENGAGES]
): Promise<void> {
  const { engage, ledger, shop, customers } = test
  const purchases: Purchase[] = []
  const answers: Answer[] = []
  const vitals: Vitals[] = []
  const unexpected: LedgerRow[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const carts = await Promise.all(
      Array.from({ length: CARTS }, (_, nth) =>
        purchaseWithOffer(test, shop, customers[nth % customers.length])
      )
    )
    purchases.push(...carts)
    const fault = faults[round % faults.length]!
    engage.setFault({ ...fault, operation: "redeem" })
    answers.push(...(await completeAll(shop, carts)))
    const rows = await ledger.rowsOf(...carts.map(({ cartId }) => cartId))
    unexpected.push(...rows.filter(({ status }) => status !== expected))
    await settle(test, carts)
    vitals.push(await quietVitals(shop, vitals[0]))
  }
  scenario.none(
    `each row is ${expected} when the customer has the order`,
    unexpected
  )
  scenario.placed(`each of ${purchases.length} customers has an order`, answers)
  const { redeemed, halfMade } = await scenario.promises(test, purchases)
  scenario.check(
    "each has a row, and each assignment is redeemed once",
    redeemed === purchases.length,
    `${redeemed} of ${purchases.length}`
  )
  scenario.check("no order is half made", halfMade === 0, String(halfMade))
  expectNoGrowth(scenario, vitals)
}

/** Lets open calls end, and then the job do what is left. */
async function settle({ engage, ledger }: LoadTest, carts: Purchase[]) {
  const cartIds = carts.map(({ cartId }) => cartId)
  await until(
    () => ledger.rowsOf(...cartIds),
    (rows) => rows.every((row) => !openCalls(row).length),
    SETTLED_MS
  )
  engage.clearFaults()
  await ledger.passTimeUntilDue(cartIds)
  const left = () => underWay({ ledger }, carts)
  await until(left, (rows) => !rows.length, SETTLED_MS)
}

/**
 * What the shop holds once the last connections of a round have closed. A busy
 * machine is given time: what stays open is still open after half a minute.
 */
async function quietVitals(shop: MeasuredShop, first?: Vitals) {
  const deadline = Date.now() + QUIET_MS
  for (;;) {
    await delay(KEEP_ALIVE_MS)
    const vitals = await shop.vitals()
    if (!first || !grown(first, vitals).length || Date.now() > deadline) {
      return vitals
    }
  }
}

/** The kinds of handles of which there are more than before. */
function grown(first: Vitals, last: Vitals): [kind: string, count: number][] {
  return Object.entries(last.handles).filter(
    ([kind, count]) => count > (first.handles[kind] ?? 0) + GROWTH_HANDLES
  )
}

function expectNoGrowth(scenario: Scenario, vitals: Vitals[]): void {
  const [first, last] = [vitals[0], vitals.at(-1)] as [Vitals, Vitals]
  scenario.check(
    "memory stays after the first round",
    last.heapMb - first.heapMb <= GROWTH_MB,
    vitals.map(({ heapMb }) => `${heapMb.toFixed(1)} MB`).join(", ")
  )
  scenario.none("no handle stays open", grown(first, last))
}
