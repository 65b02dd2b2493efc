import { model } from "@medusajs/framework/utils"

import { MANAGED_PROMOTION_SOURCES } from "../../../types/promotion-redemption"

/**
 * A Medusa promotion that stands for an Engage promotion. With
 * `require_assignment` the promotion works only on a cart with a linked
 * assignment.
 */
export const ManagedPromotion = model
  .define("managed_promotion", {
    id: model.id({ prefix: "manprom" }).primaryKey(),
    promotion_id: model.text(),
    // The code when last seen. Another promotion that takes the code after this
    // promotion was deleted is managed too.
    promotion_code: model.text().nullable(),
    require_assignment: model.boolean().default(true),
    awaiting_decision: model.boolean().default(false),
    source: model.enum([...MANAGED_PROMOTION_SOURCES]),
    // The operator who used the switch last.
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
    // Set when the plugin made the promotion: the offer's key. See `plugin-promotions.ts`.
    provided_for: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_managed_promotion_promotion",
      on: ["promotion_id"],
      unique: true,
    },
    {
      name: "IDX_managed_promotion_code",
      on: ["promotion_code"],
      where: "promotion_code IS NOT NULL",
    },
    {
      name: "IDX_managed_promotion_provided_for",
      on: ["provided_for"],
      unique: true,
      where: "provided_for IS NOT NULL",
    },
  ])
