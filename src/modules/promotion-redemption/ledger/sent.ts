import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Condition: an earlier call of ours may have redeemed the row's assignment. The
 * call had no answer, half an answer, or a 5xx, which a gateway may have sent in
 * Engage's name (except `misconfigured`: then Engage says that the tenant is set
 * up wrongly). Also a 200 that came after another worker had taken the row, as the
 * row does not show the answer.
 */
export const MAY_HAVE_ARRIVED = `EXISTS (
  SELECT 1 FROM promotion_redemption_attempt AS attempt
  WHERE attempt.promotion_redemption_id = promotion_redemption.id
    AND attempt.operation = 'redeem'
    AND (attempt.outcome IS NULL
      OR attempt.outcome IN ('unknown', 'redeemed')
      OR (attempt.http_status >= 500 AND attempt.outcome <> 'misconfigured')))`

/** Condition: by the ledger, a call of ours for the row has not ended. */
export const CALL_IS_OUT = `EXISTS (
  SELECT 1 FROM promotion_redemption_attempt AS attempt
  WHERE attempt.promotion_redemption_id = promotion_redemption.id
    AND attempt.finished_at IS NULL)`

/** How long Engage may work on a call that has arrived, in milliseconds. */
const LANDING_MS = 60_000

/**
 * How long a redeem call of ours may still take effect in Engage, in milliseconds
 * by the database's clock: until then Engage's list may not show the call. A call
 * may be on its way for `timeout_ms`, and Engage may work on the call for a
 * minute.
 *
 * @returns 0 when no call can arrive any more.
 */
export async function msUntilLanded(
  knex: Knex,
  { id, timeout_ms }: { id: string; timeout_ms: number }
): Promise<number> {
  const attempt = (await knex("promotion_redemption_attempt")
    .where({ promotion_redemption_id: id, operation: "redeem" })
    .first(
      knex.raw(
        `(extract(epoch FROM max(started_at) - now()) * 1000)::float8
           + ? AS landing_ms`,
        [timeout_ms + LANDING_MS]
      )
    )) as { landing_ms: number | null } | undefined
  return Math.max(0, Math.ceil(attempt?.landing_ms ?? 0))
}
