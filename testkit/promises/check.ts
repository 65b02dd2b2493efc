import type { SandboxAssignmentState } from "../../packages/engage-sandbox/src"
import { brief, mayHaveArrived, reserves, type LedgerRow } from "../ledger/rows"

/**
 * What there is to be seen of a shop, whichever world it is in: the model's, one
 * in Jest, or one whose servers are processes.
 */
export type Evidence = {
  /** The ledger, oldest row first. */
  rows: LedgerRow[]
  /** Orders that somebody is going to get: neither deleted nor cancelled. */
  orders: StandingOrder[]
  /** What Engage has of each assignment. */
  engage: SandboxAssignmentState[]
}

/** An order, and what it has to do with assignments. */
export type StandingOrder = {
  id: string
  /** The cart that it was made of, whatever became of Medusa's link to it. */
  cart_id: string
  /** Medusa has come to the end of placing it. False: it may have, or not. */
  finished: boolean
  /** Its payment is there. */
  paid: boolean
  /** Discounts that need an assignment; null when the customer had none. */
  discounts: { promotion_id: string; assignment_id: string | null }[]
}

/** A promise of the design that did not hold. */
export type Violation = { promise: 1 | 2 | 3; what: string; seen: unknown }

/**
 * When the promises are held against the evidence. `any moment`: whatever has
 * just failed, and whatever is under way. `settled`: the jobs have had their time,
 * nothing is under way, and only what waits for a payment still waits.
 */
export type Moment = "any moment" | "settled"

/** What of the evidence breaks a promise of the design; nothing when all hold. */
export function checkPromises(evidence: Evidence, at: Moment): Violation[] {
  return [
    ...checkOnce(evidence),
    ...checkDiscounts(evidence, at),
    ...checkForgotten(evidence),
    ...(at === "settled" ? checkNothingUnderWay(evidence) : []),
  ]
}

/** Promise 1: one assignment, at most one order. */
function checkOnce(evidence: Evidence): Violation[] {
  const used = usedAssignments(evidence)
  return evidence.engage.flatMap(({ assignmentId, redeemCount }) => {
    const rows = evidence.rows.filter(
      ({ assignment_id }) => assignment_id === assignmentId
    )
    // One that an operator is told of, or will be, is not counted.
    const orders = used
      .filter(
        ({ assignment_id, row }) =>
          assignment_id === assignmentId && !isForAnOperator(row)
      )
      .map(({ order }) => order.id)
    const broken = [
      ...(rows.filter(reserves).length > 1 ? ["is held by two rows"] : []),
      ...(redeemCount > 1 ? ["is redeemed twice"] : []),
      ...(orders.length > 1 ? [`discounts ${orders.join(" and ")}`] : []),
    ]
    return broken.map((what) => ({
      promise: 1 as const,
      what: `${assignmentId} ${what}`,
      seen: rows.map(brief),
    }))
  })
}

/**
 * Promise 2: no order stands with a discount that was refused, or that nobody
 * has an assignment for, unless an operator is told of it.
 */
function checkDiscounts(evidence: Evidence, at: Moment): Violation[] {
  return usedAssignments(evidence).flatMap((used): Violation[] => {
    const { order, promotion_id, assignment_id, row } = used
    if (isForAnOperator(row)) {
      return []
    }
    const isAccounted = at === "settled" ? isRedeemedFor : isAccountedFor
    const what = !assignment_id
      ? `${order.id} has the discount of ${promotion_id} without an assignment`
      : row && isAccounted(row, order)
        ? null
        : `the discount of ${promotion_id} on ${order.id} is not accounted for`
    return what ? [{ promise: 2, what, seen: row ? brief(row) : null }] : []
  })
}

function isAccountedFor(row: LedgerRow, order: StandingOrder): boolean {
  // Its server died before it could note the order: the job will.
  const waitsForItsOrder =
    !order.finished && row.order_id === null && row.next_attempt_at !== null
  return (
    row.status === "claimed" ||
    (["redeeming", "pending", "redeemed"].includes(row.status) &&
      (row.order_id === order.id || waitsForItsOrder))
  )
}

function isRedeemedFor(row: LedgerRow, order: StandingOrder): boolean {
  return (
    row.order_id === order.id &&
    (row.status === "redeemed" || waitsForPayment(row, [order]))
  )
}

/** Promise 3: what may have been sent is settled, or waits visibly. */
function checkForgotten({ rows, engage }: Evidence): Violation[] {
  return [
    ...rows.filter(isStuck).map((row) => ({
      promise: 3 as const,
      what: "a row is stuck: nothing is due for it",
      seen: brief(row),
    })),
    ...engage.flatMap((state) => {
      const own = rows.filter((row) => row.assignment_id === state.assignmentId)
      const wrong = own.flatMap((row) =>
        beliefsOf(row, own, state).map((what) => ({
          promise: 3 as const,
          what,
          seen: brief(row),
        }))
      )
      return state.redeemedBy === "api" && !own.some(knowsOfRedemption)
        ? [
            ...wrong,
            {
              promise: 3 as const,
              what: `Engage redeemed ${state.assignmentId} for us and the ledger has forgotten it`,
              seen: own.map(brief),
            },
          ]
        : wrong
    }),
  ]
}

/** Nothing is stuck: the job has a time for whatever waits. */
function isStuck({ status, order_id, next_attempt_at }: LedgerRow): boolean {
  const waits =
    ["claimed", "redeeming", "pending"].includes(status) ||
    (status === "redeemed" && order_id === null)
  return waits && next_attempt_at === null
}

/** What a row says of Engage, and is not so. */
function beliefsOf(
  row: LedgerRow,
  own: LedgerRow[],
  { redeemed, redeemedBy }: SandboxAssignmentState
): string[] {
  const saysRedeemed = row.status === "redeemed"
  const saysSomebodyElse =
    row.reason === "promotion_already_redeemed" &&
    ["attention", "rejected"].includes(row.status)
  // Another cart's may have been the call that redeemed it.
  const othersMay = own.some(
    (other) => other.cart_id !== row.cart_id && mayHaveArrived(other)
  )
  return [
    ...(saysRedeemed && !redeemed
      ? ["a row says redeemed, and Engage does not"]
      : []),
    ...(saysRedeemed && redeemedBy === "store" && !mayHaveArrived(row)
      ? ["a redemption in a store was taken for ours without a call of ours"]
      : []),
    ...(saysSomebodyElse &&
    redeemedBy === "api" &&
    mayHaveArrived(row) &&
    !othersMay
      ? ["a redemption of ours was taken for somebody else's"]
      : []),
  ]
}

function knowsOfRedemption(row: LedgerRow): boolean {
  return (
    ["redeeming", "pending", "redeemed", "attention"].includes(row.status) ||
    // Linked or claimed again while nobody knew: the next call finds out.
    (["linked", "claimed"].includes(row.status) && mayHaveArrived(row))
  )
}

function checkNothingUnderWay({ rows, orders }: Evidence): Violation[] {
  return rows.flatMap((row): Violation[] => {
    const isOver = ["redeemed", "rejected"].includes(row.status)
    const open = row.attempts.some(({ finished_at }) => finished_at === null)
    const what =
      isUnderWay(row) && !waitsForPayment(row, orders)
        ? "a row never comes to its end"
        : isOver && open
          ? "a settled row has a call that never ended"
          : null
    return what ? [{ promise: 3, what, seen: brief(row) }] : []
  })
}

/** The row has still to end, or to wait for an operator. */
export function isUnderWay({ status }: LedgerRow): boolean {
  return ["claimed", "redeeming", "pending"].includes(status)
}

/** An order without a payment waits for it, visibly, as long as it takes. */
export function waitsForPayment(
  { status, reason, order_id }: LedgerRow,
  orders: Pick<StandingOrder, "id" | "paid">[]
): boolean {
  return (
    status === "pending" &&
    reason === "payment_pending" &&
    orders.some(({ id, paid }) => id === order_id && !paid)
  )
}

/**
 * The discounts of a cart's order that the ledger has rows for, each with the
 * assignment that it stands for now.
 *
 * @param rows - the cart's, oldest first.
 * @param isOn - whether the discount of a row's promotion is on the order.
 */
export function discountsOf(
  rows: LedgerRow[],
  isOn: (row: LedgerRow) => boolean
): StandingOrder["discounts"] {
  const assignments = new Map(
    rows
      .filter(isOn)
      // What was taken off counts only where nothing took its place.
      .sort((one, other) => Number(isReleased(other)) - Number(isReleased(one)))
      .map(({ promotion_id, assignment_id }) => [promotion_id, assignment_id])
  )
  return [...assignments].map(([promotion_id, assignment_id]) => ({
    promotion_id,
    assignment_id,
  }))
}

function isReleased({ status }: LedgerRow): boolean {
  return status === "released"
}

type UsedAssignment = StandingOrder["discounts"][number] & {
  order: StandingOrder
  row: LedgerRow | undefined
}

/** The discounts of standing orders that need an assignment. */
function usedAssignments({ orders, rows }: Evidence): UsedAssignment[] {
  return orders.flatMap((order) =>
    order.discounts.map((discount) => ({
      ...discount,
      order,
      row: rowOf(order, discount.promotion_id, rows),
    }))
  )
}

/**
 * What the ledger has on a discount of an order: the latest row that is its own
 * or that the job is to look at, and else the latest one.
 */
function rowOf(
  order: StandingOrder,
  promotionId: string,
  rows: LedgerRow[]
): LedgerRow | undefined {
  const ofDiscount = rows.filter(
    (row) =>
      row.cart_id === order.cart_id &&
      row.promotion_id === promotionId &&
      !isReleased(row)
  )
  return (
    ofDiscount
      .filter((row) => row.order_id === order.id || row.next_attempt_at)
      .at(-1) ?? ofDiscount.at(-1)
  )
}

/**
 * An operator is told of it, or will be: a server died over the order of a
 * refusal, which the job has still to find.
 */
function isForAnOperator(row: LedgerRow | undefined): boolean {
  return (
    row?.status === "attention" ||
    (row?.status === "rejected" && row.next_attempt_at !== null)
  )
}
