import { defineLink } from "@medusajs/framework/utils"
import PromotionModule from "@medusajs/medusa/promotion"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches a managed promotion's own promotion as `promotion`. */
export default defineLink(
  {
    linkable: PromotionRedemptionModule.linkable.managedPromotion,
    field: "promotion_id",
  },
  PromotionModule.linkable.promotion,
  { readOnly: true }
)
