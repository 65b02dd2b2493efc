import { model } from "@medusajs/framework/utils"

import { ENGAGE_DRAFT_STATUSES } from "../../../types/promotion-redemption"

/**
 * A call that creates a draft in Engage. Written before the call, closed after:
 * Engage has no idempotency key that would make a second call harmless.
 */
export const EngagePromotionDraft = model
  .define("engage_promotion_draft", {
    id: model.id({ prefix: "engdraft" }).primaryKey(),
    promotion_id: model.text(),
    status: model.enum([...ENGAGE_DRAFT_STATUSES]),
    name: model.text(),
    engage_promotion_id: model.text().nullable(),
    http_status: model.number().nullable(),
    created_by: model.text(),
  })
  .indexes([
    {
      name: "IDX_engage_promotion_draft_promotion",
      on: ["promotion_id", "created_at"],
    },
    {
      name: "IDX_engage_promotion_draft_one_at_a_time",
      on: ["promotion_id"],
      unique: true,
      where: "status = 'creating'",
    },
  ])
