import { EXAMPLE_ASSIGNMENT_ID, exampleContact } from "../builders"
import { ENGAGE_ERRORS, type SandboxEngageCode } from "../engage-errors"
import type { SandboxFaultRule } from "../faults"
import type { EngageSandbox } from "../server"
import { call, failureOf, redeem, start, timeOf } from "./support"

const contacts = [exampleContact()]
const list = `/api/v2/contacts/${exampleContact().contactId}/promotions`

async function startWith(...faults: SandboxFaultRule[]) {
  const sandbox = await start({ contacts })
  faults.forEach((fault) => sandbox.setFault(fault))
  return sandbox
}

function redeemExample(sandbox: EngageSandbox) {
  return redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)
}

function isRedeemed(sandbox: EngageSandbox) {
  return sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed
}

describe("faults on the connection", () => {
  it.each([
    ["before", false],
    ["after", true],
  ] as const)("reset it %s saving (saved: %s)", async (when, saved) => {
    const sandbox = await startWith({ type: `reset_${when}_save` })

    expect(await failureOf(redeemExample(sandbox))).toBe("ECONNRESET")
    expect(isRedeemed(sandbox)).toBe(saved)
    expect(sandbox.calls()).toMatchObject([
      { status: null, saved, faults: [`reset_${when}_save`] },
    ])
  })

  it.each([undefined, true, false])(
    "break it after half an answer (saved: %s, default true)",
    async (saved) => {
      const sandbox = await startWith({ type: "half_answer", saved })

      const response = await fetch(
        `${sandbox.baseUrl}/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`,
        {
          method: "POST",
          headers: {
            apikey: sandbox.apiKey,
            "user-agent": "Shop/1.2",
            "content-type": "application/json",
          },
          body: '{"redemptionChannel":"ECOM"}',
        }
      )

      expect(response.status).toBe(200)
      expect(await failureOf(response.text())).toBe("UND_ERR_SOCKET")
      expect(isRedeemed(sandbox)).toBe(saved ?? true)
      expect(sandbox.calls()).toMatchObject([{ status: null }])
    }
  )

  it.each([undefined, true, false])(
    "leave it without an answer (saved: %s, default false)",
    async (saved) => {
      const sandbox = await startWith({ type: "hang", saved })
      const pending = redeemExample(sandbox).catch(() => "broken")

      const first = await Promise.race([
        pending,
        new Promise((resolve) => setTimeout(resolve, 80, "waiting")),
      ])

      expect(first).toBe("waiting")
      expect(isRedeemed(sandbox)).toBe(saved ?? false)
      await sandbox.close()
      expect(await pending).toBe("broken")
    }
  )
})

describe("faults in the answer", () => {
  it.each([
    [undefined, undefined],
    [503, true],
  ])("give a proxy's page (status %s, saved %s)", async (status, saved) => {
    const sandbox = await startWith({ type: "html", status, saved })

    const answer = await redeemExample(sandbox)

    expect(answer.status).toBe(status ?? 502)
    expect(answer.headers.get("content-type")).toContain("text/html")
    expect(answer.text).toContain("<html>")
    expect(isRedeemed(sandbox)).toBe(saved ?? false)
  })

  it("give any status with headers and a JSON body", async () => {
    const sandbox = await startWith({
      type: "status",
      status: 503,
      body: { reason: "maintenance" },
      headers: { "Retry-After": "30", "Content-Type": "application/problem" },
    })

    const answer = await redeemExample(sandbox)

    expect(answer.status).toBe(503)
    expect(answer.headers.get("retry-after")).toBe("30")
    expect(answer.headers.get("content-type")).toBe("application/problem")
    expect(answer.json()).toEqual({ reason: "maintenance" })
    expect(isRedeemed(sandbox)).toBe(false)
  })

  it("give a text body as it is, and no body when there is none", async () => {
    const sandbox = await startWith(
      { type: "status", status: 500, body: "oops", times: 1 },
      { type: "status", status: 500, headers: { "x-from": "proxy" } }
    )

    const text = await redeemExample(sandbox)
    const empty = await redeemExample(sandbox)

    expect(text.text).toBe("oops")
    expect(text.headers.get("content-type")).toContain("text/plain")
    expect(empty.text).toBe("")
    expect(empty.headers.get("x-from")).toBe("proxy")
  })

  it("can fail a call that was saved", async () => {
    const sandbox = await startWith({
      type: "status",
      status: 504,
      saved: true,
      times: 1,
    })

    expect((await redeemExample(sandbox)).status).toBe(504)
    expect(isRedeemed(sandbox)).toBe(true)
    expect((await redeemExample(sandbox)).json()).toMatchObject({
      errorCode: "PromotionAlreadyRedeemed",
    })
  })

  it("answer 401 to the right key", async () => {
    const sandbox = await startWith({ type: "wrong_key" })

    expect((await redeemExample(sandbox)).status).toBe(401)
    expect(isRedeemed(sandbox)).toBe(false)
  })

  it.each([undefined, 307] as const)(
    "redirect (status %s, default 302)",
    async (status) => {
      const location = "https://elsewhere.example/login"
      const sandbox = await startWith({ type: "redirect", location, status })

      const answer = await redeemExample(sandbox)

      expect(answer.status).toBe(status ?? 302)
      expect(answer.headers.get("location")).toBe(location)
      expect(isRedeemed(sandbox)).toBe(false)
    }
  )

  it.each(Object.keys(ENGAGE_ERRORS) as SandboxEngageCode[])(
    "refuse with %s at its documented status",
    async (code) => {
      const sandbox = await startWith({ type: "refuse", code })

      const answer = await redeemExample(sandbox)

      expect(answer.status).toBe(ENGAGE_ERRORS[code].status)
      expect(answer.json()).toEqual({
        errorCode: code,
        message: ENGAGE_ERRORS[code].message,
      })
      expect(isRedeemed(sandbox)).toBe(false)
    }
  )

  it.each([
    ["json_string", '"PromotionNotFound"', "application/json"],
    ["plain_text", "PromotionNotFound", "text/plain"],
    ["empty", "", ""],
    [
      "nested",
      '{"error":{"errorCode":"PromotionNotFound","message":"The promotion was not found."}}',
      "application/json",
    ],
  ] as const)("refuse in the form %s", async (form, text, type) => {
    const code = "PromotionNotFound"
    const sandbox = await startWith({
      type: "refuse",
      code,
      form,
      status: 410,
    })

    const answer = await redeemExample(sandbox)

    expect(answer).toMatchObject({ status: 410, text })
    expect(answer.headers.get("content-type") ?? "").toContain(type)
  })

  it.each([
    [2, undefined],
    [200_001, false],
  ])("stream a body of %i bytes (saved %s)", async (bytes, saved) => {
    const sandbox = await startWith({ type: "big_body", bytes, saved })

    const answer = await redeemExample(sandbox)

    expect(answer.status).toBe(200)
    expect(answer.text).toHaveLength(bytes)
    expect(answer.json()).toHaveLength(bytes - 2)
    expect(isRedeemed(sandbox)).toBe(saved ?? true)
  })

  it("stop streaming when the caller goes", async () => {
    const sandbox = await startWith({ type: "big_body", bytes: 2 ** 30 })

    const response = await fetch(`${sandbox.baseUrl}${list}`, {
      headers: { apikey: sandbox.apiKey, "user-agent": "Shop/1.2" },
    })
    await response.body?.cancel()
    await sandbox.close()

    expect(sandbox.calls()).toMatchObject([{ status: null }])
  })
})

describe("delays", () => {
  it("hold a call back before and after saving", async () => {
    const sandbox = await startWith(
      { type: "delay_before_save", ms: 60 },
      { type: "delay_after_save", ms: 60 }
    )

    expect(await timeOf(redeemExample(sandbox))).toBeGreaterThanOrEqual(115)
    expect(isRedeemed(sandbox)).toBe(true)
  })

  it("know no limit on calls other than redeem", async () => {
    const sandbox = await startWith({ type: "delay_before_save", ms: 60 })
    sandbox.configure({ redeemTimeoutMs: 10 })

    const answer = call(sandbox, list)

    expect(await timeOf(answer)).toBeGreaterThanOrEqual(55)
    expect((await answer).status).toBe(200)
  })

  it("after saving do not hold back a refusal", async () => {
    const sandbox = await startWith({ type: "delay_after_save", ms: 5000 })

    const answer = redeem(sandbox, EXAMPLE_ASSIGNMENT_ID, "OTHER")

    expect(await timeOf(answer)).toBeLessThan(1000)
  })

  it("add to the fault that takes the answer", async () => {
    const sandbox = await startWith(
      { type: "delay_before_save", ms: 60 },
      { type: "reset_after_save" },
      { type: "delay_after_save", ms: 60 }
    )

    const pending = failureOf(redeemExample(sandbox))

    expect(await timeOf(pending)).toBeGreaterThanOrEqual(115)
    expect(await pending).toBe("ECONNRESET")
    expect(isRedeemed(sandbox)).toBe(true)
    expect(sandbox.calls()[0]?.faults.sort()).toEqual([
      "delay_after_save",
      "delay_before_save",
      "reset_after_save",
    ])
  })

  it("give way to the limit, whatever else is set", async () => {
    const sandbox = await startWith(
      { type: "delay_before_save", ms: 5000 },
      { type: "reset_after_save" }
    )
    sandbox.configure({ redeemTimeoutMs: 20 })

    expect((await redeemExample(sandbox)).status).toBe(504)
    expect(isRedeemed(sandbox)).toBe(false)
  })
})

describe("which calls a fault meets", () => {
  it("is every call until it is cleared", async () => {
    const sandbox = await startWith()
    const { id } = sandbox.setFault({ type: "status", status: 503 })
    sandbox.setFault({ type: "wrong_key", operation: "list" })

    expect((await call(sandbox, list)).status).toBe(503)
    expect((await redeemExample(sandbox)).status).toBe(503)
    sandbox.clearFault(id)
    expect((await call(sandbox, list)).status).toBe(401)
    sandbox.clearFaults()
    expect((await call(sandbox, list)).status).toBe(200)
  })

  it("is the next `times` calls", async () => {
    const sandbox = await startWith({
      type: "status",
      status: 503,
      times: 2,
    })

    const statuses = [
      await call(sandbox, list),
      await call(sandbox, list),
      await call(sandbox, list),
    ].map(({ status }) => status)

    expect(statuses).toEqual([503, 503, 200])
    expect(sandbox.faults()).toEqual([])
  })

  it("is one operation's", async () => {
    const sandbox = await startWith({
      type: "status",
      status: 503,
      operation: "redeem",
    })

    expect((await call(sandbox, list)).status).toBe(200)
    expect((await redeemExample(sandbox)).status).toBe(503)
  })

  it("is one assignment's, at either address", async () => {
    const sandbox = await startWith({
      type: "status",
      status: 503,
      assignmentId: EXAMPLE_ASSIGNMENT_ID,
    })
    const v2 = `/api/v2/promotions/codes/${EXAMPLE_ASSIGNMENT_ID}/redeem`

    expect((await redeem(sandbox, "another")).status).toBe(404)
    expect((await call(sandbox, list)).status).toBe(200)
    expect((await redeemExample(sandbox)).status).toBe(503)
    expect((await call(sandbox, v2, {})).status).toBe(503)
  })

  it("is the oldest fault's turn first, and leaves the others unused", async () => {
    const sandbox = await startWith(
      { type: "wrong_key", times: 1 },
      { type: "delay_before_save", ms: 1, times: 1 },
      { type: "status", status: 503, times: 1 }
    )

    expect((await redeemExample(sandbox)).status).toBe(401)
    expect(sandbox.faults()).toMatchObject([{ type: "status", times: 1 }])
    expect((await redeemExample(sandbox)).status).toBe(503)
    expect((await redeemExample(sandbox)).status).toBe(200)
  })
})
