import type { AdminPromotionRedemption } from "../../types/admin-http"
import type { RedemptionResolution } from "../../types/promotion-redemption"
import { isGiveBackUndecided, type ReturnableRedemption } from "./giving-back"

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

/** The choice that changes least, where there is one. */
export function initialResolution(
  choices: readonly RedemptionResolution[]
): RedemptionResolution {
  return (
    choices.find((choice) => choice === "written_off") ??
    choices[0] ??
    "not_redeemed"
  )
}

/** What of a redemption decides what can be done with several at once. */
export type SelectableRedemption = ResolvableRedemption & ReturnableRedemption

/** Whether an operator may settle it, as far as its row tells. */
export function canBeSettled(redemption: SelectableRedemption): boolean {
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

/** Whether an operator may try it, as far as its row tells. */
export function canBeTried({
  status,
  assignment_id,
}: ResolvableRedemption): boolean {
  return (
    (status === "attention" || status === "pending") && assignment_id !== null
  )
}
