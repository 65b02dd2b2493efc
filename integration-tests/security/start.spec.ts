import { inspect } from "node:util"

import {
  optionWarnings,
  parsePluginOptions,
} from "../../src/modules/promotion-redemption/options"
import { CANARIES, canariesIn, formsOf } from "./support/canaries"

const KEY = CANARIES.apiKey
const URL_KEY = encodeURIComponent(KEY)
const GOOD = { baseUrl: "https://client.voyado.com", apiKey: KEY }

/** Every way a key was ever put into a configuration wrongly. */
const WRONG: [string, unknown][] = [
  ["a key that is a list", { ...GOOD, apiKey: [KEY] }],
  ["a key that is an object", { ...GOOD, apiKey: { value: KEY } }],
  ["a key with a line break", { ...GOOD, apiKey: `${KEY}\n` }],
  ["a key that adds a header", { ...GOOD, apiKey: `${KEY}\r\nx-evil: 1` }],
  ["a key with a blank", { ...GOOD, apiKey: ` ${KEY}` }],
  ["a key with an umlaut", { ...GOOD, apiKey: `${KEY}ä` }],
  ["a key with its header's name", { ...GOOD, apiKey: `apikey: ${KEY}` }],
  ["a key under another name", { ...GOOD, apikey: KEY }],
  [
    "a key in the address",
    { ...GOOD, baseUrl: `https://x/?apikey=${URL_KEY}` },
  ],
  ["a key for the address", { ...GOOD, baseUrl: KEY }],
  ["a password in the address", { ...GOOD, baseUrl: `https://u:${URL_KEY}@x` }],
  ["a user in the address", { ...GOOD, baseUrl: `https://${URL_KEY}@x` }],
  ["plain http", { ...GOOD, baseUrl: `http://${URL_KEY}.example` }],
  [
    "a user agent that adds a header",
    { ...GOOD, userAgent: `A/1.0\r\n${KEY}` },
  ],
  ["a user agent that is the key", { ...GOOD, userAgent: KEY }],
  ["a path that is the key", { ...GOOD, endpoints: { redeem: KEY } }],
  ["a channel that is the key", { ...GOOD, channel: KEY }],
  ["a number that is the key", { ...GOOD, timeoutMs: KEY }],
  ["a list that holds the key", { ...GOOD, salesChannels: [{ id: KEY }] }],
  ["options that are the key", KEY],
  ["options in a list", [GOOD]],
]

describe("a start", () => {
  it.each(WRONG)("is stopped by %s, which is not printed", (_, options) => {
    let error: unknown
    try {
      parsePluginOptions(options)
    } catch (thrown) {
      error = thrown
    }

    expect(error).toBeInstanceOf(Error)
    const { message, stack } = error as Error
    const printed = [
      message,
      stack,
      JSON.stringify(error),
      inspect(error, { depth: null, showHidden: true }),
    ].join("\n")
    expect(message).toContain("the options in medusa-config.ts")
    expect(canariesIn(printed, ["apiKey"])).toEqual([])
  })

  it("with warnings does not print the key", () => {
    const options = parsePluginOptions({
      ...GOOD,
      timeoutMs: 1,
      requestsPerSecond: 1_000,
    })
    const warnings = optionWarnings(options)

    expect(warnings).toHaveLength(2)
    expect(canariesIn(warnings.join("\n"), ["apiKey"])).toEqual([])
  })
})

it.each([...formsOf("apiKey"), Buffer.from(`${KEY}:x`).toString("base64")])(
  "the search for a canary finds %s in a text",
  (form) => {
    expect(canariesIn(`a line with ${form} in it`, ["apiKey"])).toEqual([
      "apiKey",
    ])
  }
)
