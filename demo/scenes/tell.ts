import type { HttpTypes } from "@medusajs/framework/types"

import { type ToldRow } from "../../testkit/ledger/shop-ledger"
import type { Stage } from "./stage"

const FORMAT = new Intl.NumberFormat("en", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** An amount in major units, as in `1,349.10 SEK`. */
export function money(amount: number, currencyCode: string): string {
  return `${FORMAT.format(amount)} ${currencyCode.toUpperCase()}`
}

/** A call to Engage as a scene expects it: `redeem 200`. */
type ExpectedCall = `${"redeem" | "list"} ${number}`

/** Prints an order that was placed, and checks what it costs. */
export function tellOrder(
  { report }: Stage,
  order: HttpTypes.StoreOrder,
  total: number
) {
  report.say(
    "customer",
    `has order #${order.display_id} for ` +
      money(order.total, order.currency_code)
  )
  report.expect("the order's total", order.total, total)
}

/** Prints what Engage was asked since the last time, and what it answered. */
export function tellCalls({ engage, report }: Stage, expected: ExpectedCall[]) {
  const calls = engage.calls()
  engage.clearCalls()
  for (const { method, path, channel, status } of calls) {
    const asked = [method, shorten(path), channel].filter(Boolean).join(" ")
    report.say("Engage", `${asked.padEnd(62)} ${status ?? "no answer"}`)
  }
  report.expect(
    "what Engage was asked and answered",
    calls.map(({ operation, status }) => `${operation} ${status}`),
    expected
  )
}

/** Prints the ledger's row of a cart. There is never more than one here. */
export async function tellLedger(
  { ledger, report }: Stage,
  cartId: string,
  expected: ToldRow
): Promise<void> {
  const rows = await ledger.toldOf(cartId)
  for (const { status, reason, order_number, redeem_calls } of rows) {
    const order = order_number === null ? "no order" : `order #${order_number}`
    const calls = redeem_calls.map((code) => code ?? "no answer").join(", ")
    report.say(
      "ledger",
      [status.padEnd(10), order, `sent: ${calls}`, reason]
        .filter(Boolean)
        .join("   ")
    )
  }
  report.expect("the ledger", rows, [expected])
}

/**
 * Prints and checks what became of the offer of an order: it is redeemed, once.
 * @param retried - the first call was answered 503, and the job made the second.
 */
export async function tellRedeemed(
  stage: Stage,
  { cartId, assignmentId }: { cartId: string; assignmentId: string },
  order_number: number | null = null,
  retried = false
): Promise<void> {
  tellCalls(stage, retried ? ["list 200", "redeem 200"] : ["redeem 200"])
  await tellLedger(stage, cartId, {
    status: "redeemed",
    reason: null,
    order_number,
    redeem_calls: retried ? [503, 200] : [200],
  })
  const { redeemCount } = stage.engage.assignment(assignmentId)
  stage.report.expect("times redeemed in Engage", redeemCount, 1)
}

/** Ids are long; their beginning is enough to tell them apart. */
function shorten(path: string): string {
  return path.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/gi, "$1...")
}
