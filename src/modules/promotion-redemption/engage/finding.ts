import type { AdminEngageFinding } from "../../../types/admin-http"
import type {
  ContactResult,
  EngageMisconfigured,
  PromotionsResult,
} from "./types"

/** The result of a test call to Engage, for an operator. */
export type Found = { finding: AdminEngageFinding; http_status: number | null }

/**
 * The state of the shop's connection to Engage, by the result of a test call. A
 * missing contact is a good result.
 */
export function findingOf(result: ContactResult | PromotionsResult): Found {
  switch (result.kind) {
    case "unavailable":
      return { finding: "unreachable", http_status: result.httpStatus }
    case "misconfigured":
      return {
        finding: misconfigured(result),
        http_status: result.httpStatus,
      }
    default:
      return { finding: "ok", http_status: null }
  }
}

function misconfigured({
  httpStatus,
  word = "",
}: EngageMisconfigured): AdminEngageFinding {
  if (httpStatus === 401 || httpStatus === 403) {
    return "key_refused"
  }
  if (/system_?configuration/i.test(word)) {
    return "tenant_set_up_wrongly"
  }
  return /contact_?type/i.test(word) ? "contact_type_unknown" : "wrong_address"
}
