export const defaultAdminManagedPromotionFields = [
  "id",
  "promotion_id",
  "require_assignment",
  "awaiting_decision",
  "source",
  "decided_by",
  "decided_at",
  "created_at",
  "updated_at",
  "promotion.id",
  "promotion.code",
  "promotion.status",
]

export const listTransformQueryConfig = {
  entity: "managed_promotion",
  defaults: defaultAdminManagedPromotionFields,
  defaultLimit: 20,
  isList: true,
}
