import { setTimeout as delay } from "node:timers/promises"

import type { SandboxFault } from "../../src/sandbox"
import { complete, type Answer } from "../processes/completions"
import { judge } from "../processes/promises"
import {
  giveOffer,
  preparePurchase,
  type Purchase,
} from "../processes/purchases"
import { underWay } from "../processes/settle"
import { until } from "../setup/poll"
import type { LoadTest } from "./load-test"
import type { MeasuredShop } from "./measured-shop"
import type { Vitals } from "./vitals"

/** Customers who pay at the same moment. */
const CARTS = Number(process.env.LOAD_CARTS ?? 20)

/** Rounds after the first; the first fills caches and pools. */
const ROUNDS = 3

/** Memory that the rounds after the first may take for good, in MB. */
const GROWTH_MB = 20

/** Of each kind of handle, how many more there may be: a pool's idle ones. */
const GROWTH_HANDLES = 5

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
  shop: MeasuredShop,
  engage: EngageUnderLoad
): Promise<void> {
  console.log(`\n${CARTS} completions at once, ${engage.name}`)
  const purchases: Purchase[] = []
  const answers: Answer[] = []
  const vitals: Vitals[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const carts = await prepareCarts(test, shop)
    purchases.push(...carts)
    answers.push(...(await completeAll(test, shop, carts, engage)))
    await settle(test, carts)
    vitals.push(await quietVitals(shop))
  }
  await expectAll(test, purchases, answers)
  expectNoGrowth(test, vitals)
}

async function prepareCarts(
  { engage, random, catalogue, customers }: LoadTest,
  shop: MeasuredShop
): Promise<Purchase[]> {
  return Promise.all(
    Array.from({ length: CARTS }, async (_, nth) => {
      const customer =
        customers[nth % customers.length] ?? random.pick(customers)
      const { id: assignmentId } = giveOffer(engage, customer, random)
      const order = { customer, assignmentId, random }
      return preparePurchase(shop, catalogue, order)
    })
  )
}

async function completeAll(
  { engage, ledger, checks }: LoadTest,
  shop: MeasuredShop,
  carts: Purchase[],
  { faults, inTime }: EngageUnderLoad
): Promise<Answer[]> {
  faults.forEach((fault) => engage.setFault({ ...fault, operation: "redeem" }))
  const answers = await Promise.all(
    carts.map((purchase) => complete(shop, purchase).answer)
  )
  const rows = await ledger.rowsOf(carts.map(({ cartId }) => cartId))
  const expected = inTime ? "redeemed" : "pending"
  const others = rows.filter(({ status }) => status !== expected)
  checks.expect(
    `each of ${carts.length} rows is ${expected} when the customer has the order`,
    rows.length === carts.length && !others.length,
    others
  )
  return answers
}

/** Lets open calls end, and then the job do what is left. */
async function settle(
  { engage, ledger }: LoadTest,
  carts: Purchase[]
): Promise<void> {
  const cartIds = carts.map(({ cartId }) => cartId)
  await until(
    () => ledger.rowsOf(cartIds),
    (rows) => rows.every(({ open_calls }) => !open_calls.length),
    60_000
  )
  engage.clearFaults()
  await ledger.makeDue(cartIds)
  await until(
    () => underWay({ ledger }, carts),
    (rows) => !rows.length,
    60_000
  )
}

/** What the shop holds once the last connections of a round have closed. */
async function quietVitals(shop: MeasuredShop): Promise<Vitals> {
  await delay(1500)
  return shop.vitals()
}

async function expectAll(
  { engage, ledger, checks }: LoadTest,
  purchases: Purchase[],
  answers: Answer[]
): Promise<void> {
  const withoutOrder = answers.filter(({ kind }) => kind !== "placed")
  checks.expect(
    `each of ${purchases.length} customers has an order`,
    !withoutOrder.length,
    withoutOrder
  )
  const { violations, redeemed, halfMade } = await judge(
    { ledger, engage },
    purchases
  )
  checks.expect(
    `each of ${purchases.length} assignments is redeemed, once`,
    redeemed === purchases.length && !violations.length,
    violations
  )
  checks.expect("no order is half made", halfMade === 0, halfMade)
}

function expectNoGrowth({ checks }: LoadTest, vitals: Vitals[]): void {
  const [first, last] = [vitals[0], vitals.at(-1)]
  if (!first || !last) {
    throw new Error("No round was measured")
  }
  const heap = vitals.map(({ heapMb }) => heapMb.toFixed(1)).join(" → ")
  checks.expect(
    `memory stays: ${heap} MB after each round`,
    last.heapMb - first.heapMb <= GROWTH_MB
  )
  const grown = Object.entries(last.handles).filter(
    ([kind, count]) => count > (first.handles[kind] ?? 0) + GROWTH_HANDLES
  )
  checks.expect("no handle stays open", !grown.length, [
    grown,
    first.handles,
    last.handles,
  ])
}
