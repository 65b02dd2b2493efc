import { inspect } from "node:util"
import { MedusaError } from "@medusajs/framework/utils"

import { API_ENDPOINTS, DEFAULT_ENDPOINTS } from "../../engage/endpoints"
import { optionWarnings, parsePluginOptions } from "../../options"
import { packageVersion } from "../package-version"

/** With characters that change when the key is encoded. */
const KEY = "key+that/must=not-leak"
const IN_URL = encodeURIComponent(KEY)
const required = { baseUrl: "https://client.voyado.com", apiKey: KEY }

/** What a careless text would show of the key. */
const SHOWN = [
  KEY.slice(0, 12),
  KEY.slice(-12),
  IN_URL.slice(0, 12),
  Buffer.from(KEY).toString("base64").slice(0, 16),
  Buffer.from(KEY).toString("hex"),
]

function expectNoKey(text: string) {
  expect(SHOWN.filter((shown) => text.includes(shown))).toEqual([])
}

/** The message that the options are refused with. */
function refusal(raw: unknown): string {
  try {
    parsePluginOptions(raw)
  } catch (error) {
    expect(error).toBeInstanceOf(MedusaError)
    expect(error).toMatchObject({ type: MedusaError.Types.INVALID_DATA })
    const { message, stack } = error as MedusaError
    expect(message).toMatch(
      /^medusa-plugin-voyado-engage: the options in medusa-config.ts /
    )
    expectNoKey(`${stack} ${JSON.stringify(error)}`)
    expectNoKey(inspect(error, { depth: null, showHidden: true }))

    return message
  }
  throw new Error("These options were not refused.")
}

/** The lines of the message that name a mistake. */
function mistakes(raw: unknown): string[] {
  return refusal(raw)
    .split("\n")
    .filter((line) => line.startsWith("  - "))
    .map((line) => line.slice(4))
}

describe("parsePluginOptions", () => {
  it("has a default for all but the address and the key", () => {
    expect(parsePluginOptions(required)).toEqual({
      enabled: true,
      baseUrl: "https://client.voyado.com",
      apiKey: KEY,
      userAgent: `medusa-plugin-voyado-engage/${packageVersion()}`,
      timeoutMs: 60_000,
      checkoutWaitMs: 6_000,
      listWaitMs: 3_000,
      channel: "ECOM",
      onRejected: "reverse",
      onUnavailable: "defer",
      onOrderCanceled: "keep",
      unpaidOrderDays: 14,
      contactLookup: { by: "verified_email", cacheSeconds: 300 },
      guests: "deny",
      timeZone: "Europe/Stockholm",
      requestsPerSecond: 40,
      retentionDays: null,
      hooks: "auto",
      endpoints: DEFAULT_ENDPOINTS,
    })
  })

  it("keeps what is given", () => {
    const given = {
      ...required,
      userAgent: "MyShop/2.0.1",
      timeoutMs: 90_000,
      checkoutWaitMs: 0,
      listWaitMs: 100,
      channel: "OTHER",
      onRejected: "keep",
      onUnavailable: "abort",
      onOrderCanceled: "keep",
      contactLookup: {
        by: "custom_key",
        contactType: "Member",
        cacheSeconds: 0,
      },
      salesChannels: ["sc_1"],
      requestsPerSecond: 0.5,
      retentionDays: 30,
      hooks: "auto",
      endpoints: { ...DEFAULT_ENDPOINTS, contactId: "/other/id" },
    }

    expect(parsePluginOptions(given)).toMatchObject(given)
  })

  it.each([undefined, null, {}])(
    "names the address and the key as missing: %j",
    (raw) => {
      expect(mistakes(raw)).toEqual([
        "baseUrl: expected an address such as https://client.voyado.com; got nothing",
        "apiKey: expected the API key, or enabled: false; got nothing",
      ])
    }
  )

  it("needs neither when it is not enabled", () => {
    const options = parsePluginOptions({ enabled: false })

    expect(options.enabled).toBe(false)
    expect(options.guests).toBe("deny")
  })

  it.each(["v2", "v3"] as const)(
    "calls the addresses of %s when told to, but for those replaced",
    (api) => {
      const redeem = "/api/v3/promotions/codes/{promotionId}/redeem"

      expect(
        parsePluginOptions({ ...required, api, endpoints: { redeem } })
      ).toMatchObject({ api, endpoints: { ...API_ENDPOINTS[api], redeem } })
    }
  )

  it("takes an undefined option as left out", () => {
    const options = parsePluginOptions({ ...required, timeoutMs: undefined })

    expect(options.timeoutMs).toBe(60_000)
  })

  it("names every mistake at once", () => {
    const lines = mistakes({
      apikey: KEY,
      timeoutMs: "60000",
      onRejected: "ignore",
      guests: "email",
      contactLookup: { by: "custom_key", cacheSeconds: -1, type: "x" },
      endpoints: { redeem: "redeem" },
    })

    expect(lines.map((line) => line.split(":")[0]).sort()).toEqual([
      "apiKey",
      "apikey",
      "baseUrl",
      "contactLookup.cacheSeconds",
      "contactLookup.type",
      "endpoints.redeem",
      "guests",
      "onRejected",
      "timeoutMs",
    ])
  })

  it("names the options there are beside one that there is not", () => {
    const message = refusal({ ...required, chanel: "ECOM" })

    expect(message).toContain("chanel: there is no such option")
    expect(message).toContain("The options are enabled, baseUrl, apiKey,")
  })

  it.each(["text", 5, [], true])("refuses %j for all the options", (raw) => {
    expect(mistakes(raw)[0]).toMatch(/^options: /)
  })

  it.each<unknown>([
    KEY,
    [required],
    { ...required, apiKey: [KEY] },
    { ...required, apiKey: { value: KEY } },
    { ...required, apiKey: `${KEY}\n` },
    { ...required, apiKey: `${KEY}\r\nx-evil: 1` },
    { ...required, apiKey: ` ${KEY}` },
    { ...required, apiKey: `${KEY}ä` },
    { ...required, apiKey: `apikey: ${KEY}` },
    { ...required, apikey: KEY },
    { ...required, baseUrl: KEY },
    { ...required, baseUrl: `https://x/?apikey=${IN_URL}` },
    { ...required, baseUrl: `https://user:${IN_URL}@x` },
    { ...required, baseUrl: `https://${IN_URL}@x` },
    { ...required, baseUrl: `http://${IN_URL}.example` },
    { ...required, userAgent: KEY },
    { ...required, userAgent: `A/1.0\r\n${KEY}` },
    { ...required, endpoints: { redeem: KEY } },
    { ...required, channel: KEY, hooks: KEY, timeoutMs: KEY },
    { ...required, salesChannels: KEY },
    { ...required, salesChannels: [{ id: KEY }] },
  ])("repeats nothing of a key in the wrong place: %j", (raw) => {
    expect(mistakes(raw).length).toBeGreaterThan(0)
  })
})

describe("baseUrl", () => {
  it.each([
    ["https://client.voyado.com/", "https://client.voyado.com"],
    ["https://gateway.example/engage/", "https://gateway.example/engage"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://127.9.9.9", "http://127.9.9.9"],
    ["http://[::1]:4010", "http://[::1]:4010"],
  ])("takes %s", (baseUrl, expected) => {
    expect(parsePluginOptions({ ...required, baseUrl }).baseUrl).toBe(expected)
  })

  it.each([
    ["", "an address such as"],
    ["client.voyado.com", "an address such as"],
    [" https://client.voyado.com", "an address such as"],
    ["https://client.voyado.com\n", "an address such as"],
    ["https:\\\\client.voyado.com", "an address such as"],
    [5, "an address such as"],
    [null, "an address such as"],
    ["http://client.voyado.com", "https (http only for"],
    ["http://localhost.example", "https (http only for"],
    ["http://127.0.0.1.example", "https (http only for"],
    ["http://10.0.0.1", "https (http only for"],
    ["http://0.0.0.0", "https (http only for"],
    ["ftp://localhost", "https (http only for"],
    ["https://user@client.voyado.com", "no user name or password"],
    ["https://:word@client.voyado.com", "no user name or password"],
    ["https://client.voyado.com?a=b", "no query and no hash"],
    ["https://client.voyado.com/#", "no query and no hash"],
  ])("refuses %j", (baseUrl, expected) => {
    const lines = mistakes({ ...required, baseUrl })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`baseUrl: expected ${expected}`)
  })
})

describe("each option", () => {
  it.each([
    ["enabled", "yes", "true or false"],
    ["apiKey", "", "a key of visible ASCII characters"],
    ["apiKey", "a b", "a key of visible ASCII characters"],
    ["apiKey", "a\r\nb", "a key of visible ASCII characters"],
    ["apiKey", "ключ", "a key of visible ASCII characters"],
    ["apiKey", 12345, "a key of visible ASCII characters"],
    ["userAgent", "MyShop", "a name and version such as MyShop/1.2"],
    ["userAgent", "My Shop/1.2", "a name and version such as MyShop/1.2"],
    ["userAgent", "MyShop/1.2\r\nx: y", "a name and version"],
    ["timeoutMs", 0, "an integer from 1 to 3600000"],
    ["timeoutMs", 1.5, "an integer from 1 to 3600000"],
    ["timeoutMs", Infinity, "an integer from 1 to 3600000"],
    ["timeoutMs", 2 ** 31, "an integer from 1 to 3600000"],
    ["checkoutWaitMs", -1, "an integer from 0 to 60000"],
    ["checkoutWaitMs", 60_001, "an integer from 0 to 60000"],
    ["listWaitMs", 99, "an integer from 100 to 60000"],
    ["listWaitMs", 3.5, "an integer from 100 to 60000"],
    ["channel", "WEB", '"ECOM" or "POS" or "OTHER"'],
    ["onRejected", true, '"reverse" or "keep"'],
    ["onUnavailable", "retry", '"defer" or "abort"'],
    ["onOrderCanceled", "drop", '"keep" or "reassign"'],
    ["contactLookup", "email", "an object"],
    ["contactLookup", null, "an object"],
    ["guests", "allow", '"deny" or "email"'],
    ["salesChannels", [], "at least one id"],
    ["salesChannels", "sc_1", "a list of ids"],
    ["requestsPerSecond", 0, "a number above 0"],
    ["requestsPerSecond", "40", "a number above 0"],
    ["unpaidOrderDays", 0, "an integer from 1 to 365"],
    ["unpaidOrderDays", 366, "an integer from 1 to 365"],
    ["unpaidOrderDays", "14", "an integer from 1 to 365"],
    ["timeZone", "Moon/North", "a time zone such as Europe/Stockholm"],
    ["timeZone", 2, "a time zone such as Europe/Stockholm"],
    ["retentionDays", 0, "an integer from 1 to 36500"],
    ["retentionDays", 0.5, "an integer from 1 to 36500"],
    ["hooks", false, '"auto" or "manual"'],
    ["api", "v1", '"v2" or "v3"'],
    ["api", 3, '"v2" or "v3"'],
    ["endpoints", [], "an object"],
  ])("%s: %j is a mistake", (name, value, expected) => {
    const lines = mistakes({ ...required, [name]: value })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`${name}: expected ${expected}`)
  })

  it.each([
    [{ contactLookup: { by: "phone" } }, "contactLookup.by: expected "],
    [
      { contactLookup: { by: "custom_key", field: "email" } },
      "contactLookup.field: expected ",
    ],
    [
      { contactLookup: { by: "custom_key", field: { metadata: "a b" } } },
      "contactLookup.field",
    ],
    [
      { contactLookup: { field: "phone" } },
      'contactLookup.field: expected nothing, unless contactLookup.by is "custom_key"',
    ],
    [{ contactLookup: { contactType: "" } }, "contactLookup.contactType: "],
    [{ contactLookup: { cacheSeconds: 0.5 } }, "contactLookup.cacheSeconds: "],
    [{ salesChannels: ["sc_1", ""] }, "salesChannels[1]: expected the id"],
    [{ endpoints: { redeem: "/r" } }, "endpoints.redeem: expected an address"],
    [{ endpoints: { reedem: "/r" } }, "endpoints.reedem: there is no such"],
    [
      { guests: "email", contactLookup: { by: "custom_key" } },
      'guests: expected "deny" together with contactLookup.by "custom_key"',
    ],
  ])("%j is a mistake", (options, expected) => {
    const lines = mistakes({ ...required, ...options })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(expected)
  })

  it("repeats a number and no text", () => {
    expect(
      mistakes({ ...required, timeoutMs: -5, channel: "WEB", guests: "" })
    ).toEqual([
      "timeoutMs: expected an integer from 1 to 3600000; got -5",
      'channel: expected "ECOM" or "POS" or "OTHER"; got another text',
      'guests: expected "deny" or "email"; got an empty text',
    ])
  })

  it.each([undefined, null])("retentionDays %s is off", (retentionDays) => {
    const options = parsePluginOptions({ ...required, retentionDays })

    expect(options.retentionDays).toBeNull()
  })
})

describe("optionWarnings", () => {
  const warnings = (options: object) => {
    const given = optionWarnings(
      parsePluginOptions({ ...required, ...options })
    )
    expectNoKey(given.join())
    return given
  }

  it("has nothing to say about the defaults and the limits", () => {
    expect(warnings({})).toEqual([])
    expect(warnings({ timeoutMs: 60_000, requestsPerSecond: 50 })).toEqual([])
  })

  it("gives the reason for a longer timeout", () => {
    expect(warnings({ timeoutMs: 59_999 })).toEqual([
      expect.stringMatching(/timeoutMs is 59999.*Redeem a promotion/),
    ])
  })

  it("gives the reason for fewer requests a second", () => {
    expect(warnings({ requestsPerSecond: 51 })).toEqual([
      expect.stringMatching(/requestsPerSecond is 51.*API rate limit/),
    ])
  })
})
