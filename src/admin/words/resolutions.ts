import type {
  RedemptionResolution,
  RedemptionStatus,
} from "../../types/promotion-redemption"

/** What an operator can decide by hand on a redemption that can be settled. */
export function resolutionsOf(
  status: RedemptionStatus
): readonly RedemptionResolution[] {
  return status === "attention"
    ? ["redeemed", "written_off", "not_redeemed"]
    : // An order that is not paid yet: nothing was sent, so nothing is used.
      ["not_redeemed"]
}
