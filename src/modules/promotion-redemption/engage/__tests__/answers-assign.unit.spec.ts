import { ENGAGE_ASSIGN_CODES } from "../../../../errors/catalogue"
import { interpretAssignAnswer } from "../answers"
import type { EngageAnswer } from "../types"

type Response = Extract<EngageAnswer, { kind: "response" }>

function response(status: number, overrides: Partial<Response> = {}): Response {
  return {
    kind: "response",
    status,
    body: "",
    complete: true,
    retryAfterMs: null,
    ...overrides,
  }
}

describe("interpretAssignAnswer", () => {
  it.each([200, 201, 204])("%i is assigned, whatever the body", (status) => {
    const answer = response(status, { body: "PromotionExpired" })

    expect(interpretAssignAnswer(answer)).toEqual({
      outcome: "assigned",
      httpStatus: status,
    })
  })

  it.each(
    [400, 404, 406, 409, 410, 422].flatMap((status) =>
      Object.entries(ENGAGE_ASSIGN_CODES).map(
        ([word, code]) => [status, word, code] as const
      )
    )
  )("%i with %s is refused with %s", (status, word, code) => {
    const body = JSON.stringify({ errorCode: word })

    expect(interpretAssignAnswer(response(status, { body }))).toEqual({
      outcome: "refused",
      code,
      httpStatus: status,
    })
  })

  it("409 without a code is refused", () => {
    expect(interpretAssignAnswer(response(409))).toMatchObject({
      outcome: "refused",
      code: "promotion_refused",
    })
  })

  it.each([301, 302, 400, 401, 403, 404, 405, 406, 410, 422])(
    "%i without a code is a wrong set-up",
    (status) => {
      expect(interpretAssignAnswer(response(status))).toEqual({
        outcome: "misconfigured",
        httpStatus: status,
      })
    }
  )

  it.each([408, 429])("%i is surely not assigned", (status) => {
    expect(interpretAssignAnswer(response(status))).toEqual({
      outcome: "unavailable",
      httpStatus: status,
    })
  })

  it.each([418, 500, 502, 503, 504])("%i is unknown", (status) => {
    expect(interpretAssignAnswer(response(status))).toEqual({
      outcome: "unknown",
      httpStatus: status,
    })
  })

  it("500 InvalidSystemConfiguration is a wrong set-up, and was not carried out", () => {
    const body = '{"errorCode":"InvalidSystemConfiguration"}'

    expect(interpretAssignAnswer(response(500, { body }))).toEqual({
      outcome: "misconfigured",
      httpStatus: 500,
      word: "InvalidSystemConfiguration",
    })
  })

  it("half an answer is unknown, whatever its status", () => {
    expect(interpretAssignAnswer(response(200, { complete: false }))).toEqual({
      outcome: "unknown",
      httpStatus: 200,
    })
  })

  it.each([
    [true, "unknown"],
    [false, "unavailable"],
  ])("no answer, sent %s: %s", (sent, outcome) => {
    expect(
      interpretAssignAnswer({
        kind: "no_response",
        cause: "connection_lost",
        sent,
      })
    ).toEqual({ outcome, httpStatus: null })
  })
})
