/**
 * How long a claim's lease lasts, in milliseconds, unless the completion renews
 * the lease. When a server dies, its customer can buy again after this time.
 */
export const CLAIM_LEASE_MS = 20_000

/**
 * When the job checks whether a completion has undone a refused order, or has
 * placed an order, in milliseconds: as long as Medusa's own lock on the cart
 * lives.
 */
export const COMPLETION_CHECK_MS = 120_000

/** Longest time without a verdict, or without an order, in milliseconds. */
export const PATIENCE_MS = 24 * 60 * 60 * 1000

/** When the job looks again at an assignment on a cart, in milliseconds. */
export const LINKED_CHECK_MS = 60 * 60 * 1000

/**
 * When the job checks whether the payment of an undone order was returned, in
 * milliseconds: once Medusa has finished undoing the order.
 */
export const UNDONE_PAYMENT_CHECK_MS = 120_000

const RETRY_DELAYS_S = [10, 30, 60, 300, 900]
const HOURLY_S = 3600

/**
 * How long to wait before the next background try, in milliseconds: 10, 30, 60,
 * 300, 900, 3600 s, then hourly. Source: Engage docs, "api-retry-policy", for
 * the first four.
 *
 * @param attempts how many calls were made so far.
 */
export function retryDelayMs(attempts: number): number {
  return (RETRY_DELAYS_S[Math.max(attempts, 1) - 1] ?? HOURLY_S) * 1000
}

/**
 * When the job looks next at an order that waits for its payment, in milliseconds:
 * after a sixtieth of the time waited so far, at least a minute and at most 6
 * hours.
 *
 * @param waited_ms how long the order has waited so far.
 */
export function paymentCheckMs(waited_ms: number): number {
  return between(60_000, waited_ms / 60, 6 * 60 * 60 * 1000)
}

/**
 * When the job looks next at an assignment that waits on a cart, in milliseconds:
 * after a quarter of the time waited so far, at least an hour and at most a day.
 *
 * @param waited_ms how long the assignment has waited so far.
 */
export function linkedCheckMs(waited_ms: number): number {
  return between(LINKED_CHECK_MS, waited_ms / 4, 24 * LINKED_CHECK_MS)
}

function between(least: number, value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most))
}

/**
 * Column: how long the row has waited, in milliseconds by the database's clock:
 * since the order first stood without a verdict, otherwise since the last change
 * of status.
 */
export const WAITED_MS =
  "(extract(epoch FROM now() - COALESCE(deferred_at, status_changed_at)) * 1000)::float8"

/** Condition: the row has no lease, or the lease has ended. */
export const NOT_HELD =
  "(lease_expires_at IS NULL OR lease_expires_at <= now())"
