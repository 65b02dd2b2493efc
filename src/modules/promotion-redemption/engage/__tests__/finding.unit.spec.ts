import { findingOf } from "../finding"
import type { ContactResult, PromotionsResult } from "../types"

const away = (httpStatus: number | null): ContactResult => ({
  kind: "unavailable",
  httpStatus,
  retryAfterMs: null,
})
const wrong = (httpStatus: number, word?: string): ContactResult => ({
  kind: "misconfigured",
  httpStatus,
  ...(word && { word }),
})

describe("what a question to Engage says about the connection", () => {
  it.each<[ContactResult | PromotionsResult, string, number | null]>([
    [{ kind: "found", contactId: "contact" }, "ok", null],
    [{ kind: "not_found" }, "ok", null],
    [{ kind: "ambiguous" }, "ok", null],
    [{ kind: "contact_not_found" }, "ok", null],
    [{ kind: "ok", promotions: [] }, "ok", null],
    [away(null), "unreachable", null],
    [away(429), "unreachable", 429],
    [wrong(401), "key_refused", 401],
    [wrong(403), "key_refused", 403],
    [wrong(400, "InvalidContactType"), "contact_type_unknown", 400],
    [wrong(400), "wrong_address", 400],
    [wrong(400, "BadGateway"), "wrong_address", 400],
    [wrong(404), "wrong_address", 404],
    [wrong(302), "wrong_address", 302],
    [wrong(200), "wrong_address", 200],
    [wrong(500, "InvalidSystemConfiguration"), "tenant_set_up_wrongly", 500],
    [wrong(400, "InvalidSystemConfiguration"), "tenant_set_up_wrongly", 400],
    [wrong(503, "InvalidSystemConfiguration"), "tenant_set_up_wrongly", 503],
  ])("%j: %s", (result, finding, http_status) => {
    expect(findingOf(result)).toEqual({ finding, http_status })
  })
})
