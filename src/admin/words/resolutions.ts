import type { AdminPromotionRedemption } from "../../types/admin-http"
import type { RedemptionResolution } from "../../types/promotion-redemption"
import { isGiveBackUndecided, type ReturnableRedemption } from "./giving-back"

/** The fields that decide how an operator can resolve a redemption. */
export type ResolvableRedemption = Pick<
  AdminPromotionRedemption,
  "status" | "reason" | "assignment_id" | "redeemed_at"
>

/** The resolutions that the API accepts for a redemption. */
export function resolutionsOf({
  status,
  reason,
  assignment_id,
  redeemed_at,
}: ResolvableRedemption): readonly RedemptionResolution[] {
  if (status === "redeemed") {
    // The order was cancelled or returned, and the offer stays used.
    return ["not_given_back"]
  }
  if (status !== "attention") {
    // The order is not paid yet: no call was sent to Engage, so the offer is not
    // used.
    return ["not_redeemed"]
  }
  if (assignment_id === null) {
    // Without an assignment there is nothing that Engage could have as used.
    return ["written_off"]
  }
  const engageHasIt =
    redeemed_at !== null || reason === "promotion_already_redeemed"
  return engageHasIt
    ? ["redeemed", "written_off"]
    : ["redeemed", "written_off", "not_redeemed"]
}

/** `written_off`, which changes least, if possible. */
export function initialResolution(
  choices: readonly RedemptionResolution[]
): RedemptionResolution {
  return (
    choices.find((choice) => choice === "written_off") ??
    choices[0] ??
    "not_redeemed"
  )
}

/** The fields that decide about actions on several redemptions. */
export type SelectableRedemption = ResolvableRedemption & ReturnableRedemption

/** Whether an operator may resolve the redemption, judging by its row. */
export function canBeResolved(redemption: SelectableRedemption): boolean {
  const { status, reason, assignment_id, redeemed_at } = redemption
  return (
    status === "attention" ||
    (status === "pending" &&
      reason === "payment_pending" &&
      assignment_id !== null &&
      redeemed_at === null) ||
    isGiveBackUndecided(redemption)
  )
}

/** Whether an operator may try the redemption again, judging by its row. */
export function canBeTried({
  status,
  assignment_id,
}: ResolvableRedemption): boolean {
  return (
    (status === "attention" || status === "pending") && assignment_id !== null
  )
}
