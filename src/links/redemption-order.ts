import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches a redemption's order as `order`. */
export default defineLink(
  {
    linkable: PromotionRedemptionModule.linkable.promotionRedemption,
    field: "order_id",
  },
  OrderModule.linkable.order,
  { readOnly: true }
)
