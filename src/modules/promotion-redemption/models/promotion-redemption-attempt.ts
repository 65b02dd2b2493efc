import { model } from "@medusajs/framework/utils"

import {
  ATTEMPT_OPERATIONS,
  ATTEMPT_OUTCOMES,
  ATTEMPT_TRIGGERS,
} from "../../../types/promotion-redemption"
import { PromotionRedemption } from "./promotion-redemption"

/**
 * One call to Engage. Written before the call, closed after: an open attempt of a
 * dead server is a call that may have arrived. Never contains a header, a body,
 * the key or an e-mail address.
 */
export const PromotionRedemptionAttempt = model.define(
  "promotion_redemption_attempt",
  {
    id: model.id({ prefix: "promratt" }).primaryKey(),
    operation: model.enum([...ATTEMPT_OPERATIONS]),
    trigger: model.enum([...ATTEMPT_TRIGGERS]),
    started_at: model.dateTime(),
    finished_at: model.dateTime().nullable(),
    http_status: model.number().nullable(),
    outcome: model.enum([...ATTEMPT_OUTCOMES]).nullable(),
    error_code: model.text().nullable(),
    duration_ms: model.number().nullable(),
    promotion_redemption: model.belongsTo(() => PromotionRedemption, {
      mappedBy: "attempts",
    }),
  }
)
