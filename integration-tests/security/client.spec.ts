import type { ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import fc from "fast-check"

import type { EngageClient } from "../../src/modules/promotion-redemption/engage/client"
import { API_ENDPOINTS } from "../../src/modules/promotion-redemption/engage/endpoints"
import {
  API_KEY,
  createClient,
} from "../../src/modules/promotion-redemption/engage/__tests__/support/create-client"
import {
  listenHttp,
  type Listening,
} from "../../src/modules/promotion-redemption/engage/__tests__/support/listen"
import { until } from "../../testkit/poll"
import { canariesIn, CANARIES, formsOf } from "./support/canaries"

const MB = 1024 * 1024
const OK = "HTTP/1.1 200 OK\r\n"
const CONTACT = '"contact-1"'

/** The first part of an answer counts, a broken head is no answer, and a part no list. */
const CUT: unknown = expect.objectContaining({
  kind: "response",
  status: 200,
  truncated: true,
  complete: false,
})
const LOST = { kind: "no_response", cause: "connection_lost", sent: true }
const NO_LIST = { kind: "misconfigured", httpStatus: 200 }

/** What the system's own buffers may take beyond what is read. */
const BUFFERS = 16 * MB

let server: Listening
let client: EngageClient
let speak: (response: ServerResponse) => void

beforeAll(async () => {
  server = await listenHttp((response) => speak(response))
})

beforeEach(() => {
  client = createClient({ baseUrl: server.baseUrl })
})

afterEach(() => client.close())
afterAll(() => server.close())

describe("an answer", () => {
  /** Of the connections of one test; an earlier one's may still be closing. */
  let ended = { sent: 0, hungUp: 0 }

  beforeEach(() => {
    ended = { sent: 0, hungUp: 0 }
  })

  /** Writes chunks for as long as the client listens, `bytes` at most. */
  const pour = (head: string, chunk: string, bytes = Infinity) => {
    const count = ended
    speak = ({ socket }) => {
      let left = bytes
      const more = () => {
        while (!socket!.destroyed && left > 0) {
          left -= chunk.length
          if (!socket!.write(chunk)) {
            return
          }
        }
      }
      socket!.on("drain", more).on("close", () => {
        count.hungUp++
        count.sent += socket!.bytesWritten
      })
      socket!.write(head)
      more()
    }
  }

  const expectNextCallWorks = async () => {
    speak = (response) => response.end(CONTACT)
    expect(await client.findContactId({ email: "a@example.com" })).toEqual({
      kind: "found",
      contactId: "contact-1",
    })
  }

  /** The connection is gone, little was taken, and the next call works. */
  const expectCutOff = async () => {
    await until(() => ended.hungUp > 0)
    expect(ended.sent).toBeLessThan(BUFFERS)
    await expectNextCallWorks()
  }

  const chunked = `${OK}transfer-encoding: chunked\r\n\r\n`
  const megabyte = "x".repeat(MB)
  const chunk = `100000\r\n${megabyte}\r\n`
  const long = `${OK}content-length: ${200 * MB}\r\n\r\n`
  const manyFields = `a: ${"x".repeat(1_000)}\r\n`.repeat(1_000)

  it.each<[string, unknown, string, string, number?]>([
    ["a redemption, 200 MB long", CUT, long, megabyte, 200 * MB],
    ["a redemption, without an end", CUT, chunked, chunk],
    ["a redemption, without a length", CUT, `${OK}\r\n`, megabyte],
    ["a redemption, with one endless field", LOST, `${OK}a: `, megabyte],
    ["a redemption, with endless fields", LOST, OK, manyFields],
    ["a redemption, with an endless reason", LOST, OK, "y".repeat(MB)],
    ["a list, without an end", NO_LIST, chunked, chunk],
  ])("to %s is cut off", async (what, expected, ...answer) => {
    pour(...answer)

    const seen = what.startsWith("a list")
      ? await client.listPromotions("c-1")
      : await client.redeem("a-1")

    expect(seen).toEqual(expected)
    expect(JSON.stringify(seen).length).toBeLessThan(66 * 1024)
    await expectCutOff()
  })

  it("that is never more than on its way ends with the deadline", async () => {
    pour("", "HTTP/1.1 103 Early Hints\r\n\r\n", 20 * MB)

    expect(await client.redeem("a-1")).toMatchObject({
      kind: "no_response",
      sent: true,
    })
    await until(() => ended.hungUp > 0)
  })

  it("is not asked for in a compressed form, nor unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MB))
    speak = (response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)

    const seen = await client.redeem("a-1")

    expect(server.seen.at(-1)?.headers["accept-encoding"]).toBe("identity")
    expect(seen).toMatchObject({ kind: "response", status: 200 })
    expect(JSON.stringify(seen).length).toBeLessThan(400 * 1024)
    await expectNextCallWorks()
  })

  it("holds no memory once it is cut off", async () => {
    pour(chunked, chunk)
    const redeemMany = async (times: number) => {
      for (let time = 0; time < times; time++) {
        await client.redeem("a-1")
      }
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    const before = await redeemMany(10)

    const after = await redeemMany(40)
    await until(() => ended.hungUp === 50)

    // 50 MB would have come in if each were read for its first megabyte.
    expect(after - before).toBeLessThan(150 * MB)
  })
})

/** Pieces that have led a client astray somewhere. */
const PIECES = [
  "..",
  "/",
  "\\",
  "%2e",
  "%2F",
  "%00",
  "//evil.example",
  "https://evil.example",
  "@evil.example",
  "?x=",
  "#",
  "&",
  "\t",
  "\r\nHost: evil.example",
  "\r\n\r\nGET /evil HTTP/1.1\r\n",
  "\0",
  "\uff0e\uff0e\uff0f",
  "\u2028",
  "\ud800",
  "a-1",
  "{assignmentId}",
  "$&",
]

const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), {
      maxLength: 6,
    })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 120 })
)

/** One segment that no server can read as anything else. */
const FIT = /^[A-Za-z0-9_-]{1,100}$/

/** Some of them fit for an address, or little would ever arrive; some nearly. */
const anyId = fc.oneof(
  anyText,
  fc.stringMatching(FIT),
  fc.stringMatching(/^[a-c.~%/]{1,3}$/)
)

type Call = (client: EngageClient, id: string) => Promise<unknown>

const RUNS = { numRuns: 300 }

describe("an address", () => {
  beforeEach(() => {
    speak = (response) => response.end("[]")
  })

  /** The requests that a call makes, and whether it was refused. */
  const during = async (call: () => Promise<unknown>) => {
    server.seen.length = 0
    const refused = await call().then(
      () => false,
      () => true
    )
    for (const { headers } of server.seen) {
      expect(headers.host).toBe(`127.0.0.1:${server.port}`)
      expect(headers.apikey).toBe(API_KEY)
    }
    return {
      refused,
      requests: server.seen.map(({ method, url }) => `${method} ${url}`),
    }
  }

  const redeem: Call = (from, id) => from.redeem(id)
  const ECOM = "redemptionChannelType=ECOM"
  const list: Call = (from, id) => from.listPromotions(id, { channel: "ECOM" })

  it.each<[keyof typeof API_ENDPOINTS, string, Call]>([
    ["v3", "POST /api/v3/promotion-assignments/ID/redeem", redeem],
    ["v2", `GET /api/v2/contacts/ID/promotions?${ECOM}`, list],
    ["v3", `GET /api/v3/promotion-assignments?contactId=ID&${ECOM}`, list],
  ])(
    "of %s has the id as one segment or value, or is not called: %s",
    async (api, request, call) => {
      const endpoints = API_ENDPOINTS[api]
      const its = createClient({ baseUrl: server.baseUrl, endpoints })
      await fc.assert(
        fc.asyncProperty(anyId, async (id) => {
          expect(await during(() => call(its, id))).toEqual(
            FIT.test(id)
              ? { refused: false, requests: [request.replace("ID", () => id)] }
              : { refused: true, requests: [] }
          )
        }),
        RUNS
      )
      await its.close()
    }
  )

  it.each(["email", "customKey"] as const)(
    "of a search is the same whatever the %s, which is all of one field",
    async (field) => {
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const by = { [field]: text } as { email: string }
          const { requests } = await during(() =>
            client.findContactId(by, { contactType: "Member" })
          )
          expect(requests).toEqual([
            expect.stringMatching(
              /^GET \/api\/v3\/contacts\/id\?[\x21-\x7e]+$/
            ),
          ])
          const [, query] = requests.join().split(/\?(.*)/)
          expect([...new URLSearchParams(query)]).toEqual([
            // Half a surrogate pair has no place in an address.
            [field, Buffer.from(text).toString()],
            ["contactType", "Member"],
          ])
        }),
        RUNS
      )
    }
  )
})

const ENCODED = Buffer.from(`${CANARIES.apiKey}:x`).toString("base64")

it.each([...formsOf("apiKey"), ENCODED])(
  "the search for a canary finds %s in a text",
  (form) => {
    expect(canariesIn(`a line with ${form} in it`, ["apiKey"])).toEqual([
      "apiKey",
    ])
  }
)
