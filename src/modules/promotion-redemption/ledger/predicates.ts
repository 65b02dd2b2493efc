/**
 * SQL conditions on `promotion_redemption` that indexes and statements share.
 * A statement must repeat an index's condition for Postgres to use it.
 */

/**
 * The row holds its assignment: no other row may. A written-off redemption keeps
 * it while it has an order, as that order got the discount. One that was refused
 * and whose order stands all the same, because a server died, is for an operator
 * to see and holds nothing: the assignment may be another order's.
 *
 * @param table the table's alias in the statement, with its dot; none by default.
 */
export function binding(table = ""): string {
  return (
    `(${table}status IN ('claimed', 'redeeming', 'pending', 'redeemed')` +
    ` OR (${table}status = 'attention' AND ${table}rejected_at IS NULL)` +
    ` OR (${table}status = 'rejected' AND ${table}reason = 'written_off'` +
    ` AND ${table}order_id IS NOT NULL))`
  )
}

/**
 * The row stands for an assignment on its cart. One that was refused and waits
 * for an operator does not: the customer may link the assignment anew.
 */
export const LIVE =
  "(status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed')" +
  " OR (status = 'attention' AND rejected_at IS NULL))"

/**
 * The offer is used, its order was cancelled or wholly returned, and nobody has
 * given the offer back or decided not to: an operator decides. Never null, as an
 * index is on its negation.
 */
export const GIVE_BACK_UNDECIDED =
  "(status = 'redeemed' AND order_id IS NOT NULL" +
  " AND COALESCE(order_outcome, '') IN ('canceled', 'returned')" +
  " AND COALESCE(reassign_status, '') NOT IN ('sending', 'reassigned', 'declined'))"

/** An operator has to decide. */
export const NEEDS_DECISION = `(status = 'attention' OR ${GIVE_BACK_UNDECIDED})`
