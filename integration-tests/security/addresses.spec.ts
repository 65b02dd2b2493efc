import fc from "fast-check"

import {
  EngageClient,
  type EngageClientOptions,
} from "../../src/modules/promotion-redemption/engage/client"
import {
  API_ENDPOINTS,
  DEFAULT_ENDPOINTS,
  type EngageEndpoints,
} from "../../src/modules/promotion-redemption/engage/endpoints"
import { CANARIES } from "./support/canaries"
import { impersonate, reply, type Impostor } from "./support/impostor"

/** Pieces that have led a client astray somewhere. */
const PIECES = [
  "..",
  "/",
  "\\",
  "%2e",
  "%2F",
  "%5c",
  "%00",
  "//evil.example",
  "https://evil.example",
  "@evil.example",
  "?x=",
  "#",
  ";",
  "&",
  "=",
  "+",
  " ",
  "\t",
  "\r\nHost: evil.example",
  "\r\n\r\nGET /evil HTTP/1.1\r\n",
  "\0",
  "\u2024\u2024",
  "\uff0e\uff0e\uff0f",
  "\u2028",
  "\ud800",
  "å",
  "a-1",
  "{assignmentId}",
  "$&",
  "$'",
]

const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), {
      maxLength: 6,
    })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 120 })
)

/** Half of them fit for an address, or little would ever arrive. */
const anyId = fc.oneof(
  anyText,
  fc.string({
    unit: fc.constantFrom(..."abcXYZ019-_"),
    minLength: 1,
    maxLength: 100,
  })
)

/** One segment that no server can read as anything else. */
const FIT = /^[A-Za-z0-9_-]{1,100}$/

/** Half a surrogate pair has no place in an address. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

type Call = (id: string) => Promise<unknown>

const RUNS = { numRuns: 300 }

describe("an address", () => {
  let server: Impostor
  let client: EngageClient
  let options: EngageClientOptions

  beforeAll(async () => {
    server = await impersonate((socket) => reply(socket, { body: "[]" }))
    options = {
      baseUrl: server.baseUrl,
      apiKey: CANARIES.apiKey,
      userAgent: "Test/1.0",
      timeoutMs: 5_000,
      channel: "ECOM",
      endpoints: DEFAULT_ENDPOINTS,
    }
    client = new EngageClient(options)
  })

  afterAll(async () => {
    await client.close()
    await server.close()
  })

  /** The requests that a call makes, and whether it was refused. */
  const during = async (call: () => Promise<unknown>) => {
    server.heard.length = 0
    const refused = await call().then(
      () => false,
      () => true
    )
    for (const { headers } of server.heard) {
      expect(headers.host).toBe(`127.0.0.1:${server.port}`)
      expect(headers.apikey).toBe(CANARIES.apiKey)
    }
    return {
      refused,
      requests: server.heard.map(({ method, target }) => [method, target]),
    }
  }

  const list = (id: string) => client.listPromotions(id, { channel: "ECOM" })

  it.each<[string, Call, EngageEndpoints, [method: string, target: string]]>([
    [
      "of a redemption",
      (id) => client.redeem(id),
      DEFAULT_ENDPOINTS,
      ["POST", "/api/v3/promotion-assignments/ID/redeem"],
    ],
    [
      "of a contact",
      list,
      DEFAULT_ENDPOINTS,
      ["GET", "/api/v2/contacts/ID/promotions?redemptionChannelType=ECOM"],
    ],
    [
      "of a contact that is in the query",
      list,
      API_ENDPOINTS.v3,
      [
        "GET",
        "/api/v3/promotion-assignments?contactId=ID&redemptionChannelType=ECOM",
      ],
    ],
  ])(
    "%s has the id as one segment or value, or is not called",
    async (_, call, endpoints, [method, target]) => {
      options.endpoints = endpoints
      await fc.assert(
        fc.asyncProperty(anyId, async (id) => {
          expect(await during(() => call(id))).toEqual(
            FIT.test(id)
              ? {
                  refused: false,
                  requests: [[method, target.split("ID").join(id)]],
                }
              : { refused: true, requests: [] }
          )
        }),
        RUNS
      )
      options.endpoints = DEFAULT_ENDPOINTS
    }
  )

  it.each(["email", "customKey"] as const)(
    "of a search is the same whatever the %s, which is all of one field",
    async (field) => {
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const { requests } = await during(() =>
            client.findContactId(
              field === "email" ? { email: text } : { customKey: text },
              { contactType: "Member" }
            )
          )
          const [[method, target] = []] = requests
          const url = new URL(`http://engage${target}`)

          expect([requests.length, method, url.host, url.pathname]).toEqual([
            1,
            "GET",
            "engage",
            "/api/v3/contacts/id",
          ])
          expect(target).toMatch(/^[\x21-\x7e]+$/)
          expect([...url.searchParams]).toEqual([
            [field, wellFormed(text)],
            ["contactType", "Member"],
          ])
        }),
        RUNS
      )
    }
  )
})
