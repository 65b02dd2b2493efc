import { jsonAnswer, refusalAnswer } from "../answer"
import { isChannel } from "../redeem-rule"
import type { SandboxAssignment, SandboxSettings } from "../types"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `GET /api/v2/contacts/{id}/promotions?redemptionChannelType=ECOM`: the contact's
 * assignments, with all of their channels. Source: Docs,
 * "get-promotions-for-contact". Inferred: the errors, and that the list keeps
 * expired assignments.
 *
 * `GET /api/v3/promotion-assignments?contactId=…` is the same, with the contact in
 * the query. Source: Docs, "promotions-flow" (excerpt).
 */
export function listPromotions(input: OperationInput): OperationResult {
  const channel = input.query.get("redemptionChannelType")
  const contactId = input.id || input.query.get("contactId")
  if (channel !== null && !isChannel(channel)) {
    return unsaved(refusalAnswer("NotAValidRedemptionChannel"))
  }
  if (!contactId) {
    return unsaved(refusalAnswer("InvalidContactId"))
  }
  const contact = input.state.contact(contactId)
  if (!contact) {
    return unsaved(refusalAnswer("ContactNotFound"))
  }
  const listed = contact.promotions.filter(
    ({ redeemed, redemptionChannels }) =>
      (input.settings.listRedeemed === "keep" || !redeemed) &&
      (channel === null || redemptionChannels.some((c) => c.type === channel))
  )
  return unsaved(jsonAnswer(200, inPages(listed, input.query, input.settings)))
}

/** The whole list, or a page. Source: like the vouchers of v3. */
function inPages(
  all: SandboxAssignment[],
  query: URLSearchParams,
  { listPageSize }: SandboxSettings
): object {
  if (!listPageSize) {
    return all
  }
  const offset = numberOf(query.get("offset")) ?? 0
  const count = Math.min(numberOf(query.get("count")) ?? Infinity, listPageSize)
  const items = all.slice(offset, offset + count)
  return { count: items.length, offset, items, totalCount: all.length }
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
