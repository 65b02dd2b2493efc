import {
  createAssignment,
  createPromotion,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import { CALL_LOG_LIMIT, CallLog, type SandboxCall } from "../call-log"
import { formatCall } from "../format-call"
import type { SandboxActiveFault } from "../faults"
import { SandboxControlError } from "../control/control-error"
import { call, control, redeem, start } from "./support"

const contacts = [exampleContact()]
const { contactId } = exampleContact()
const list = `/api/v2/contacts/${contactId}/promotions`

describe("the control address", () => {
  it("lists its own addresses, with or without a slash at the end", async () => {
    const sandbox = await start()

    const answer = await control(sandbox, "GET", "")

    expect(answer.json()).toMatchObject({
      routes: expect.arrayContaining([
        { method: "POST", path: "/_sandbox/faults", what: expect.any(String) },
      ]),
    })
    expect((await control(sandbox, "GET", "/")).text).toBe(answer.text)
  })

  it("adds a contact, filling in what is left out", async () => {
    const sandbox = await start()

    const answer = await control(sandbox, "POST", "/contacts", {
      contactId: "c1",
      email: "kim@example.com",
      promotions: [
        { id: "a1", redemptionChannels: [{ valueType: "PERCENT", value: 15 }] },
      ],
    })

    expect(answer.status).toBe(200)
    expect(answer.json()).toEqual({ contact: sandbox.state().contacts[0] })
    expect(sandbox.state().contacts).toMatchObject([
      {
        contactId: "c1",
        contactType: "Contact",
        promotions: [
          {
            id: "a1",
            type: "Multichannel",
            redeemed: false,
            redemptionChannels: [
              { type: "ECOM", valueType: "PERCENT", value: 15 },
            ],
          },
        ],
      },
    ])
    expect((await redeem(sandbox, "a1")).status).toBe(200)
  })

  it("replaces a contact with its assignments and their history", async () => {
    const sandbox = await start({ contacts })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    await control(sandbox, "POST", "/contacts", exampleContact())

    expect(sandbox.state().contacts).toEqual([exampleContact()])
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID)).toMatchObject({
      redeemed: false,
      redeemCount: 0,
      requestCount: 0,
    })
    await control(sandbox, "POST", "/contacts", { contactId })
    expect(sandbox.state().assignments).toEqual([])
  })

  it("replaces a contact that has the same e-mail, unless it has an id of its own", async () => {
    const sandbox = await start({ contacts })

    await control(sandbox, "POST", "/contacts", { email: "ANNA@example.com" })

    expect(sandbox.state().contacts).toMatchObject([
      { contactId, email: "ANNA@example.com", promotions: [] },
    ])
    await control(sandbox, "POST", "/contacts", {
      contactId: "twin",
      email: "anna@example.com",
    })
    await control(sandbox, "POST", "/contacts", {
      contactType: "Member",
      email: "anna@example.com",
    })
    expect(sandbox.state().contacts).toHaveLength(3)
  })

  it("adds an assignment to a contact, and removes it", async () => {
    const sandbox = await start({ contacts })

    const added = await control(
      sandbox,
      "POST",
      `/contacts/${contactId}/assignments`,
      { id: "a b" }
    )

    expect(added.json()).toMatchObject({ assignment: { id: "a b" } })
    expect((await call(sandbox, list)).json()).toHaveLength(2)
    const removed = await control(sandbox, "DELETE", "/assignments/a%20b")
    expect(removed).toMatchObject({ status: 204, text: "" })
    expect((await redeem(sandbox, "a b")).json()).toMatchObject({
      errorCode: "PromotionNotFound",
    })
  })

  it("removes a contact", async () => {
    const sandbox = await start({ contacts })

    const answer = await control(sandbox, "DELETE", `/contacts/${contactId}`)

    expect(answer.status).toBe(204)
    expect((await call(sandbox, list)).status).toBe(404)
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).contactId).toBeNull()
  })

  it("adds a promotion and activates a draft", async () => {
    const sandbox = await start()
    const draft = createPromotion({ promotionId: "p1", status: "Draft" })

    const added = await control(sandbox, "POST", "/promotions", draft)
    const active = await control(sandbox, "POST", "/promotions/p1/activate")

    expect(added.json()).toEqual({ promotion: draft })
    expect(active.json()).toEqual({ promotion: { ...draft, status: "Active" } })
  })

  it("redeems in a store, behind the shop's back", async () => {
    const sandbox = await start({ contacts })

    const answer = await control(sandbox, "POST", "/redeem", {
      assignmentId: EXAMPLE_ASSIGNMENT_ID,
    })

    expect(answer.json()).toEqual({
      assignment: {
        assignmentId: EXAMPLE_ASSIGNMENT_ID,
        promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        contactId,
        redeemed: true,
        redeemedOn: expect.any(String),
        redeemedChannel: "POS",
        redeemedBy: "store",
        redeemCount: 1,
        requestCount: 0,
      },
    })
    expect((await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)).json()).toMatchObject(
      { errorCode: "PromotionAlreadyRedeemed" }
    )
  })

  it("refuses in a store by the same rule", async () => {
    const sandbox = await start({ contacts })
    const assignmentId = EXAMPLE_ASSIGNMENT_ID

    const answer = await control(sandbox, "POST", "/redeem", {
      assignmentId,
      channel: "OTHER",
    })

    expect(answer.status).toBe(409)
    expect(answer.json()).toMatchObject({
      code: "PromotionNotValidForRedemptionChannel",
    })
    expect(() => sandbox.redeemInStore("none")).toThrow(SandboxControlError)
  })

  it("sets, lists and clears faults", async () => {
    const sandbox = await start({ contacts })
    const fault = { type: "status", status: 503, operation: "list", times: 3 }

    const set = await control(sandbox, "POST", "/faults", fault)
    const { id } = (set.json() as { fault: SandboxActiveFault }).fault
    await call(sandbox, list)

    expect((await control(sandbox, "GET", "/faults")).json()).toEqual({
      faults: [{ ...fault, times: 2, id }],
    })
    expect((await control(sandbox, "DELETE", `/faults/${id}`)).status).toBe(204)
    expect((await call(sandbox, list)).status).toBe(200)
    await control(sandbox, "POST", "/faults", fault)
    expect((await control(sandbox, "DELETE", "/faults")).status).toBe(204)
    expect(sandbox.faults()).toEqual([])
  })

  it.each([
    { type: "delay_before_save", ms: 1 },
    { type: "delay_after_save", ms: 0, operation: "any" },
    { type: "reset_before_save" },
    { type: "reset_after_save", assignmentId: "a1", operation: "redeem" },
    { type: "half_answer", saved: false },
    { type: "html", status: 504, saved: true },
    {
      type: "status",
      status: 429,
      body: null,
      headers: { "retry-after": "5" },
    },
    { type: "wrong_key" },
    { type: "redirect", location: "https://a.example/", status: 301 },
    { type: "refuse", code: "PromotionNotFound", form: "nested", status: 400 },
    { type: "hang", saved: true },
    { type: "big_body", bytes: 10, saved: false },
  ])("takes the fault $type", async (fault) => {
    const sandbox = await start()

    const answer = await control(sandbox, "POST", "/faults", fault)

    expect(answer.json()).toEqual({
      fault: { ...fault, id: expect.any(String) },
    })
  })

  it("changes settings", async () => {
    const sandbox = await start({ contacts })
    const settings = {
      redeemTimeoutMs: 10,
      requestsPerSecond: 0,
      latencyMs: { min: 1, max: 2 },
      listRedeemed: "drop",
      listPageSize: 2,
      refusalForm: "sentence",
      refusalStatus: 406,
      contentType: "post",
    }

    const answer = await control(sandbox, "PATCH", "/settings", settings)

    expect(answer.json()).toEqual({ settings })
    expect((await call(sandbox, list)).status).toBe(429)

    const always = { contentType: "always" }
    await control(sandbox, "PATCH", "/settings", always)
    expect((await call(sandbox, list)).status).toBe(500)
  })

  it("goes back to the start", async () => {
    const sandbox = await start({ contacts, redeemTimeoutMs: 1000 })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)
    sandbox.addContact()
    sandbox.setFault({ type: "hang" })
    sandbox.configure({ redeemTimeoutMs: 1 })

    expect((await control(sandbox, "POST", "/reset")).status).toBe(204)

    const state = await control(sandbox, "GET", "/state")
    expect(state.json()).toEqual(sandbox.state())
    expect(sandbox.state()).toMatchObject({
      contacts,
      promotions: [{ promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920" }],
      assignments: [{ redeemed: false, redeemCount: 0 }],
      faults: [],
      settings: { redeemTimeoutMs: 1000 },
    })
    expect(sandbox.calls()).toEqual([])
  })
})

describe("a sandbox that was reset", () => {
  it("has a whole second's calls to give again", async () => {
    const sandbox = await start({ contacts, requestsPerSecond: 1 })
    await call(sandbox, list)
    expect((await call(sandbox, list)).status).toBe(429)

    const always = { contentType: "always" }
    await control(sandbox, "PATCH", "/settings", always)
    expect((await call(sandbox, list)).status).toBe(500)

    sandbox.reset()

    expect((await call(sandbox, list)).status).toBe(200)
  })
})

describe("the log of calls", () => {
  it("says what came and what was answered, and never the key", async () => {
    const clock = () => new Date("2026-03-01T12:00:00Z")
    const sandbox = await start({ contacts, clock, apiKey: "top-secret" })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)
    await call(sandbox, `${list}?redemptionChannelType=ECOM`)
    await call(sandbox, "/api/v3/contacts/id?email=anna@example.com")
    await call(sandbox, "/elsewhere")

    const answer = await control(sandbox, "GET", "/calls")

    expect(answer.json()).toEqual({ calls: sandbox.calls() })
    expect(sandbox.calls()[0]).toEqual({
      sequence: 1,
      time: "2026-03-01T12:00:00.000Z",
      method: "POST",
      path: `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`,
      operation: "redeem",
      assignmentId: EXAMPLE_ASSIGNMENT_ID,
      channel: "ECOM",
      status: 200,
      durationMs: expect.any(Number),
      requestBody: { redemptionChannel: "ECOM" },
      answerBody: null,
      saved: true,
      faults: [],
      userAgent: "Shop/1.2",
    })
    expect(sandbox.calls().slice(1)).toMatchObject([
      { operation: "list", path: list, channel: "ECOM", saved: false },
      { operation: "find_contact", path: "/api/v3/contacts/id" },
      { operation: null, status: 404 },
    ])
    expect(answer.text).not.toContain("top-secret")
    expect(answer.text).not.toContain("anna@")
  })

  it("can be filtered and cleared", async () => {
    const sandbox = await start({ contacts })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)
    await redeem(sandbox, "another")
    await call(sandbox, list)

    const filtered = await control(
      sandbox,
      "GET",
      "/calls?operation=redeem&assignmentId=another"
    )

    expect(filtered.json()).toMatchObject({ calls: [{ sequence: 2 }] })
    expect(sandbox.calls({ operation: "redeem" })).toHaveLength(2)
    expect((await control(sandbox, "DELETE", "/calls")).status).toBe(204)
    expect(sandbox.calls()).toEqual([])
  })

  it("has what was sent and answered", async () => {
    const sandbox = await start({ contacts })
    await redeem(sandbox, "unknown")
    await call(sandbox, list)
    await call(sandbox, "/api/v3/promotion-assignments", "no JSON")
    sandbox.setFault({ type: "status", status: 503, body: "x".repeat(10_001) })
    await call(sandbox, list)
    sandbox.clearFaults()
    sandbox.setFault({ type: "reset_after_save" })
    await call(sandbox, list).catch(() => null)

    const bodies = sandbox
      .calls()
      .map(({ requestBody, answerBody }) => [requestBody, answerBody])

    expect(bodies).toEqual([
      [
        { redemptionChannel: "ECOM" },
        { errorCode: "PromotionNotFound", message: expect.any(String) },
      ],
      [null, [expect.objectContaining({ id: EXAMPLE_ASSIGNMENT_ID })]],
      ["no JSON", { message: "The body is not JSON." }],
      [null, `${"x".repeat(10_000)}… (10001 characters)`],
      [null, null],
    ])
  })

  it("is read on from the last call that was read", async () => {
    const sandbox = await start({ contacts })
    await call(sandbox, list)
    await call(sandbox, list)
    const [, second] = sandbox.calls()

    await call(sandbox, "/elsewhere")

    const answer = await control(
      sandbox,
      "GET",
      `/calls?since=${second!.sequence}`
    )
    expect(answer.json()).toMatchObject({ calls: [{ path: "/elsewhere" }] })
    sandbox.reset()
    await call(sandbox, list)
    expect(sandbox.calls({ since: 3 })).toMatchObject([{ sequence: 4 }])
  })

  it("is told to whoever listens, once a call is over", async () => {
    const heard: SandboxCall[] = []
    const onCall = (one: SandboxCall) => heard.push(one)
    const sandbox = await start({ contacts, onCall })
    sandbox.setFault({ type: "reset_after_save", operation: "redeem" })

    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID).catch(() => null)
    await call(sandbox, "/elsewhere")
    await control(sandbox, "GET", "/state")

    expect(heard).toEqual(sandbox.calls())
    expect(heard.map(formatCall)).toEqual([
      expect.stringMatching(
        /^\d\d:\d\d:\d\d  POST \/api\/v3\/\S+\/redeem  ECOM  no answer, saved  \d+ ms  reset_after_save$/
      ),
      expect.stringMatching(/GET \/elsewhere  404 no such address  \d+ ms$/),
    ])
  })

  it("prints nothing that a caller could steer a terminal with", async () => {
    const heard: SandboxCall[] = []
    const sandbox = await start({ onCall: (one) => heard.push(one) })

    await call(
      sandbox,
      `/api/v2/contacts/x/promotions?redemptionChannelType=%1b%5b2J`
    )

    expect(heard[0]!.channel).toContain("\u001b")
    expect(formatCall(heard[0]!)).not.toContain("\u001b")
    expect(formatCall(heard[0]!)).toContain("NotAValidRedemptionChannel")
  })

  it("keeps the latest calls only", () => {
    const log = new CallLog()
    for (let index = 0; index < CALL_LOG_LIMIT + 2; index++) {
      log.add({ time: "", method: "GET", path: "/", userAgent: null })
    }

    expect(log.list()).toHaveLength(CALL_LOG_LIMIT)
    expect(log.list()[0]?.sequence).toBe(3)
  })
})

describe("the control methods", () => {
  it("give and take copies", async () => {
    const own = exampleContact()
    const sandbox = await start({ contacts: [own] })

    own.promotions.length = 0
    sandbox.state().contacts[0]?.promotions.pop()
    sandbox.addContact(own).promotions.push(createAssignment())
    sandbox.reset()
    const added = sandbox.addAssignment(contactId)
    added.redemptionChannels.pop()

    expect(sandbox.state().contacts[0]?.promotions).toMatchObject([
      ...(contacts[0]?.promotions ?? []),
      { id: added.id, redemptionChannels: [{ type: "ECOM" }] },
    ])
  })
})
