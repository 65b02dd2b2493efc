import { defineLink } from "@medusajs/framework/utils"
import CustomerModule from "@medusajs/medusa/customer"

import PromotionRedemptionModule from "../modules/promotion-redemption"

/** `query.graph` reaches a redemption's customer as `customer`. */
export default defineLink(
  {
    linkable: PromotionRedemptionModule.linkable.promotionRedemption,
    field: "customer_id",
  },
  CustomerModule.linkable.customer,
  { readOnly: true }
)
