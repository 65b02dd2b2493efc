import { EXAMPLE_ASSIGNMENT_ID, exampleContact } from "../builders"
import { RateLimit } from "../rate-limit"
import { bareRequest, call, goodHeaders, redeem, start } from "./support"

const contacts = [exampleContact()]
const list = `/api/v2/contacts/${exampleContact().contactId}/promotions`
const redeemPath = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`

describe("the headers that Engage asks for", () => {
  it.each([
    ["no key", {}],
    ["a wrong key", { apikey: "another" }],
    ["the key under another name", { "x-api-key": "secret" }],
  ])("are refused with 401 for %s", async (_what, headers) => {
    const sandbox = await start({ contacts, apiKey: "secret" })

    const status = await bareRequest(sandbox, "GET", list, {
      "user-agent": "Shop/1.2",
      ...headers,
    })

    expect(status).toBe(401)
  })

  it.each([undefined, "node", "Shop 1.2", "Shop/", "Shop/one", "Shop/1"])(
    "are refused with 400 for the User-Agent %j",
    async (agent) => {
      const sandbox = await start({ contacts })

      const status = await bareRequest(sandbox, "GET", list, {
        apikey: sandbox.apiKey,
        ...(agent && { "user-agent": agent }),
      })

      expect(status).toBe(400)
    }
  )

  it.each(["Shop/1.2", "my-shop/1.2.3-beta.1", "Shop/1.2 (staging)"])(
    "are taken with the User-Agent %j",
    async (agent) => {
      const sandbox = await start({ contacts })

      const status = await bareRequest(sandbox, "GET", list, {
        apikey: sandbox.apiKey,
        "user-agent": agent,
      })

      expect(status).toBe(200)
    }
  )

  it.each([undefined, "text/plain", "application/jsonp"])(
    "are answered 500 for a POST with the Content-Type %j",
    async (type) => {
      const sandbox = await start({ contacts })

      const status = await bareRequest(sandbox, "POST", redeemPath, {
        ...goodHeaders(sandbox),
        ...(type && { "content-type": type }),
      })

      expect(status).toBe(500)
      expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID)).toMatchObject({
        redeemed: false,
        requestCount: 0,
      })
    }
  )

  it("are asked of a GET too when told so: 500 without a Content-Type", async () => {
    const sandbox = await start({ contacts, contentType: "always" })
    const headers = goodHeaders(sandbox)
    const type = { "content-type": "application/json" }

    expect(await bareRequest(sandbox, "GET", list, headers)).toBe(500)
    expect(
      await bareRequest(sandbox, "GET", list, { ...headers, ...type })
    ).toBe(200)
  })

  it("may have a charset in the Content-Type", async () => {
    const sandbox = await start({ contacts })

    const status = await bareRequest(sandbox, "POST", redeemPath, {
      ...goodHeaders(sandbox),
      "content-type": "Application/JSON; charset=utf-8",
    })

    expect(status).toBe(400)
  })

  it("do not use up a fault when they are wrong", async () => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "status", status: 503, times: 1 })
    await bareRequest(sandbox, "GET", list, {})

    expect((await call(sandbox, list)).status).toBe(503)
  })
})

describe("addresses", () => {
  it.each(["/", "/api/v2/contacts", "//api", "/_sandboxes", "/api/%ff"])(
    "that Engage does not have are 404 without a code: %s",
    async (path) => {
      const sandbox = await start()

      const answer = await call(sandbox, path)

      expect(answer.status).toBe(404)
      expect(answer.json()).toEqual({ message: expect.any(String) })
    }
  )

  it("with a wrong method are 405 and name the right one", async () => {
    const sandbox = await start({ contacts })

    const answer = await call(sandbox, redeemPath)

    expect(answer.status).toBe(405)
    expect(answer.headers.get("allow")).toBe("POST")
  })

  it("that are not paths are 400, and the sandbox lives on", async () => {
    const sandbox = await start({ contacts })

    expect(await bareRequest(sandbox, "OPTIONS", "*", {})).toBe(400)
    expect((await call(sandbox, list)).status).toBe(200)
  })

  it("take an id that cannot be decoded as it is", async () => {
    const sandbox = await start()

    const answer = await call(sandbox, "/api/v2/contacts/%ff/promotions")

    expect(answer.json()).toMatchObject({ errorCode: "ContactNotFound" })
  })
})

describe("the rate limit", () => {
  it("answers 429 with Retry-After above the rate, and saves nothing", async () => {
    const sandbox = await start({ contacts, requestsPerSecond: 2 })
    await call(sandbox, list)
    await call(sandbox, list)

    const answer = await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect(answer.status).toBe(429)
    expect(answer.headers.get("retry-after")).toBe("1")
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
  })

  it("does not count calls with a wrong key, nor control calls", async () => {
    const sandbox = await start({ contacts, requestsPerSecond: 1 })
    await bareRequest(sandbox, "GET", list, {})
    await bareRequest(sandbox, "GET", "/_sandbox/state", {})

    expect((await call(sandbox, list)).status).toBe(200)
  })

  it("lets calls through again when a second has passed", () => {
    let now = 0
    const limit = new RateLimit(() => now)

    expect([limit.take(2), limit.take(2), limit.take(2)]).toEqual([
      true,
      true,
      false,
    ])
    now = 999
    expect(limit.take(2)).toBe(false)
    now = 1000
    expect([limit.take(2), limit.take(2), limit.take(2)]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe("closing", () => {
  it("breaks the calls under way and saves nothing more", async () => {
    const sandbox = await start({ contacts })
    sandbox.setFault({ type: "delay_before_save", ms: 100 })
    const pending = redeem(sandbox, EXAMPLE_ASSIGNMENT_ID).catch(() => "broken")
    await new Promise((resolve) => setTimeout(resolve, 40))

    await sandbox.close()

    expect(await pending).toBe("broken")
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(false)
  })

  it("can be done twice, and frees the port", async () => {
    const sandbox = await start()
    await call(sandbox, "/")
    await sandbox.close()
    await sandbox.close()

    const next = await start({ port: sandbox.port })

    expect(next.port).toBe(sandbox.port)
  })

  it("does not wait for a connection that has sent nothing", async () => {
    const sandbox = await start()
    const { connect } = await import("node:net")
    const socket = connect(sandbox.port, "127.0.0.1")
    await new Promise((resolve) => socket.once("connect", resolve))
    const ended = new Promise((resolve) => socket.once("close", resolve))

    await sandbox.close()
    await ended
  })
})
