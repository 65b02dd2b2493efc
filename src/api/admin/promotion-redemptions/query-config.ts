/** Columns of a redemption; which run holds it is nobody's business. */
const redemptionFields = [
  "id",
  "assignment_id",
  "cart_id",
  "order_id",
  "customer_id",
  "promotion_id",
  "promotion_code",
  "promotion_name",
  "engage_promotion_id",
  "contact_id",
  "channel",
  "status",
  "reason",
  "inferred",
  "discount_amount",
  "currency_code",
  "attempt_count",
  "next_attempt_at",
  "payment_collection_id",
  "deferred_at",
  "redeemed_at",
  "rejected_at",
  "status_changed_at",
  "status_changed_by",
  "note",
  "reassign_status",
  "reassign_reason",
  "reassigned_by",
  "reassigned_at",
  "created_at",
  "updated_at",
]

export const defaultAdminPromotionRedemptionFields = [
  ...redemptionFields,
  "customer.id",
  "customer.email",
  "customer.first_name",
  "customer.last_name",
  "order.id",
  "order.display_id",
  "order.status",
  "order.currency_code",
  "order.created_at",
]

export const defaultAdminRetrievePromotionRedemptionFields = [
  ...defaultAdminPromotionRedemptionFields,
  "cart.id",
  "cart.currency_code",
  "cart.completed_at",
  "promotion.id",
  "promotion.code",
  "promotion.status",
  "attempts.id",
  "attempts.operation",
  "attempts.trigger",
  "attempts.started_at",
  "attempts.finished_at",
  "attempts.http_status",
  "attempts.outcome",
  "attempts.error_code",
  "attempts.duration_ms",
]

export const listTransformQueryConfig = {
  entity: "promotion_redemption",
  defaults: defaultAdminPromotionRedemptionFields,
  defaultLimit: 20,
  isList: true,
}

export const retrieveTransformQueryConfig = {
  entity: "promotion_redemption",
  defaults: defaultAdminRetrievePromotionRedemptionFields,
  isList: false,
}
