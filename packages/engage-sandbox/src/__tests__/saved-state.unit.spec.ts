import {
  createAssignment,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import { call, control, redeem, start, timeOf } from "./support"

const HOUR_MS = 60 * 60 * 1000
const contacts = [exampleContact()]
const { contactId } = exampleContact()
const list = `/api/v2/contacts/${contactId}/promotions`

describe("a state that was saved", () => {
  it("is loaded into another sandbox, with what has happened", async () => {
    const first = await start({ contacts })
    await redeem(first, EXAMPLE_ASSIGNMENT_ID)
    first.addContact({ email: "kim@example.com" })
    first.setFault({ type: "wrong_key", times: 2 })
    first.configure({ listPageSize: 3 })
    first.moveClock({ hours: 5 })
    const saved = await control(first, "GET", "/state")
    const second = await start()

    const answer = await control(second, "POST", "/load", saved.text)

    expect(answer.status).toBe(200)
    const { id, ...fault } = first.faults()[0]!
    expect(second.state()).toEqual({
      ...first.state(),
      faults: [{ ...fault, id: expect.any(String) }],
    })
    expect(second.clock().movedByMs).toBe(5 * HOUR_MS)
    expect((await redeem(second, EXAMPLE_ASSIGNMENT_ID)).status).toBe(401)
  })

  it("takes the place of what there was", async () => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "hang" })
    sandbox.moveClock({ days: 1 })

    await control(sandbox, "POST", "/load", { contacts: [{ contactId: "c1" }] })

    expect(sandbox.state()).toMatchObject({
      contacts: [{ contactId: "c1" }],
      promotions: [],
      assignments: [],
      faults: [],
      clock: { movedByMs: 0 },
    })
  })

  const promotions = [createAssignment({ id: "same" })]

  it.each([
    [
      "an assignment of two contacts",
      {
        contacts: [
          { contactId: "c1", promotions },
          { contactId: "c2", promotions },
        ],
      },
      "assignment_taken",
    ],
    [
      "a fault that no call can meet",
      { faults: [{ type: "hang", operation: "list", assignmentId: "a" }] },
      "invalid_input",
    ],
    [
      "a clock beyond every date",
      { clock: { movedByMs: Number.MAX_SAFE_INTEGER } },
      "invalid_input",
    ],
  ])("with %s changes nothing", async (_, state, code) => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "hang" })
    sandbox.moveClock({ days: -1 })
    const before = sandbox.state()

    const answer = await control(sandbox, "POST", "/load", state)

    expect(answer.json()).toMatchObject({ code })
    expect(sandbox.state()).toEqual(before)
  })

  it("is loaded with empty texts, such as a shop's draft may have", async () => {
    const first = await start()
    await call(first, "/api/v3/promotions/multichannels", {
      name: "Spring",
      externalId: "",
      validity: { startDate: "2026-09-01", endDate: "2026-09-30" },
      presentation: { heading: "", description: "", link: "" },
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", instruction: "" },
      ],
    })
    const second = await start()

    await control(second, "POST", "/load", first.state())

    expect(second.state()).toEqual(first.state())
    expect(second.state().promotions).toHaveLength(1)
  })

  it("is loaded however large it is, and from a file of Windows", async () => {
    const description = "x".repeat(2 ** 21)
    const first = await start()
    first.addPromotion({ description })
    const second = await start()

    await control(
      second,
      "POST",
      "/load",
      `\ufeff${JSON.stringify(first.state())}`
    )

    expect(second.state()).toEqual(first.state())
  })
})

describe("the clock", () => {
  it("moves, and offers expire by it", async () => {
    const expiresOn = "2026-03-02T00:00:00Z"
    const clock = () => new Date("2026-03-01T12:00:00Z")
    const promotions = [createAssignment({ id: "a1", expiresOn })]
    const sandbox = await start({
      clock,
      contacts: [{ ...contacts[0]!, promotions }],
    })
    expect((await redeem(sandbox, "a1", "POS")).status).toBe(409)

    const moved = await control(sandbox, "POST", "/clock", {
      hours: 11,
      minutes: 60,
    })

    expect(moved.json()).toEqual({
      clock: { now: "2026-03-02T00:00:00.000Z", movedByMs: 12 * HOUR_MS },
    })
    expect((await redeem(sandbox, "a1", "POS")).json()).toMatchObject({
      errorCode: "PromotionNotFound",
    })
    expect(sandbox.calls().at(-1)?.time).toBe("2026-03-02T00:00:00.000Z")
  })

  it("is set to a moment, and back to the real time", async () => {
    const clock = () => new Date("2026-03-01T12:00:00Z")
    const sandbox = await start({ clock })

    sandbox.moveClock({ now: "2026-02-28T12:00:00Z", days: 2 })
    expect(sandbox.clock()).toEqual({
      now: "2026-03-02T12:00:00.000Z",
      movedByMs: 24 * HOUR_MS,
    })

    const back = await control(sandbox, "DELETE", "/clock")
    expect(back.json()).toMatchObject({ clock: { movedByMs: 0 } })
    sandbox.moveClock({ days: -1 })
    sandbox.reset()
    expect((await control(sandbox, "GET", "/clock")).json()).toEqual(
      back.json()
    )
  })
})

describe("the health route", () => {
  it("says that the sandbox is there, and which", async () => {
    const sandbox = await start()

    const answer = await control(sandbox, "GET", "/health")

    expect(answer.json()).toEqual({
      status: "ok",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      now: expect.any(String),
    })
  })
})

describe("latency", () => {
  it("lets every call wait within the range", async () => {
    const sandbox = await start({ contacts, latencyMs: { min: 40, max: 60 } })

    const took = await timeOf(call(sandbox, list))

    expect(took).toBeGreaterThanOrEqual(39)
    expect(sandbox.calls()[0]!.durationMs).toBeGreaterThanOrEqual(39)
  })

  it("is another each time", async () => {
    const sandbox = await start({ contacts, latencyMs: { min: 0, max: 60 } })

    await Promise.all(Array.from({ length: 40 }, () => call(sandbox, list)))

    const took = sandbox.calls().map(({ durationMs }) => durationMs!)
    expect(Math.max(...took) - Math.min(...took)).toBeGreaterThan(10)
  })

  it("counts towards the limit of a redemption", async () => {
    const latencyMs = { min: 50, max: 50 }
    const sandbox = await start({ contacts, latencyMs, redeemTimeoutMs: 20 })

    expect((await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)).status).toBe(504)
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
  })
})
