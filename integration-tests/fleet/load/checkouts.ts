import { setTimeout as delay } from "node:timers/promises"

import type { SandboxFault } from "../../../packages/engage-sandbox/src"
import { complete, type Answer } from "../../../testkit/purchases/completions"
import { openCalls, type LedgerRow } from "../../../testkit/ledger/rows"
import type { Vitals } from "../../../testkit/shop/probe"
import { judge } from "../../../testkit/promises/judge"
import {
  purchaseWithOffer,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Scenario } from "../report"
import { underWay } from "../../../testkit/promises/settle"
import { until } from "../../../testkit/poll"
import type { LoadTest, MeasuredShop } from "./measured-shop"

/** Customers who pay at the same moment. */
export const CARTS = Number(process.env.LOAD_CARTS ?? 20)

/** Rounds after the first; the first fills caches and pools. */
const ROUNDS = 2

/** Memory that the rounds after the first may take for good, in MB. */
const GROWTH_MB = 20

/** Of each kind of handle, how many more there may be: a pool's idle ones. */
const GROWTH_HANDLES = 5

/** Longer than a server keeps a customer's unused connection, in milliseconds. */
const KEEP_ALIVE_MS = 6_000

/** Until then every connection that is not used any more has closed. */
const QUIET_MS = 30_000

/** How Engage is under load, and what a customer gets. */
export type EngageUnderLoad = {
  name: string
  faults: SandboxFault[]
  /** Whether it answers while the customer waits. */
  inTime: boolean
}

/** Engage under load: as on most days, as on a bad one, and away. */
export const ENGAGES: EngageUnderLoad[] = [
  {
    name: "Engage takes 100 ms",
    faults: [{ type: "delay_before_save", ms: 100 }],
    inTime: true,
  },
  {
    name: "Engage takes 4 s",
    faults: [{ type: "delay_before_save", ms: 4000 }],
    inTime: true,
  },
  { name: "Engage never answers", faults: [{ type: "hang" }], inTime: false },
  {
    name: "Engage saves and never answers",
    faults: [{ type: "hang", saved: true }],
    inTime: false,
  },
]

/**
 * Customers who pay at once, several times over: each has an order, each order
 * a row, and the server holds no more afterwards than before.
 */
export async function checkOutAtOnce(
  test: LoadTest,
  scenario: Scenario,
  { shop, engage }: { shop: MeasuredShop; engage: EngageUnderLoad }
): Promise<void> {
  const purchases: Purchase[] = []
  const answers: Answer[] = []
  const vitals: Vitals[] = []
  const unexpected: LedgerRow[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const carts = await prepareCarts(test, shop)
    purchases.push(...carts)
    answers.push(...(await completeAll(test, shop, carts, engage)))
    unexpected.push(...(await rowsNotAsExpected(test, carts, engage)))
    await settle(test, carts)
    vitals.push(await quietVitals(shop, vitals[0]))
  }
  scenario.none(
    `each row is ${statusAtOrder(engage)} when the customer has the order`,
    unexpected
  )
  await expectAll(test, scenario, { purchases, answers })
  expectNoGrowth(scenario, vitals)
}

async function prepareCarts(
  test: LoadTest,
  shop: MeasuredShop
): Promise<Purchase[]> {
  const { customers } = test
  return Promise.all(
    Array.from({ length: CARTS }, (_, nth) =>
      purchaseWithOffer(test, shop, customers[nth % customers.length])
    )
  )
}

function completeAll(
  { engage }: LoadTest,
  shop: MeasuredShop,
  carts: Purchase[],
  { faults }: EngageUnderLoad
): Promise<Answer[]> {
  faults.forEach((fault) => engage.setFault({ ...fault, operation: "redeem" }))
  return Promise.all(carts.map((purchase) => complete(shop, purchase).answer))
}

const statusAtOrder = ({ inTime }: EngageUnderLoad) =>
  inTime ? "redeemed" : "pending"

async function rowsNotAsExpected(
  { ledger }: LoadTest,
  carts: Purchase[],
  engage: EngageUnderLoad
): Promise<LedgerRow[]> {
  const rows = await ledger.rowsOf(...carts.map(({ cartId }) => cartId))
  return rows.filter(({ status }) => status !== statusAtOrder(engage))
}

/** Lets open calls end, and then the job do what is left. */
async function settle(
  { engage, ledger }: LoadTest,
  carts: Purchase[]
): Promise<void> {
  const cartIds = carts.map(({ cartId }) => cartId)
  await until(
    () => ledger.rowsOf(...cartIds),
    (rows) => rows.every((row) => !openCalls(row).length),
    60_000
  )
  engage.clearFaults()
  await ledger.passTimeUntilDue(cartIds)
  await until(
    () => underWay({ ledger }, carts),
    (rows) => !rows.length,
    60_000
  )
}

/**
 * What the shop holds once the last connections of a round have closed. A busy
 * machine is given time: what stays open is still open after half a minute.
 */
async function quietVitals(
  shop: MeasuredShop,
  first?: Vitals
): Promise<Vitals> {
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

async function expectAll(
  { engage, ledger }: LoadTest,
  scenario: Scenario,
  { purchases, answers }: { purchases: Purchase[]; answers: Answer[] }
): Promise<void> {
  scenario.none(
    `each of ${purchases.length} customers has an order`,
    answers.filter(({ kind }) => kind !== "placed")
  )
  const { violations, redeemed, halfMade } = await judge(
    { ledger, engage },
    purchases
  )
  scenario.none("the promises hold", violations)
  scenario.check(
    "each has a row, and each assignment is redeemed once",
    redeemed === purchases.length,
    `${redeemed} of ${purchases.length}`
  )
  scenario.check("no order is half made", halfMade === 0, String(halfMade))
}

function expectNoGrowth(scenario: Scenario, vitals: Vitals[]): void {
  const [first, last] = [vitals[0], vitals.at(-1)]
  if (!first || !last) {
    throw new Error("No round was measured")
  }
  scenario.check(
    "memory stays after the first round",
    last.heapMb - first.heapMb <= GROWTH_MB,
    vitals.map(({ heapMb }) => `${heapMb.toFixed(1)} MB`).join(", ")
  )
  scenario.none("no handle stays open", grown(first, last))
}
