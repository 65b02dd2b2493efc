import {
  REDEMPTION_STATUSES,
  type PromotionRedemptionDTO,
  type RedemptionStatus,
} from "../../../../types/promotion-redemption"
import type { LedgerEvent, NewEventName } from "../../ledger/events"
import type { Rule } from "../../ledger/machine"
import { toRedemption, type RedemptionRow } from "../../ledger/row"
import { apply, begin } from "../../ledger/transition"
import {
  redemptionColumns,
  type AttemptInput,
  type RedemptionInput,
  type TestLedger,
} from "./test-ledger"

/** What has to become of rows when an event happens to them, said by hand. */
export type EventCase = {
  /** Statuses in which a row is changed; in every other it is left alone. */
  from: RedemptionStatus[] | "any" | "new"
  to: RedemptionStatus | "same"
  /**
   * The columns that change besides the status, and to what. A time is in seconds
   * from now: "+20 s"; "now" is now. `<id>` is the row's.
   */
  writes: Seen
  /** How the row differs from {@link USUAL} before. */
  row?: RedemptionInput
  /** Rows of the first status that are left alone. */
  not?: RedemptionInput[]
  /** A call of the row's that leaves it alone as well. */
  notAfter?: AttemptInput
  /** A different row of the cart that leaves it alone as well. */
  notBeside?: RedemptionInput
  /** The call that is recorded. */
  opens?: string
}

export type Seen = {
  [Column in keyof PromotionRedemptionDTO]?: unknown
}

/** A row that run "run" works on, for its order, and that is due. */
const USUAL: RedemptionInput = {
  run_id: "run",
  order_id: "order",
  reason: "engage_unavailable",
  attempt_count: 2,
}

/** Facts for every event: each takes those that it asks for. */
function factsFor(row: RedemptionRow): object {
  return {
    amount: 10,
    cart_id: `another_than_${row.id}`,
    currency_code: "sek",
    customer_id: "cus_1",
    in_ms: 7_000,
    inferred: true,
    known_ids: ["one"],
    landing_ms: 8_000,
    lease_ms: 90_000,
    next_attempt_in_ms: 9_000,
    not_before_ms: 25_000,
    note: "a note",
    order_id: "order_2",
    order_is_unpaid: true,
    outcome: "returned",
    payment_collection_id: "paycol_1",
    promotion_code: "NEW",
    promotion_id: `promo_of_${row.id}`,
    reason: "promotion_refused",
    reassign_reason: "engage_unavailable",
    reassign_status: "unknown",
    reassigned_by: "olga",
    redemption: { ...row, waited_ms: 0 },
    redemption_ids: ["promred_held"],
    run_id: "run",
    status: row.status,
    trigger: "checkout",
  }
}

/**
 * Plays an event on rows in every status.
 *
 * @returns what came out otherwise than the case says; null when nothing did. It
 * stops at the first.
 */
export async function playEvent(
  ledger: TestLedger,
  [event, rule]: [event: string, rule: Rule],
  expected: EventCase
): Promise<string | null> {
  if (expected.from === "new") {
    return playNew(ledger, [event, rule], expected)
  }
  const { from, to, not = [], opens = null } = expected
  const changing = REDEMPTION_STATUSES.filter(
    (status) => from === "any" || from.includes(status)
  )
  const [first] = (from === "any" ? changing : from) as [RedemptionStatus]
  const play = async (
    row: RedemptionInput,
    {
      facts = {},
      call,
      beside,
    }: { facts?: object; call?: AttemptInput; beside?: RedemptionInput } = {}
  ) => {
    const before = await insert(ledger, { ...USUAL, ...expected.row, ...row })
    if (beside) {
      await insert(ledger, { ...beside, cart_id: before.cart_id })
    }
    if (call) {
      await ledger.insertAttempt(before.id, call)
    }
    const changed = await apply(
      ledger.knex,
      {
        ...factsFor(before),
        ...facts,
        event,
      } as unknown as LedgerEvent,
      { rows: { id: before.id }, by: "test" }
    )
    const after = changed.length ? await read(ledger, before.id) : before
    return { before, after, attempt: changed[0]?.attempt_id ?? null }
  }

  for (const status of changing) {
    const { before, after, attempt } = await play({ status })
    const seen = textOf(differenceOf(before, after)).replaceAll(
      before.id,
      "<id>"
    )
    const wanted = textOf({
      ...expected.writes,
      ...(to !== "same" && to !== status && { status: to }),
    })
    if (seen !== wanted) {
      return `${status}: ${seen} instead of ${wanted}`
    }
    const operation = attempt && (await operationOf(ledger, attempt))
    if (operation !== opens) {
      return `${status}: opens ${operation} instead of ${opens}`
    }
  }
  for (const row of not) {
    // The caller has seen the row as it was.
    const was = { ...redemptionColumns(), ...USUAL, ...expected.row }
    const seen = { ...was, status: first } as unknown as RedemptionRow
    const { before, after } = await play(
      { status: first, ...row },
      { facts: { status: first, redemption: { ...seen, waited_ms: 0 } } }
    )
    if (before !== after) {
      return `${JSON.stringify(row)} is not left alone`
    }
  }
  if (expected.notAfter) {
    const { before, after } = await play(
      { status: first },
      { call: expected.notAfter }
    )
    if (before !== after) {
      return "is not left alone after a call"
    }
  }
  if (expected.notBeside) {
    const { before, after } = await play(
      { status: first },
      { beside: expected.notBeside }
    )
    if (before !== after) {
      return "is not left alone beside a row of the cart"
    }
  }
  for (const status of REDEMPTION_STATUSES) {
    if (!changing.includes(status)) {
      const { before, after } = await play({ status })
      if (before !== after) {
        return `${status} is not left alone`
      }
    }
  }
  return null
}

async function playNew(
  ledger: TestLedger,
  [event]: [event: string, rule: Rule],
  { to, writes }: EventCase
): Promise<string | null> {
  const { id, status, status_changed_by, status_changed_at, ...row } =
    redemptionColumns()
  const begun = await begin(
    ledger.knex,
    {
      ...factsFor({ id } as RedemptionRow),
      event,
    } as unknown as LedgerEvent<NewEventName>,
    { row, by: "test" }
  )
  const after = await read(ledger, begun.id)
  const seen = differenceOf(
    {
      ...after,
      ...Object.fromEntries(Object.keys(after).map((column) => [column, null])),
      ...row,
      ...{ id: after.id, created_at: after.created_at, inferred: false },
      ...{ attempt_count: 0, status_changed_by: "test" },
      status_changed_at: after.status_changed_at,
    },
    after
  )
  const wanted = { ...writes, status: to }
  return textOf(seen) === textOf(wanted)
    ? null
    : `${textOf(seen)} instead of ${textOf(wanted)}`
}

async function insert(
  ledger: TestLedger,
  columns: RedemptionInput
): Promise<RedemptionRow> {
  const [row] = (await ledger
    .knex("promotion_redemption")
    .insert({
      next_attempt_at: ledger.fromNow(-1),
      lease_expires_at: ledger.fromNow(45),
      ...redemptionColumns(),
      ...columns,
    })
    .returning("*")) as [RedemptionRow]
  return row
}

const read = (ledger: TestLedger, id: string): Promise<RedemptionRow> =>
  ledger.knex("promotion_redemption").where({ id }).first()

async function operationOf(ledger: TestLedger, id: string): Promise<string> {
  const attempt = (await ledger
    .knex("promotion_redemption_attempt")
    .where({ id })
    .first()) as { operation: string } | undefined
  return attempt?.operation ?? "nothing"
}

/** Columns that follow from others, or from the status. */
const FOLLOWING = [
  "raw_discount_amount",
  "status_changed_at",
  "status_changed_by",
  "updated_at",
]

function differenceOf(before: RedemptionRow, after: RedemptionRow): Seen {
  const was = toRedemption(before)
  return Object.fromEntries(
    Object.entries(toRedemption(after))
      .filter(
        ([column, value]) =>
          !FOLLOWING.includes(column) &&
          JSON.stringify(value) !==
            JSON.stringify(was[column as keyof PromotionRedemptionDTO])
      )
      .map(([column, value]) => [column, inWords(value, after.updated_at)])
  )
}

/** A time by the statement's clock, to whole seconds. */
function inWords(value: unknown, now: Date): unknown {
  if (!(value instanceof Date)) {
    return value
  }
  const seconds = Math.round((value.getTime() - now.getTime()) / 1000)
  return seconds ? `${seconds > 0 ? "+" : ""}${seconds} s` : "now"
}

const textOf = (seen: Seen) =>
  JSON.stringify(Object.fromEntries(Object.entries(seen).sort()))
