import { defineLink } from "@medusajs/framework/utils"
import CartModule from "@medusajs/medusa/cart"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches a redemption's cart as `cart`. */
export default defineLink(
  {
    linkable: PromotionRedemptionModule.linkable.promotionRedemption,
    field: "cart_id",
  },
  CartModule.linkable.cart,
  { readOnly: true }
)
