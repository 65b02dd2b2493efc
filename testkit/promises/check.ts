import type { SandboxAssignmentState } from "../../packages/engage-sandbox/src"
import { brief, mayHaveArrived, reserves, type LedgerRow } from "../ledger/rows"

/**
 * Everything visible of a shop, whichever kind: the model's, a shop in Jest, or a
 * shop whose servers are processes.
 */
export type Evidence = {
  /** The ledger, oldest row first. */
  rows: LedgerRow[]
  /** Orders that customers will get: neither deleted nor cancelled. */
  orders: StandingOrder[]
  /** Engage's state of each assignment. */
  engage: SandboxAssignmentState[]
}

/** An order, and its discounts that need an assignment. */
export type StandingOrder = {
  id: string
  /** The cart of the order, even if Medusa has removed its link to the cart. */
  cart_id: string
  /** True if Medusa has finished placing the order. False if unknown. */
  finished: boolean
  /** The order has its payment. */
  paid: boolean
  /**
   * Discounts that need an assignment; `assignment_id` is null if the customer had
   * no assignment.
   */
  discounts: { promotion_id: string; assignment_id: string | null }[]
}

/** A promise of the design that was broken. */
export type Violation = { promise: 1 | 2 | 3; what: string; seen: unknown }

/**
 * When the promises are checked. `any moment`: calls may be under way, and a server
 * may have just failed. `settled`: the jobs have had their time, no work is under
 * way, and only rows that wait for a payment still wait.
 */
export type Moment = "any moment" | "settled"

/** The broken promises of the design; empty if all hold. */
export function checkPromises(evidence: Evidence, at: Moment): Violation[] {
  return [
    ...checkOnce(evidence),
    ...checkDiscounts(evidence, at),
    ...checkForgotten(evidence),
    ...(at === "settled" ? checkNothingUnderWay(evidence) : []),
  ]
}

/** Promise 1: an assignment is used for at most one order. */
function checkOnce(evidence: Evidence): Violation[] {
  const used = usedAssignments(evidence)
  return evidence.engage.flatMap(({ assignmentId, redeemCount }) => {
    const rows = evidence.rows.filter(
      ({ assignment_id }) => assignment_id === assignmentId
    )
    // An order that an operator sees, or will see, does not count.
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
 * Promise 2: no order stands with a discount that was refused, or without an
 * assignment for the discount, unless an operator is told.
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
  // The server died before recording the order in the row: the job will record the
  // order.
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

/**
 * Promise 3: every call that may have been sent gets an outcome, or waits visibly.
 */
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

/** The row waits, but has no timer, so the job never looks at the row. */
function isStuck({ status, order_id, next_attempt_at }: LedgerRow): boolean {
  const waits =
    ["claimed", "redeeming", "pending"].includes(status) ||
    (status === "redeemed" && order_id === null)
  return waits && next_attempt_at === null
}

/** What a row says about Engage although Engage's state contradicts the row. */
function beliefsOf(
  row: LedgerRow,
  own: LedgerRow[],
  { redeemed, redeemedBy }: SandboxAssignmentState
): string[] {
  const saysRedeemed = row.status === "redeemed"
  const saysSomebodyElse =
    row.reason === "promotion_already_redeemed" &&
    ["attention", "rejected"].includes(row.status)
  // Another cart's call may have redeemed the assignment.
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
    // The offer was linked or claimed again before Engage's answer was known: the
    // next call finds out.
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

/** The row has neither ended nor reached an operator. */
export function isUnderWay({ status }: LedgerRow): boolean {
  return ["claimed", "redeeming", "pending"].includes(status)
}

/**
 * An order without a payment: its row waits visibly, for as long as the payment
 * takes.
 */
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
 * The discounts of a cart's order that have rows in the ledger, each with its
 * present assignment.
 *
 * @param rows - the cart's rows, oldest first.
 * @param isOn - whether the discount of a row's promotion is on the order.
 */
export function discountsOf(
  rows: LedgerRow[],
  isOn: (row: LedgerRow) => boolean
): StandingOrder["discounts"] {
  const assignments = new Map(
    rows
      .filter(isOn)
      // A released row counts only if no unreleased row has the same promotion.
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
 * The ledger's row for a discount of an order: the latest row that has the order or
 * a timer, otherwise the latest row.
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
 * An operator is told, or will be: a server died during the order of a refused row,
 * and the job still has to find that order.
 */
function isForAnOperator(row: LedgerRow | undefined): boolean {
  return (
    row?.status === "attention" ||
    (row?.status === "rejected" && row.next_attempt_at !== null)
  )
}
