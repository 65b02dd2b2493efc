import type { AdminPromotionRedemption } from "../../types/admin-http"
import type { RedemptionResolution } from "../../types/promotion-redemption"

/** What of a redemption decides how it can be settled. */
export type ResolvableRedemption = Pick<
  AdminPromotionRedemption,
  "status" | "reason" | "assignment_id" | "redeemed_at"
>

/** What an operator can decide by hand on a redemption, as the API takes it. */
export function resolutionsOf({
  status,
  reason,
  assignment_id,
  redeemed_at,
}: ResolvableRedemption): readonly RedemptionResolution[] {
  if (status === "redeemed") {
    // Its order was cancelled or returned, and the offer stays used.
    return ["not_given_back"]
  }
  if (status !== "attention") {
    // An order that is not paid yet: nothing was sent, so nothing is used.
    return ["not_redeemed"]
  }
  const engageHasIt =
    redeemed_at !== null || reason === "promotion_already_redeemed"
  return assignment_id === null || engageHasIt
    ? ["redeemed", "written_off"]
    : ["redeemed", "written_off", "not_redeemed"]
}
