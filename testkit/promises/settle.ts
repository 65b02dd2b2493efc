import { setTimeout as delay } from "node:timers/promises"

import type { LedgerRow } from "../ledger/rows"
import type { Purchase } from "../purchases/purchases"
import type { Scene } from "../purchases/scene"
import { isUnderWay, waitsForPayment } from "./check"

/** Longer than any lease and the first retry delays. */
const SHORT_MINUTES = 10

/** More than a day: after this time, a row without a verdict goes to an operator. */
const LONG_MINUTES = 25 * 60

/** After so long without a change, no living server is working. */
const QUIET_MS = 1_500

/** Several ticks of the job: a machine that starts servers is slow. */
const TICKS_MS = 30_000

/** Longer than any answer of Engage in these campaigns. */
const LATE_MS = 6_000

/** How much time passes in each round before a row counts as stuck, in minutes. */
const ROUNDS = [
  ...[SHORT_MINUTES, SHORT_MINUTES, SHORT_MINUTES, SHORT_MINUTES],
  ...[LONG_MINUTES, LONG_MINUTES],
]

/**
 * Lets time pass and the living servers' jobs work, until none of these purchases is
 * under way. The promises then judge the remaining rows.
 */
export async function settle(
  scene: Pick<Scene, "ledger" | "engage" | "ready">,
  purchases: Purchase[]
): Promise<void> {
  const { ledger, ready } = scene
  for (const minutes of ROUNDS) {
    await ready()
    await untilQuiet(scene)
    await ledger.passTime(minutes * 60_000)
    const deadline = Date.now() + TICKS_MS
    let idle = false
    while (!idle && Date.now() < deadline) {
      await delay(250)
      idle = await isIdle(scene, purchases)
    }
    if (idle && !(await underWay(scene, purchases)).length) {
      return
    }
  }
}

/** Waits for answers that arrive after the customer has left. */
export async function untilAnswered(
  scene: Pick<Scene, "ledger">,
  purchases: Purchase[]
): Promise<void> {
  const deadline = Date.now() + LATE_MS
  while ((await underWay(scene, purchases)).length && Date.now() < deadline) {
    await delay(250)
  }
}

/** The jobs have no work until more time passes. */
async function isIdle(
  { ledger }: Pick<Scene, "ledger">,
  purchases: Purchase[]
): Promise<boolean> {
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  return !rows.some(({ due, held }) => due || held)
}

/** The purchases' rows that have neither ended nor reached an operator. */
export async function underWay(
  { ledger }: Pick<Scene, "ledger">,
  purchases: Purchase[]
): Promise<LedgerRow[]> {
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  const open = rows.filter(isUnderWay)
  const orders = open.length
    ? await ledger.ordersOf(purchases.map(({ key }) => key))
    : []
  return open.filter((row) => !waitsForPayment(row, orders))
}

async function untilQuiet({
  ledger,
  engage,
}: Pick<Scene, "ledger" | "engage">): Promise<void> {
  const look = async () =>
    `${await ledger.fingerprint()} ${engage.calls().length}`
  let last = await look()
  let since = Date.now()
  while (Date.now() - since < QUIET_MS) {
    await delay(250)
    const now = await look()
    if (now !== last) {
      last = now
      since = Date.now()
    }
  }
}
