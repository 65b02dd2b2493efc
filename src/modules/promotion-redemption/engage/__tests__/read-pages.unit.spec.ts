import { API_ENDPOINTS } from "../endpoints"
import { createClient } from "./support/create-client"
import { listenHttp, type Listening } from "./support/listen"

const servers: Listening[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

type Asked = { offset: number; count: number | null; calls: number }

/** An Engage whose v3 list answers each call as told, as JSON or as it is. */
async function list(
  answer: (asked: Asked) => {
    status?: number
    body: unknown
    afterMs?: number
  },
  timeoutMs = 5_000
) {
  let calls = 0
  const server = await listenHttp((response, { url }) => {
    const query = new URL(url, "http://engage").searchParams
    const count = query.get("count")
    const reply = answer({
      offset: Number(query.get("offset") ?? 0),
      count: count === null ? null : Number(count),
      calls: ++calls,
    })
    setTimeout(() => {
      response
        .writeHead(reply.status ?? 200)
        .end(
          typeof reply.body === "string"
            ? reply.body
            : JSON.stringify(reply.body)
        )
    }, reply.afterMs ?? 0)
  })
  servers.push(server)
  const client = createClient({
    baseUrl: server.baseUrl,
    endpoints: API_ENDPOINTS.v3,
    timeoutMs,
  })
  const result = await client.listPromotions("c-1", { channel: "ECOM" })
  await client.close()
  return {
    result,
    ids: result.kind === "ok" ? result.promotions.map(({ id }) => id) : null,
    urls: server.seen.map(({ url }) => url),
  }
}

const all = (length: number) =>
  Array.from({ length }, (_, index) => ({ id: `a-${index}` }))

/** A page of `size` of so many assignments, as the documentation has it. */
function pageOf(length: number, { offset }: Asked, size = 2) {
  const items = all(length).slice(offset, offset + size)
  return { items, totalCount: length, offset, count: items.length }
}

const MISCONFIGURED = { kind: "misconfigured", httpStatus: 200 }
const UNAVAILABLE = {
  kind: "unavailable",
  httpStatus: 200,
  retryAfterMs: null,
}

describe("a list in pages", () => {
  it("is read to its end, each page once", async () => {
    const { ids, urls } = await list((asked) => ({ body: pageOf(5, asked) }))
    const first =
      "/api/v3/promotion-assignments?contactId=c-1&redemptionChannelType=ECOM"

    expect(ids).toEqual(all(5).map(({ id }) => id))
    expect(urls).toEqual([
      first,
      `${first}&offset=2&count=2`,
      `${first}&offset=4&count=2`,
    ])
  })

  it.each([0, 1, 2])("of %i takes one call", async (length) => {
    const { ids, urls } = await list((asked) => ({
      body: pageOf(length, asked),
    }))

    expect(ids).toHaveLength(length)
    expect(urls).toHaveLength(1)
  })

  it("counts elements without a usable id as read", async () => {
    const { ids, urls } = await list(({ offset }) => ({
      body: {
        items: offset ? [{ id: "b" }] : [{ id: "a" }, { id: "" }],
        totalCount: 3,
      },
    }))

    expect(ids).toEqual(["a", "b"])
    expect(urls).toHaveLength(2)
  })

  it.each([
    [[{ assignmentId: "a" }, { id: "" }]],
    [{ items: [{ assignmentId: "a" }], totalCount: 1 }],
  ])("is none when no element has a usable id: %j", async (body) => {
    expect((await list(() => ({ body }))).result).toEqual(MISCONFIGURED)
  })

  it.each([
    [401, "misconfigured"],
    [404, "misconfigured"],
    [429, "unavailable"],
    [500, "unavailable"],
  ])("is none when a page fails with %i: %s", async (status, kind) => {
    const { result } = await list((asked) =>
      asked.offset ? { status, body: "" } : { body: pageOf(5, asked) }
    )

    expect(result).toMatchObject({ kind, httpStatus: status })
  })

  it("is none when a later page is no page", async () => {
    for (const body of [
      "<html>",
      [{ id: "a-2" }],
      { items: [{ id: "a-2" }] },
    ]) {
      const { result } = await list((asked) => ({
        body: asked.offset ? body : pageOf(5, asked),
      }))

      expect(result).toEqual(MISCONFIGURED)
    }
  })

  it("is none when the server gives the first page again and again", async () => {
    const { result, urls } = await list((asked) => ({
      body: pageOf(5, { ...asked, offset: 0 }),
    }))

    expect(result).toEqual(MISCONFIGURED)
    expect(urls).toHaveLength(2)
  })

  it.each([
    ["more than there are", 9, 3],
    ["fewer than it gives", 1, 1],
    ["none, and gives some", 0, 1],
  ])("is none when the total says %s", async (_, totalCount, calls) => {
    const { result, urls } = await list((asked) => ({
      body: { ...pageOf(4, asked), totalCount },
    }))

    expect(result).toEqual(MISCONFIGURED)
    expect(urls).toHaveLength(calls)
  })

  it("is read once more when it has changed while it was read", async () => {
    const { ids, urls } = await list((asked) => ({
      body: pageOf(asked.calls === 1 ? 4 : 5, asked),
    }))

    expect(ids).toEqual(all(5).map(({ id }) => id))
    // Two pages that contradict each other, and the three pages of the list.
    expect(urls).toHaveLength(5)
  })

  it("is none, for now, when it changes each time while it is read", async () => {
    const grows = await list((asked) => ({
      body: pageOf(5 + asked.calls, asked),
    }))
    const shifts = await list((asked) => ({
      body: pageOf(5, { ...asked, offset: Math.max(0, asked.offset - 1) }),
    }))

    expect(grows.result).toEqual(UNAVAILABLE)
    expect(shifts.result).toEqual(UNAVAILABLE)
  })

  it("that never ends is left", async () => {
    const { result, urls } = await list((asked) => ({
      body: { items: [{ id: `a-${asked.calls}` }], totalCount: 9_000_000 },
    }))

    expect(result).toEqual(MISCONFIGURED)
    expect(urls).toHaveLength(100)
  })

  it("takes no longer than one call may, all pages together", async () => {
    const start = Date.now()
    const { result } = await list(
      (asked) => ({ body: pageOf(100, asked), afterMs: 80 }),
      300
    )

    expect(result).toMatchObject({ kind: "unavailable" })
    expect(Date.now() - start).toBeLessThan(1_500)
  })

  it("takes no more than 5 MiB, all pages together", async () => {
    const name = "x".repeat(1_500_000)
    const { result, urls } = await list(({ calls }) => ({
      body: { items: [{ id: `a-${calls}`, name }], totalCount: 50 },
    }))

    expect(result).toEqual(MISCONFIGURED)
    expect(urls.length).toBeLessThan(6)
  })
})
