import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Condition on an attempt: it may have redeemed its assignment. It has no
 * answer, half of one, or a 5xx, which a gateway may have sent in Engage's name.
 * The same rule as `mayHaveRedeemed` has for one answer; and a 200 that came
 * when the row was another run's has redeemed it, whatever the row says.
 */
const WITHOUT_VERDICT = `
  FROM promotion_redemption_attempt AS attempt
  WHERE attempt.promotion_redemption_id = promotion_redemption.id
    AND attempt.operation = 'redeem'
    AND (attempt.outcome IS NULL
      OR attempt.outcome IN ('unknown', 'redeemed')
      OR attempt.http_status >= 500)`

/** Condition: no call of ours can have redeemed the row's assignment. */
export function neverSent(rows: Knex.QueryBuilder): void {
  rows.whereRaw(`NOT EXISTS (SELECT 1 ${WITHOUT_VERDICT})`)
}

/** Column: an earlier call of ours for the row ended without a verdict. */
export const EARLIER_WITHOUT_VERDICT = `EXISTS (SELECT 1 ${WITHOUT_VERDICT})`

/** Condition: a call of ours for the row has not ended, as far as is known. */
export const CALL_IS_OUT = `EXISTS (
  SELECT 1 FROM promotion_redemption_attempt AS attempt
  WHERE attempt.promotion_redemption_id = promotion_redemption.id
    AND attempt.finished_at IS NULL)`
