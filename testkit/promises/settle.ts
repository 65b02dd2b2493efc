import { comesTrue } from "../poll"
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

/** Time between two looks, in milliseconds: servers need the machine too. */
const LOOK_MS = 250

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
    const idle = () => isIdle(scene, purchases)
    if (
      (await comesTrue(idle, TICKS_MS, LOOK_MS)) &&
      !(await underWay(scene, purchases)).length
    ) {
      return
    }
  }
}

/** Waits for answers that arrive after the customer has left. */
export async function untilAnswered(
  scene: Pick<Scene, "ledger">,
  purchases: Purchase[]
): Promise<void> {
  await comesTrue(
    async () => !(await underWay(scene, purchases)).length,
    LATE_MS,
    LOOK_MS
  )
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
  let last = ""
  let since = Date.now()
  await comesTrue(
    async () => {
      const now = `${await ledger.fingerprint()} ${engage.calls().length}`
      since = now === last ? since : Date.now()
      last = now
      return Date.now() - since >= QUIET_MS
    },
    Infinity,
    LOOK_MS
  )
}
