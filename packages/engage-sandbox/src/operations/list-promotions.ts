import { jsonAnswer, refusalAnswer } from "../answer"
import { isChannel } from "../redeem-rule"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `GET /api/v2/contacts/{id}/promotions?redemptionChannelType=ECOM`: a bare
 * array of the contact's assignments, with all of their channels. Source:
 * Docs, "get-promotions-for-contact". Its errors, and that an expired
 * assignment stays in the list, are Inferred.
 */
export function listPromotions(input: OperationInput): OperationResult {
  const channel = input.query.get("redemptionChannelType")
  if (channel !== null && !isChannel(channel)) {
    return unsaved(refusalAnswer("NotAValidRedemptionChannel"))
  }
  const contact = input.state.contact(input.id)
  if (!contact) {
    return unsaved(refusalAnswer("ContactNotFound"))
  }
  const listed = contact.promotions.filter(
    ({ redeemed, redemptionChannels }) =>
      (input.settings.listRedeemed === "keep" || !redeemed) &&
      (channel === null || redemptionChannels.some((c) => c.type === channel))
  )
  return unsaved(jsonAnswer(200, listed))
}
