import { ENGAGE_CODES } from "../../../../errors/catalogue"
import {
  findEngageCode,
  interpretRedeemAnswer,
  mayHaveRedeemed,
} from "../redeem-outcome"
import type { EngageAnswer } from "../types"

type Response = Extract<EngageAnswer, { kind: "response" }>

const first = { earlierAttemptWithoutVerdict: false }
const again = { earlierAttemptWithoutVerdict: true }

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

describe("interpretRedeemAnswer: redeemed", () => {
  it.each([
    ["empty", ""],
    ["JSON", '{"id":"1"}'],
    ["HTML", "<html><body>Welcome</body></html>"],
    ["half of JSON", '{"id":'],
    ["a refusal's code", '{"errorCode":"PromotionAlreadyRedeemed"}'],
  ])("200 is redeemed, with a body of %s", (_, body) => {
    expect(interpretRedeemAnswer(response(200, { body }), first)).toEqual({
      outcome: "redeemed",
      inferred: false,
      httpStatus: 200,
      code: null,
    })
  })

  it("200 is redeemed when the body was cut off at our own limit", () => {
    const answer = response(200, { complete: false, truncated: true })

    expect(interpretRedeemAnswer(answer, first).outcome).toBe("redeemed")
  })

  it.each([201, 202, 204, 206, 299])("%i is redeemed as well", (status) => {
    expect(interpretRedeemAnswer(response(status), first)).toMatchObject({
      outcome: "redeemed",
      inferred: false,
    })
  })

  it("409 already redeemed is ours after an attempt without a verdict", () => {
    const answer = response(409, {
      body: '{"errorCode":"PromotionAlreadyRedeemed"}',
    })

    expect(interpretRedeemAnswer(answer, again)).toEqual({
      outcome: "redeemed",
      inferred: true,
      httpStatus: 409,
      code: null,
    })
  })
})

describe("interpretRedeemAnswer: refused", () => {
  const codes = Object.entries(ENGAGE_CODES)
  const rows = [400, 404, 409, 410, 422].flatMap((status) =>
    codes.map(([word, code]) => [status, word, code] as const)
  )

  it.each(rows)("%i with %s is refused with %s", (status, word, code) => {
    const body = JSON.stringify({ errorCode: word, message: "Sorry." })

    expect(interpretRedeemAnswer(response(status, { body }), first)).toEqual({
      outcome: "refused",
      code,
      httpStatus: status,
    })
  })

  it.each(["", "<html>Conflict</html>", "{}", '{"errorCode":"SomethingNew"}'])(
    "409 without a known code is refused: %j",
    (body) => {
      expect(interpretRedeemAnswer(response(409, { body }), again)).toEqual({
        outcome: "refused",
        code: "promotion_refused",
        httpStatus: 409,
      })
    }
  )

  it("409 already redeemed is somebody else's without an earlier attempt", () => {
    const answer = response(409, { body: '"PromotionAlreadyRedeemed"' })

    expect(interpretRedeemAnswer(answer, first)).toMatchObject({
      outcome: "refused",
      code: "promotion_already_redeemed",
    })
  })

  it("409 with another code is refused after an attempt without a verdict", () => {
    const answer = response(409, {
      body: '"PromotionNotValidForRedemptionChannel"',
    })

    expect(interpretRedeemAnswer(answer, again)).toMatchObject({
      outcome: "refused",
      code: "promotion_not_valid_for_redemption_channel",
    })
  })

  it("a code in what we read of a body that is too long still counts", () => {
    const answer = response(404, {
      body: '{"errorCode":"PromotionNotFound","trace":"aaaa',
      complete: false,
      truncated: true,
    })

    expect(interpretRedeemAnswer(answer, first).outcome).toBe("refused")
  })
})

describe("interpretRedeemAnswer: set up wrongly", () => {
  it.each([301, 302, 303, 304, 307, 308, 401, 403, 405, 415])(
    "%i is misconfigured, whatever the body",
    (status) => {
      const answer = response(status, { body: '"PromotionNotFound"' })

      expect(interpretRedeemAnswer(answer, again)).toEqual({
        outcome: "misconfigured",
        httpStatus: status,
      })
    }
  )

  it.each([400, 404, 410, 422])(
    "%i without a code of Engage's is misconfigured",
    (status) => {
      const body = "<html><h1>Not here</h1></html>"

      expect(interpretRedeemAnswer(response(status, { body }), first)).toEqual({
        outcome: "misconfigured",
        httpStatus: status,
      })
    }
  )
})

describe("interpretRedeemAnswer: not redeemed, as far as one can tell", () => {
  it.each([408, 429, 500, 501, 502, 503, 504, 520, 599])(
    "%i is unavailable and keeps Retry-After",
    (status) => {
      const answer = response(status, {
        retryAfterMs: 7_000,
        body: '"GatewayTimeout"',
      })

      expect(interpretRedeemAnswer(answer, first)).toEqual({
        outcome: "unavailable",
        httpStatus: status,
        retryAfterMs: 7_000,
      })
    }
  )

  it.each([
    "connection_refused",
    "dns",
    "tls",
    "timeout",
    "connection_lost",
    "aborted",
  ] as const)("%s before anything was sent is unavailable", (cause) => {
    expect(
      interpretRedeemAnswer({ kind: "no_response", cause, sent: false }, first)
    ).toEqual({ outcome: "unavailable", httpStatus: null, retryAfterMs: null })
  })
})

describe("interpretRedeemAnswer: unknown", () => {
  it.each(["timeout", "connection_lost", "aborted"] as const)(
    "%s after sending is unknown",
    (cause) => {
      expect(
        interpretRedeemAnswer({ kind: "no_response", cause, sent: true }, first)
      ).toEqual({ outcome: "unknown", httpStatus: null })
    }
  )

  it.each([200, 204, 302, 401, 404, 409, 429, 500, 504])(
    "half an answer of status %i is unknown",
    (status) => {
      const answer = response(status, {
        complete: false,
        body: '"PromotionAlreadyRedeemed"',
      })

      expect(interpretRedeemAnswer(answer, first)).toEqual({
        outcome: "unknown",
        httpStatus: status,
      })
    }
  )

  it.each([101, 199, 402, 418, 425, 451, 600, 999])(
    "%i, which nobody documents, is unknown",
    (status) => {
      expect(interpretRedeemAnswer(response(status), first)).toEqual({
        outcome: "unknown",
        httpStatus: status,
      })
    }
  )
})

describe("mayHaveRedeemed", () => {
  it.each([
    ["unknown", null, true],
    ["unknown", 200, true],
    ["unavailable", 500, true],
    ["unavailable", 504, true],
    ["unavailable", null, false],
    ["unavailable", 408, false],
    ["unavailable", 429, false],
    ["misconfigured", 401, false],
    ["refused", 409, false],
    ["redeemed", 200, false],
  ] as const)("%s with status %s: %s", (outcome, httpStatus, expected) => {
    expect(mayHaveRedeemed(outcome, httpStatus)).toBe(expected)
  })
})

describe("findEngageCode", () => {
  const code = "promotion_not_found"

  it.each([
    ["a bare JSON string", '"PromotionNotFound"'],
    ["plain text", "PromotionNotFound"],
    ["a sentence", "Error: PromotionNotFound."],
    ["another letter case", "PROMOTIONNOTFOUND"],
    ["HTML", "<p>PromotionNotFound</p>"],
    ["a field", '{"errorCode":"PromotionNotFound"}'],
    ["a message", '{"message":"It says PromotionNotFound, sorry"}'],
    ["a key", '{"errors":{"PromotionNotFound":["No such thing"]}}'],
    ["a list deep down", '{"a":[{"b":{"c":["x",{"d":"PromotionNotFound"}]}}]}'],
    ["half of JSON", '{"errorCode":"PromotionNotFound","mess'],
    ["a line of its own", JSON.stringify("Failed:\nPromotionNotFound\n")],
    ["escaped letters", '{"errorCode":"\\u0050romotionNotFound"}'],
    [
      "JSON in a JSON string",
      JSON.stringify(JSON.stringify({ m: "a\nPromotionNotFound" })),
    ],
    ["a byte order mark", '\ufeff{"errorCode":"PromotionNotFound"}'],
  ])("finds a code in %s", (_, body) => {
    expect(findEngageCode(body)).toBe(code)
  })

  it("finds a code below 10,000 levels", () => {
    const body =
      '{"a":['.repeat(10_000) + '"PromotionNotFound"' + "]}".repeat(10_000)

    expect(findEngageCode(body)).toBe(code)
  })

  it("finds a code at the end of 1 MB", () => {
    expect(findEngageCode(`${"x ".repeat(500_000)}PromotionNotFound`)).toBe(
      code
    )
  })

  it.each([
    "",
    "null",
    "[]",
    "\\",
    "\\u12",
    "\u0000\ufffd",
    "PromotionNotFoundException",
    "XPromotionNotFound",
    "PromotionNotFound2",
    "_PromotionNotFound",
    "éPromotionNotFound",
    "Promotion Not Found",
    "promotion_not_found",
    "GatewayTimeout",
    "\\\\\\".repeat(20_000),
  ])("finds none in %.40j", (body) => {
    expect(findEngageCode(body)).toBeNull()
  })

  it("prefers the code's field to a sentence that mentions another", () => {
    const body = JSON.stringify({
      message: "Not PromotionAlreadyRedeemed but something else",
      errorCode: "PromotionNotFound",
    })

    expect(findEngageCode(body)).toBe(code)
  })
})
