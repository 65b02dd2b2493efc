import { definePolicies } from "@medusajs/framework/utils"

/**
 * The rights that the plugin adds to Medusa's own: Medusa offers them for roles
 * where its access control is on. What each allows: `api/admin/rights.ts`.
 */
export const promotionRedemptionPolicies = definePolicies([
  {
    name: "ReadPromotionRedemption",
    resource: "promotion_redemption",
    operation: "read",
    description: "Read redemptions of Engage's offers, and a customer's offers",
  },
  {
    name: "CreatePromotionRedemption",
    resource: "promotion_redemption",
    operation: "create",
    description: "Link an offer of Engage to a cart without asking Engage",
  },
  {
    name: "UpdatePromotionRedemption",
    resource: "promotion_redemption",
    operation: "update",
    description:
      "Try a redemption again, settle it, give the offer back, or add a note",
  },
])
