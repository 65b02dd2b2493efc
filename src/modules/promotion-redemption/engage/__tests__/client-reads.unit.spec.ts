import type { ServerResponse } from "node:http"
import { setTimeout as delay } from "node:timers/promises"

import { API_KEY, createClient } from "./support/create-client"
import { listenHttp, listenTcp, refusedBaseUrl } from "./support/listen"

type Reply = {
  status?: number
  body?: string
  headers?: Record<string, string>
}

/** Asks a server that answers like this, and closes both. */
async function ask<T>(
  { status = 200, body = "", headers }: Reply,
  question: (client: ReturnType<typeof createClient>) => Promise<T>
): Promise<T> {
  const server = await listenHttp((response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  })
  const client = createClient({ baseUrl: server.baseUrl })
  const result = await question(client)
  await client.close()
  await server.close()
  expect(JSON.stringify(result)).not.toContain(API_KEY)

  return result
}

const list = (reply: Reply) =>
  ask(reply, (client) => client.listPromotions("c"))
const find = (reply: Reply) =>
  ask(reply, (client) => client.findContactId({ email: "a@example.com" }))

const NOBODY = '{"errorCode":"ContactNotFound"}'

describe("listPromotions", () => {
  it("gives the assignments", async () => {
    expect(await list({ body: '[{"id":"1"},{"id":""}]' })).toMatchObject({
      kind: "ok",
      promotions: [{ id: "1" }],
    })
  })

  it("says when there is no such contact", async () => {
    expect(await list({ status: 404, body: NOBODY })).toEqual({
      kind: "contact_not_found",
    })
  })

  it.each([
    [200, "<html>"],
    [200, '{"items":[]}'],
    [204, ""],
    [302, ""],
    [400, "no"],
    [401, "no"],
    [403, "no"],
    [404, "<html>Not here</html>"],
  ])("%i %s is misconfigured", async (status, body) => {
    expect(await list({ status, body })).toEqual({
      kind: "misconfigured",
      httpStatus: status,
    })
  })

  it.each([400, 409, 500, 503])(
    "%i is the tenant's set-up, when it says so",
    async (status) => {
      const body = "<p>Invalid system configuration</p>"

      expect(await list({ status, body })).toEqual({
        kind: "misconfigured",
        httpStatus: status,
        word: "InvalidSystemConfiguration",
      })
    }
  )

  it.each([408, 429, 500, 502, 504])("%i is unavailable", async (status) => {
    expect(await list({ status, headers: { "retry-after": "3" } })).toEqual({
      kind: "unavailable",
      httpStatus: status,
      retryAfterMs: 3_000,
    })
  })

  it("a list of more than 5 MiB is misconfigured: it will not shrink", async () => {
    const body = `["${"x".repeat(5 * 1024 * 1024)}"]`

    expect(await list({ body })).toEqual({
      kind: "misconfigured",
      httpStatus: 200,
    })
  })

  it("half a list is unavailable", async () => {
    const server = await listenTcp((socket) => {
      socket.once("data", () => {
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[]")
      })
    })
    const client = createClient({ baseUrl: server.baseUrl })

    expect(await client.listPromotions("c")).toEqual({
      kind: "unavailable",
      httpStatus: 200,
      retryAfterMs: null,
    })
    await client.close()
    await server.close()
  })

  it("a closed port is unavailable", async () => {
    const client = createClient({ baseUrl: await refusedBaseUrl() })

    expect(await client.listPromotions("c")).toEqual({
      kind: "unavailable",
      httpStatus: null,
      retryAfterMs: null,
    })
    await client.close()
  })

  it("waits no longer than this call may", async () => {
    const server = await listenHttp(() => {})
    const client = createClient({ baseUrl: server.baseUrl, timeoutMs: 5_000 })
    const start = Date.now()

    expect(await client.listPromotions("c", { timeoutMs: 100 })).toMatchObject({
      kind: "unavailable",
    })
    expect(Date.now() - start).toBeLessThan(1_500)
    await client.close()
    await server.close()
  })
})

describe("findContactId", () => {
  it.each(['"c-1"', "c-1"])("reads %s", async (body) => {
    expect(await find({ body })).toEqual({ kind: "found", contactId: "c-1" })
  })

  it.each([
    [404, NOBODY],
    [400, '"InvalidEmail"'],
    [400, '{"errorCode":"InvalidCustomKey"}'],
    [406, '{"errorCode":"ContactNotFound"}'],
    [404, "Contact not found"],
    [400, '{"message":"Invalid email address"}'],
    [400, "Invalid phone number."],
  ])("%i %s is not found", async (status, body) => {
    expect(await find({ status, body })).toEqual({ kind: "not_found" })
  })

  it.each([
    [409, '{"errorCode":"MultipleMatches"}'],
    [409, "Multiple matches"],
    [409, ""],
    [409, '["Several contacts"]'],
    [406, '"MultipleMatchesException"'],
  ])("%i %s is ambiguous", async (status, body) => {
    expect(await find({ status, body })).toEqual({ kind: "ambiguous" })
  })

  it.each([
    [200, '{"id":"c-1"}'],
    [200, "null"],
    [200, "../c"],
    [200, ""],
    [307, ""],
    [400, "The request is invalid."],
    [400, '"InvalidContactType"'],
    [401, ""],
    [404, "<html>"],
    [409, '"InvalidContactType"'],
    [500, '{"errorCode":"InvalidSystemConfiguration"}'],
  ])("%i %s is misconfigured", async (status, body) => {
    expect(await find({ status, body })).toMatchObject({
      kind: "misconfigured",
      httpStatus: status,
    })
  })

  it.each([429, 503])("%i is unavailable", async (status) => {
    expect(await find({ status })).toEqual({
      kind: "unavailable",
      httpStatus: status,
      retryAfterMs: null,
    })
  })
})

describe("a kept connection", () => {
  const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"

  /**
   * A server whose connections end in place of the answer of their `last`
   * request, as when it closes an idle one just as a request comes in.
   */
  async function closing(last: number, connections = Infinity) {
    let requests = 0
    let opened = 0
    const server = await listenTcp((socket) => {
      let served = 0
      const isClosing = ++opened <= connections
      socket.on("data", () => {
        requests++
        if (++served === last && isClosing) {
          socket.destroy()
        } else {
          socket.write(OK)
        }
      })
    })
    const client = createClient({ baseUrl: server.baseUrl })
    return {
      client,
      requests: () => requests,
      connections: server.connections,
      end: async () => {
        await client.close()
        await server.close()
      },
    }
  }

  it("that ends without an answer has its GET repeated, on a new one", async () => {
    const { client, requests, connections, end } = await closing(2, 1)

    expect(await client.listPromotions("c-1")).toMatchObject({ kind: "ok" })
    await delay(10)
    expect(await client.listPromotions("c-1")).toMatchObject({ kind: "ok" })
    expect([requests(), connections()]).toEqual([3, 2])
    await end()
  })

  it("has it repeated once, and no more", async () => {
    let opened = 0
    let requests = 0
    const server = await listenTcp((socket) => {
      const isFirst = ++opened === 1
      let served = 0
      socket.on("data", () => {
        requests++
        if (isFirst && ++served === 1) {
          socket.write(OK)
        } else {
          socket.destroy()
        }
      })
    })
    const client = createClient({ baseUrl: server.baseUrl })

    await client.listPromotions("c-1")
    await delay(10)
    expect(await client.listPromotions("c-1")).toMatchObject({
      kind: "unavailable",
    })
    expect(requests).toBe(3)
    await client.close()
    await server.close()
  })

  it("that is new does not", async () => {
    const { client, requests, end } = await closing(1)

    expect(await client.listPromotions("c-1")).toMatchObject({
      kind: "unavailable",
    })
    expect(requests()).toBe(1)
    await end()
  })

  it("is never used for a POST, which is never repeated", async () => {
    const { client, requests, end } = await closing(1, 2)

    expect(await client.redeem("a-1")).toMatchObject({
      kind: "no_response",
      sent: true,
    })
    expect(await client.redeem("a-1")).toMatchObject({
      kind: "no_response",
      sent: true,
    })
    expect(requests()).toBe(2)
    await end()
  })

  it("does not have half an answer repeated", async () => {
    let requests = 0
    const server = await listenTcp((socket) => {
      let served = 0
      socket.on("data", () => {
        requests++
        if (++served === 1) {
          socket.write(OK)
        } else {
          socket.end("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[")
        }
      })
    })
    const client = createClient({ baseUrl: server.baseUrl })

    await client.listPromotions("c-1")
    await delay(10)
    expect(await client.listPromotions("c-1")).toMatchObject({
      kind: "unavailable",
      httpStatus: 200,
    })
    expect(requests).toBe(2)
    await client.close()
    await server.close()
  })
})
