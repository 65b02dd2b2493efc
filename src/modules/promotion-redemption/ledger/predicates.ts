/**
 * SQL conditions on `promotion_redemption` that indexes and statements share.
 * A statement must repeat an index's condition for Postgres to use it.
 */

/**
 * The row reserves its assignment: no second row may. A written-off row with an
 * order reserves the assignment, as the order got the discount. A refused row
 * whose order stands, because a server died, waits for an operator and reserves no
 * assignment: another order may have the assignment.
 *
 * @param table the table's alias in the statement, with its dot; none by default.
 */
export function reservesAssignment(table = ""): string {
  return (
    `(${table}status IN ('claimed', 'redeeming', 'pending', 'redeemed')` +
    ` OR (${table}status = 'attention' AND ${table}rejected_at IS NULL)` +
    ` OR (${table}status = 'rejected' AND ${table}reason = 'written_off'` +
    ` AND ${table}order_id IS NOT NULL))`
  )
}

/**
 * The row stands for an assignment on its cart. A refused row that waits for an
 * operator does not: the customer may link the assignment again.
 */
export const OCCUPIES_CART =
  "(status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed')" +
  " OR (status = 'attention' AND rejected_at IS NULL))"

/** The order was cancelled or wholly returned, and no operator has decided yet. */
export const REASSIGN_OPEN =
  "order_id IS NOT NULL" +
  " AND COALESCE(order_outcome, '') IN ('canceled', 'returned')" +
  " AND COALESCE(reassign_status, '') NOT IN ('sending', 'reassigned', 'declined')"

/**
 * The offer is used, the order was cancelled or wholly returned, and no operator
 * has given the offer back or decided not to: an operator decides. Never null, as
 * an index is on the negation.
 */
export const REASSIGN_UNDECIDED = `(status = 'redeemed' AND ${REASSIGN_OPEN})`

/** An operator has to decide. */
export const NEEDS_DECISION = `(status = 'attention' OR ${REASSIGN_UNDECIDED})`
