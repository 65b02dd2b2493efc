import { setTimeout as delay } from "node:timers/promises"
import { inspect } from "node:util"

import type { EngageClient } from "../client"
import { DEFAULT_ENDPOINTS } from "../endpoints"
import { API_KEY, createClient } from "./support/create-client"
import { listenHttp, type Listening } from "./support/listen"

describe("what leaves for Engage", () => {
  let server: Listening
  let client: EngageClient

  beforeEach(async () => {
    server = await listenHttp((response) => response.end("[]"))
    client = createClient({ baseUrl: server.baseUrl })
  })

  afterEach(async () => {
    await client.close()
    await server.close()
  })

  it("redeems with one POST that names the channel and nothing else", async () => {
    await client.redeem("a-1")

    expect(server.seen).toHaveLength(1)
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      url: "/api/v3/promotion-assignments/a-1/redeem",
      body: '{"redemptionChannel":"ECOM"}',
    })
  })

  it("redeems over the channel of the options", async () => {
    const pos = createClient({ baseUrl: server.baseUrl, channel: "POS" })
    await pos.redeem("a-1")
    await pos.close()

    expect(server.seen[0]?.body).toBe('{"redemptionChannel":"POS"}')
  })

  it("sends the required headers with every call", async () => {
    await client.redeem("a-1")
    await client.listPromotions("c-1")
    await client.findContactId({ email: "a@example.com" })

    expect(server.seen).toHaveLength(3)
    for (const { headers } of server.seen) {
      expect(headers).toMatchObject({
        apikey: API_KEY,
        "user-agent": "Test/1.2",
        "content-type": "application/json",
        accept: "application/json",
      })
    }
  })

  it("asks for all channels, or for the one that is given", async () => {
    await client.listPromotions("c-1")
    await client.listPromotions("c-1", { channel: null })
    await client.listPromotions("c-1", { channel: "ECOM" })

    expect(server.seen.map(({ url }) => url)).toEqual([
      "/api/v2/contacts/c-1/promotions",
      "/api/v2/contacts/c-1/promotions",
      "/api/v2/contacts/c-1/promotions?redemptionChannelType=ECOM",
    ])
  })

  it("encodes an e-mail address", async () => {
    await client.findContactId(
      { email: "a+b&any=1@example.com" },
      { contactType: "Member" }
    )

    expect(server.seen[0]?.url).toBe(
      "/api/v3/contacts/id?email=a%2Bb%26any%3D1%40example.com&contactType=Member"
    )
  })

  it("keeps a path prefix of the base address, and replaced addresses", async () => {
    const proxied = createClient({
      baseUrl: `${server.baseUrl}/proxy/engage/`,
      endpoints: {
        ...DEFAULT_ENDPOINTS,
        redeem: "/api/v3/promotions/codes/{assignmentId}/redeem",
      },
    })
    await proxied.redeem("a-1")
    await proxied.close()

    expect(server.seen[0]?.url).toBe(
      "/proxy/engage/api/v3/promotions/codes/a-1/redeem"
    )
  })

  it("sends nothing for an id that is none", async () => {
    await expect(client.redeem("../contacts")).rejects.toMatchObject({
      type: "invalid_data",
    })
    await expect(client.listPromotions("a?b")).rejects.toThrow()

    expect(server.seen).toHaveLength(0)
  })

  it("redeems on a connection of its own each time, reads on a kept one", async () => {
    await client.listPromotions("c-1")
    await delay(10)
    await client.listPromotions("c-1")
    expect(server.connections()).toBe(1)

    await client.redeem("a-1")
    await client.redeem("a-2")
    expect(server.connections()).toBe(3)
  })

  it("shows the key to nobody who looks at the client", () => {
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(
      API_KEY
    )
    expect(JSON.stringify(client)).toBe("{}")
  })

  it("sends nothing after close", async () => {
    await client.close()

    expect(await client.redeem("a-1")).toEqual({
      kind: "no_response",
      cause: "aborted",
      sent: false,
    })
    expect(server.seen).toHaveLength(0)
  })

  it("lets an open call end on close", async () => {
    const slow = await listenHttp((response) => {
      setTimeout(() => response.end("done"), 100)
    })
    const closing = createClient({ baseUrl: slow.baseUrl })
    const call = closing.redeem("a-1")
    while (slow.seen.length === 0) {
      await delay(5)
    }
    await closing.close()

    expect(await call).toMatchObject({ status: 200, complete: true })
    await slow.close()
  })
})
