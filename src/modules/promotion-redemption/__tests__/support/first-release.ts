import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Assignments that Engage knows, for the rows that go on after an upgrade. */
export type FirstReleaseAssignments = {
  contact_id: string
  linked: string
  pending: string
  attention: string
  redeemed: string
}

const CREATED = "2026-01-05T10:00:00.000Z"
const LATER = "2026-01-05T10:00:03.000Z"

/**
 * Fills the tables as version 0.1.0's first migration made them: a row in every
 * status, and every table. Written out column by column, so that it stays what it
 * was when the plugin's own code goes on.
 */
export async function fillFirstRelease(
  knex: Knex,
  assignments: FirstReleaseAssignments
): Promise<void> {
  await knex("promotion_redemption").insert(redemptions(assignments))
  await knex("promotion_redemption_attempt").insert(ATTEMPTS)
  await knex("managed_promotion").insert(MANAGED)
  await knex("engage_call_pace").insert({
    id: "engage",
    next_call_at: LATER,
    created_at: CREATED,
    updated_at: LATER,
  })
}

function redemptions({
  contact_id,
  linked,
  pending,
  attention,
  redeemed,
}: FirstReleaseAssignments) {
  const row = (status: string, columns: object) => ({
    id: `promred_${status}`,
    assignment_id: `of ${status}`,
    cart_id: `cart_${status}`,
    promotion_id: "promo_1",
    promotion_code: "10056",
    engage_promotion_id: null,
    contact_id,
    channel: "ECOM",
    status,
    status_changed_at: LATER,
    status_changed_by: "checkout",
    created_at: CREATED,
    updated_at: LATER,
    ...columns,
  })
  const ordered = (status: string, columns: object) =>
    row(status, {
      order_id: `order_${status}`,
      customer_id: "cus_1",
      discount_amount: 30,
      raw_discount_amount: { value: "30", precision: 20 },
      currency_code: "sek",
      attempt_count: 1,
      ...columns,
    })

  return [
    row("linked", { assignment_id: linked, status_changed_by: "customer" }),
    row("claimed", {
      run_id: "a dead server's",
      lease_expires_at: LATER,
      next_attempt_at: LATER,
    }),
    ordered("redeeming", {
      run_id: "a dead server's",
      lease_expires_at: LATER,
      next_attempt_at: LATER,
    }),
    ordered("pending", {
      assignment_id: pending,
      reason: "engage_unavailable",
      next_attempt_at: CREATED,
      deferred_at: CREATED,
    }),
    ordered("redeemed", {
      assignment_id: redeemed,
      redeemed_at: LATER,
      inferred: true,
    }),
    row("rejected", {
      reason: "promotion_expired",
      rejected_at: LATER,
      attempt_count: 1,
    }),
    ordered("attention", {
      assignment_id: attention,
      reason: "promotion_already_redeemed",
      note: "Anna was called.",
    }),
    row("released", { status_changed_by: "customer" }),
    // Hidden, and still what keeps its assignment from another order.
    ordered("redeemed", {
      id: "promred_hidden",
      assignment_id: "of hidden",
      cart_id: "cart_hidden",
      deleted_at: LATER,
    }),
  ]
}

const ATTEMPTS = [
  attempt("redeemed", "redeem", "checkout", 200, "redeemed"),
  attempt("pending", "redeem", "checkout", 503, "unavailable"),
  attempt("attention", "redeem", "retry", null, "unknown"),
  attempt("attention", "verify", "manual", 200, "not_redeemed"),
  attempt("rejected", "redeem", "checkout", 409, "refused"),
  attempt("redeeming", "redeem", "checkout", null, null),
]

function attempt(
  status: string,
  operation: string,
  trigger: string,
  http_status: number | null,
  outcome: string | null
) {
  return {
    id: `promratt_${status}_${operation}`,
    promotion_redemption_id: `promred_${status}`,
    operation,
    trigger,
    started_at: CREATED,
    finished_at: outcome && LATER,
    http_status,
    outcome,
    error_code: outcome === "refused" ? "promotion_expired" : null,
    duration_ms: outcome && 3_000,
    created_at: CREATED,
    updated_at: LATER,
  }
}

const MANAGED = [
  { id: "mp_1", promotion_id: "promo_1", source: "link" },
  {
    id: "mp_2",
    promotion_id: "promo_2",
    source: "admin",
    require_assignment: false,
  },
  { id: "mp_3", promotion_id: "promo_3", source: "plugin" },
  {
    id: "mp_4",
    promotion_id: "promo_4",
    source: "link",
    require_assignment: false,
    awaiting_decision: true,
  },
].map((row) => ({ ...row, created_at: CREATED, updated_at: LATER }))
