import {
  createAssignment,
  createContact,
  createRedemptionChannel,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import { call, redeem, start, until } from "./support"

const contacts = [exampleContact()]

describe("redeeming", () => {
  it("redeems once, with 200 and no body, and keeps when it was", async () => {
    const clock = () => new Date("2026-03-01T12:00:00Z")
    const sandbox = await start({ contacts, clock })

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect(answer).toMatchObject({ status: 200, text: "" })
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID)).toMatchObject({
      redeemed: true,
      redeemedOn: "2026-03-01T12:00:00.000Z",
      redeemedChannel: "ECOM",
      redeemedBy: "api",
      redeemCount: 1,
      requestCount: 1,
    })
  })

  it("redeems at the v2 address by the assignment's id too", async () => {
    const sandbox = await start({ contacts })
    const path = `/api/v2/promotions/codes/${EXAMPLE_ASSIGNMENT_ID}/redeem`

    const answer = await call(sandbox, path, { redemptionChannel: "ECOM" })

    expect(answer.status).toBe(200)
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(true)
  })

  it("refuses the second redemption with PromotionAlreadyRedeemed", async () => {
    const sandbox = await start({ contacts })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect(answer.status).toBe(409)
    expect(answer.json()).toEqual({
      errorCode: "PromotionAlreadyRedeemed",
      message: expect.any(String),
    })
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID)).toMatchObject({
      redeemCount: 1,
      requestCount: 2,
    })
  })

  it("lets one of several calls at the same time redeem", async () => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "delay_before_save", ms: 20 })

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => redeem(sandbox, EXAMPLE_ASSIGNMENT_ID))
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409,
    ])
  })

  it("refuses a channel the assignment is not for with PromotionNotValidForRedemptionChannel", async () => {
    const sandbox = await start({ contacts })

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID, "OTHER")

    expect(answer.status).toBe(409)
    expect(answer.json()).toMatchObject({
      errorCode: "PromotionNotValidForRedemptionChannel",
    })
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
  })

  it.each(["WEB", "ecom", null, 1])(
    "answers NotAValidRedemptionChannel to the channel %j",
    async (channel) => {
      const sandbox = await start({ contacts })

      const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID, channel)

      expect(answer.status).toBe(400)
      expect(answer.json()).toMatchObject({
        errorCode: "NotAValidRedemptionChannel",
      })
    }
  )

  it.each([
    ["an id that nobody has", "6b1c6ad8-5c4e-4d0a-9a57-0a2f5f1f0c11"],
    ["the promotion's id", "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920"],
    ["the external id", "SO-14034"],
  ])("answers PromotionNotFound to %s", async (_what, id) => {
    const sandbox = await start({ contacts })

    const answer = await redeem(sandbox, id)

    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({ errorCode: "PromotionNotFound" })
  })

  it.each([" ", "00000000-0000-0000-0000-000000000000"])(
    "answers InvalidPromotionIdNoData to the empty id %j",
    async (id) => {
      const sandbox = await start({ contacts })

      const answer = await redeem(sandbox, id)

      expect(answer.status).toBe(400)
      expect(answer.json()).toMatchObject({
        errorCode: "InvalidPromotionIdNoData",
      })
    }
  )

  it("answers PromotionNotAssociatedWithContact once the contact is removed", async () => {
    const sandbox = await start({ contacts })
    sandbox.removeContact(exampleContact().contactId)

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({
      errorCode: "PromotionNotAssociatedWithContact",
    })
  })

  it("answers PromotionNotFound to an expired assignment", async () => {
    const expired = createAssignment({ expiresOn: "2026-01-31T00:00:00Z" })
    const valid = createAssignment({ expiresOn: "2026-02-02T00:00:00Z" })
    const sandbox = await start({
      contacts: [createContact({ promotions: [expired, valid] })],
      clock: () => new Date("2026-02-01T00:00:00Z"),
    })

    expect((await redeem(sandbox, expired.id)).status).toBe(404)
    expect((await redeem(sandbox, valid.id)).status).toBe(200)
  })

  it.each([
    ["2026-03-01", 200],
    ["2026-02-28", 404],
  ])("takes a day without a time to its end: %s", async (expiresOn, status) => {
    const offer = createAssignment({ expiresOn })
    const sandbox = await start({
      contacts: [createContact({ promotions: [offer] })],
      clock: () => new Date("2026-03-01T12:00:00Z"),
    })

    expect((await redeem(sandbox, offer.id)).status).toBe(status)
  })

  it("redeems in the channel that was sent", async () => {
    const assignment = createAssignment({
      redemptionChannels: [createRedemptionChannel({ type: "OTHER" })],
    })
    const sandbox = await start({
      contacts: [createContact({ promotions: [assignment] })],
    })

    expect((await redeem(sandbox, assignment.id, "ECOM")).status).toBe(409)
    expect((await redeem(sandbox, assignment.id, "OTHER")).status).toBe(200)
  })

  it.each([
    ["not JSON", "{"],
    ["too long", `"${"x".repeat(1024 * 1024)}"`],
  ])("does not redeem when the body is %s", async (_what, body) => {
    const sandbox = await start({ contacts })
    const path = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`

    const answer = await call(sandbox, path, body)

    expect([400, 413]).toContain(answer.status)
    expect(answer.json()).not.toHaveProperty("errorCode")
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
  })
})

describe("the limit and the point of no return", () => {
  it("answers 504 at the limit and does not save when saving would take longer", async () => {
    const sandbox = await start({ contacts, redeemTimeoutMs: 40 })
    sandbox.setFault({ type: "delay_before_save", ms: 60_000 })

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect(answer.status).toBe(504)
    expect(answer.json()).toMatchObject({ errorCode: "GatewayTimeout" })
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
    expect(sandbox.calls()).toMatchObject([{ status: 504, saved: false }])
  })

  it("runs to its end, however long, once it is saved", async () => {
    const sandbox = await start({ contacts, redeemTimeoutMs: 20 })
    sandbox.setFault({ type: "delay_after_save", ms: 150 })

    const pending = redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)
    await new Promise((resolve) => setTimeout(resolve, 75))

    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(true)
    expect(sandbox.calls()).toMatchObject([{ status: null, saved: true }])
    expect((await pending).status).toBe(200)
  })

  it("gives up at 4.5 s unless told otherwise", async () => {
    const sandbox = await start()

    expect(sandbox.state().settings).toEqual({
      redeemTimeoutMs: 4500,
      requestsPerSecond: 200,
      latencyMs: { min: 0, max: 0 },
      listRedeemed: "keep",
      listPageSize: 0,
      refusalForm: "json",
      refusalStatus: null,
      contentType: "post",
    })
  })

  it("saves after the caller has gone", async () => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "delay_before_save", ms: 400 })
    const path = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`

    const caller = new AbortController()
    const gone = fetch(`${sandbox.baseUrl}${path}`, {
      method: "POST",
      headers: {
        apikey: sandbox.apiKey,
        "user-agent": "Shop/1.2",
        "content-type": "application/json",
      },
      body: '{"redemptionChannel":"ECOM"}',
      signal: caller.signal,
    })
    await until(() => sandbox.calls().length === 1)
    caller.abort()
    await expect(gone).rejects.toThrow()
    await until(() => sandbox.calls()[0]!.durationMs !== null)

    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(true)
    expect(sandbox.calls()).toMatchObject([{ status: null, saved: true }])
  })
})
