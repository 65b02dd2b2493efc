import type { AdminEngageFinding } from "../../../types/admin-http"
import type { ContactResult, PromotionsResult } from "./types"

/** What a question to Engage was found to be like, for an operator. */
export type Found = { finding: AdminEngageFinding; http_status: number | null }

/**
 * What the result of a question says about the shop's connection to Engage. That a
 * contact is not there says that all is well.
 *
 * @param contactType the one that was sent with the question, if any.
 */
export function findingOf(
  result: ContactResult | PromotionsResult,
  { contactType }: { contactType?: string } = {}
): Found {
  switch (result.kind) {
    case "unavailable":
      return { finding: "unreachable", http_status: result.httpStatus }
    case "misconfigured":
      return {
        finding: misconfigured(result.httpStatus, contactType),
        http_status: result.httpStatus,
      }
    default:
      return { finding: "ok", http_status: null }
  }
}

function misconfigured(
  httpStatus: number,
  contactType: string | undefined
): AdminEngageFinding {
  if (httpStatus === 401 || httpStatus === 403) {
    return "key_refused"
  }
  if (httpStatus === 500) {
    return "tenant_set_up_wrongly"
  }
  return httpStatus === 400 && contactType
    ? "contact_type_unknown"
    : "wrong_address"
}
