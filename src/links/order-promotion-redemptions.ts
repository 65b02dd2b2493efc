import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches an order's redemptions as `promotion_redemptions`. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id", isList: true },
  {
    ...PromotionRedemptionModule.linkable.promotionRedemption.id,
    primaryKey: "order_id",
  },
  { readOnly: true }
)
