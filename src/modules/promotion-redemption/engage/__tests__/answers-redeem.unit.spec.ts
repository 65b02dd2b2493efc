import { ENGAGE_CODES } from "../../../../errors/catalogue"
import { interpretRedeemAnswer, needsList } from "../answers"
import type { EngageAnswer } from "../types"

type Response = Extract<EngageAnswer, { kind: "response" }>

const first = { mayHaveArrived: false }
const again = { mayHaveArrived: true }

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
  const rows = [400, 404, 406, 409, 410, 422].flatMap((status) =>
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
        ...(body.includes("SomethingNew") && { word: "SomethingNew" }),
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
        word: "PromotionNotFound",
      })
    }
  )

  it.each([400, 404, 406, 410, 422])(
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

describe("interpretRedeemAnswer: already redeemed, in a person's words", () => {
  it.each([
    "Promotion already redeemed",
    "The promotion is already redeemed.",
    "This offer has already been redeemed",
    "Redeemed already",
    "PromotionAlreadyRedeemedException",
    "Voyado.PromotionAlreadyRedeemedError: at Redeem()",
    "PROMOTION_ALREADY_REDEEMED",
    "promotion-already-redeemed",
    "AlreadyRedeemed",
    '{"errors":["PromotionAssignmentAlreadyRedeemed"]}',
    "PromotionHasAlreadyBeenRedeemedException",
    "Promotion is already redeemed error",
    '{"code":"promotionAlreadyRedeemed"}',
    '{"message":"Promotion Already Redeemed"}',
  ])("%s", (body) => {
    for (const status of [409, 406, 400]) {
      expect(interpretRedeemAnswer(response(status, { body }), first)).toEqual({
        outcome: "refused",
        code: "promotion_already_redeemed",
        httpStatus: status,
      })
      expect(
        interpretRedeemAnswer(response(status, { body }), again)
      ).toMatchObject({ outcome: "redeemed", inferred: true })
    }
  })
})

describe("interpretRedeemAnswer: after a call that may have arrived", () => {
  const conflict = response(409, { body: "Conflict" })
  const gone = response(404, { body: '"PromotionNotFound"' })
  const expired = response(409, { body: "The promotion has expired" })
  const channel = response(409, {
    body: '"PromotionNotValidForRedemptionChannel"',
  })
  const ours = { outcome: "redeemed", inferred: true, code: null }

  it.each([
    ["words that nobody knows", conflict],
    ["not found", gone],
    ["expired", expired],
    ["a reason of another kind", channel],
  ])("the list's redeemed makes it ours, whatever is refused: %s", (_, it) => {
    expect(
      interpretRedeemAnswer(it, { ...again, listed: "redeemed" })
    ).toMatchObject(ours)
  })

  it.each([
    ["words that nobody knows", conflict],
    ["not found", gone],
    ["expired", expired],
  ])("what has left the list is ours after %s", (_, it) => {
    expect(
      interpretRedeemAnswer(it, { ...again, listed: "absent" })
    ).toMatchObject(ours)
  })

  it("what has left the list is refused for a reason of another kind", () => {
    expect(
      interpretRedeemAnswer(channel, { ...again, listed: "absent" })
    ).toMatchObject({ outcome: "refused" })
  })

  it.each([conflict, gone, expired, channel])(
    "what is listed as not redeemed is refused",
    (it) => {
      expect(
        interpretRedeemAnswer(it, { ...again, listed: "not_redeemed" })
      ).toMatchObject({ outcome: "refused" })
    }
  )

  it.each([conflict, gone, expired, channel])(
    "is no verdict while the list cannot be asked",
    (it) => {
      const { status } = it

      expect(
        interpretRedeemAnswer(it, { ...again, listed: "no_answer" })
      ).toEqual({ outcome: "unknown", httpStatus: status })
    }
  )

  it.each(["redeemed", "absent", "no_answer"] as const)(
    "without such a call the list (%s) changes nothing",
    (listed) => {
      expect(
        interpretRedeemAnswer(conflict, { ...first, listed })
      ).toMatchObject({ outcome: "refused" })
    }
  )

  it("asks the list only about a refusal after such a call", () => {
    const refused = interpretRedeemAnswer(conflict, again)

    expect(needsList(refused, again)).toBe(true)
    expect(needsList(refused, first)).toBe(false)
    expect(needsList(interpretRedeemAnswer(response(500), again), again)).toBe(
      false
    )
  })
})

describe("interpretRedeemAnswer: the tenant's set-up", () => {
  it.each([
    [500, "InvalidSystemConfiguration"],
    [500, "Invalid system configuration"],
    [400, "InvalidSystemConfigurationException"],
    [409, "InvalidSystemConfiguration"],
  ])("%i %s is set up wrongly, and nothing to wait for", (status, body) => {
    expect(
      interpretRedeemAnswer(response(status, { body }), first)
    ).toMatchObject({ outcome: "misconfigured", httpStatus: status })
  })

  it.each([400, 404, 406, 409, 410, 422])(
    "%i keeps the word that nobody knows, and no more of the body",
    (status) => {
      const body = JSON.stringify({
        errorCode: "CampaignPaused",
        message: "Ask anna@example.com about key 123",
      })
      const outcome = interpretRedeemAnswer(response(status, { body }), first)

      expect(outcome).toMatchObject({ word: "CampaignPaused" })
      expect(JSON.stringify(outcome)).not.toMatch(/anna|key|Ask/)
    }
  )
})
