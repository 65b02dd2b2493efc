import { model } from "@medusajs/framework/utils"

import {
  REDEMPTION_ACTIONS,
  REDEMPTION_RESOLUTIONS,
  REDEMPTION_STATUSES,
} from "../../../types/promotion-redemption"

/**
 * An operator's action on a redemption: who, what and when. Written with the
 * change itself. `note` and `actor_id` are removed together with the redemption's.
 */
export const PromotionRedemptionAction = model
  .define("promotion_redemption_action", {
    id: model.id({ prefix: "promract" }).primaryKey(),
    promotion_redemption_id: model.text(),
    action: model.enum([...REDEMPTION_ACTIONS]),
    resolution: model.enum([...REDEMPTION_RESOLUTIONS]).nullable(),
    from_status: model.enum([...REDEMPTION_STATUSES]),
    to_status: model.enum([...REDEMPTION_STATUSES]).nullable(),
    note: model.text().nullable(),
    actor_id: model.text(),
  })
  .indexes([
    {
      name: "IDX_promotion_redemption_action_redemption",
      on: ["promotion_redemption_id"],
    },
  ])
