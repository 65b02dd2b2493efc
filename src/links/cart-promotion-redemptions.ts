import { defineLink } from "@medusajs/framework/utils"
import CartModule from "@medusajs/medusa/cart"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches a cart's redemptions as `promotion_redemptions`. */
export default defineLink(
  { linkable: CartModule.linkable.cart, field: "id", isList: true },
  {
    ...PromotionRedemptionModule.linkable.promotionRedemption.id,
    primaryKey: "cart_id",
  },
  { readOnly: true }
)
