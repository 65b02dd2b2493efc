import { setTimeout as delay } from "node:timers/promises"

import { complete } from "../../../testkit/purchases/completions"
import { purchaseWithOffer } from "../../../testkit/purchases/purchases"
import { Backlog } from "../backlog"
import type { Scenario } from "../report"
import type { LoadTest } from "./checkouts"

/** Rows that wait when Engage is back: an hour of a busy day. */
export const ROWS = Number(process.env.LOAD_ROWS ?? 20_000)

/** Calls to Engage a second. */
export const PACE = Number(process.env.LOAD_PACE ?? 200)

/** Memory that the drain may take from its first tenth to its end, in MB. */
const FLAT_MB = 20

/** The pace is judged over so many seconds: a busy machine may stand still. */
const SPAN_S = 10

/** How often it is looked at, in milliseconds. */
const LOOK_MS = 5_000

/**
 * Drains a backlog in the background while a customer buys something: at the
 * pace that is set, with flat memory, and nothing twice.
 */
export async function drainBacklog(test: LoadTest, scenario: Scenario) {
  const { engage, ledger, shop } = test
  const buy = async () => {
    const purchase = await purchaseWithOffer(test, shop)
    return { ...purchase, answer: await complete(shop, purchase).answer }
  }
  const { cartId } = await buy()
  const input = { cartId, count: ROWS }
  const backlog = await Backlog.pileUp(ledger.sql, engage, input)

  /** Memory since the first tenth was settled. */
  const heaps: number[] = []
  let meanwhile: ReturnType<typeof buy> | undefined
  const deadline = Date.now() + (10_000 * backlog.calls) / PACE + 60_000
  for (let settled = 0; settled < ROWS && Date.now() < deadline;) {
    settled = await backlog.settled()
    const { heapMb } = await shop.vitals()
    if (settled > ROWS / 10) {
      heaps.push(heapMb)
    }
    if (settled > ROWS / 4) {
      meanwhile ??= buy()
    }
    console.log(`  ${settled} of ${ROWS} settled`)
    await delay(settled < ROWS ? LOOK_MS : 0)
  }

  scenario.none(
    `each of ${ROWS} assignments is redeemed, once`,
    backlog.notOnce().slice(0, 5)
  )
  await expectPace(test, scenario, backlog)
  const [first = 0, last = 0] = [heaps[0], heaps.at(-1)]
  scenario.check(
    "memory stays from its first tenth to its end",
    heaps.length > 1 && last - first <= FLAT_MB,
    `${first.toFixed(1)} MB, ${last.toFixed(1)} MB, ` +
      `at most ${Math.max(...heaps).toFixed(1)} MB`
  )
  const bought = await (meanwhile ?? buy())
  const [row] = await ledger.rowsOf(bought.cartId)
  scenario.check(
    "a customer who pays meanwhile does not wait for the backlog",
    bought.answer.kind === "placed" &&
      row?.status === "redeemed" &&
      row.attempt_count === 1,
    [bought.answer, row]
  )
  await shop.kill()
}

/**
 * By the database's clock, which the calls are written down with. How near it
 * comes to the pace is the machine's doing as well, and only printed.
 */
async function expectPace(
  { ledger }: LoadTest,
  scenario: Scenario,
  { assignmentIds, calls }: Backlog
): Promise<void> {
  const [bins] = await ledger.sql<{
    calls: number
    peak: number
    span: number
  }>(
    `WITH bins AS (
       SELECT date_bin('${SPAN_S} seconds', attempt.started_at, 'epoch') AS bin,
         min(attempt.started_at) AS first, max(attempt.started_at) AS last,
         count(*)::int AS calls
       FROM promotion_redemption_attempt AS attempt
       JOIN promotion_redemption AS row
         ON row.id = attempt.promotion_redemption_id
       WHERE row.assignment_id = ANY($1) AND attempt.trigger = 'retry'
       GROUP BY 1)
     SELECT sum(calls)::int AS calls, max(calls) AS peak,
       extract(epoch FROM max(last) - min(first))::float AS span
     FROM bins`,
    [assignmentIds]
  )
  const { peak = 0, span = 0, calls: made = 0 } = bins ?? {}
  const rate = made / span
  scenario.check(
    "it never goes above the pace",
    made === calls && peak <= PACE * SPAN_S * 1.15,
    `${made} calls in ${span.toFixed(0)} s, ${rate.toFixed(0)} a second, ` +
      `${(peak / SPAN_S).toFixed(0)} in the busiest ${SPAN_S} s`
  )
}
