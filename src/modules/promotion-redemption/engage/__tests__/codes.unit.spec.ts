import { ENGAGE_CODES, type ErrorCode } from "../../../../errors/catalogue"
import { codeFinder, codeWordOf } from "../codes"

const find = codeFinder<ErrorCode>(ENGAGE_CODES)

describe("codeFinder", () => {
  const code = "promotion_not_found"

  it.each([
    ["a bare JSON string", '"PromotionNotFound"'],
    ["plain text", "PromotionNotFound"],
    ["a sentence", "Error: PromotionNotFound."],
    ["another letter case", "PROMOTIONNOTFOUND"],
    ["HTML", "<p>PromotionNotFound</p>"],
    ["a field", '{"errorCode":"PromotionNotFound"}'],
    ["a message", '{"message":"It says PromotionNotFound, sorry"}'],
    ["a key", '{"errors":{"PromotionNotFound":["No such thing"]}}'],
    ["a list deep down", '{"a":[{"b":{"c":["x",{"d":"PromotionNotFound"}]}}]}'],
    ["half of JSON", '{"errorCode":"PromotionNotFound","mess'],
    ["a line of its own", JSON.stringify("Failed:\nPromotionNotFound\n")],
    ["escaped letters", '{"errorCode":"\\u0050romotionNotFound"}'],
    [
      "JSON in a JSON string",
      JSON.stringify(JSON.stringify({ m: "a\nPromotionNotFound" })),
    ],
    ["a byte order mark", '\ufeff{"errorCode":"PromotionNotFound"}'],
    ["the name of an exception", "at PromotionNotFoundException: x"],
    ["words", "The promotion was read: Promotion not found!"],
    ["lower case", '{"error":"promotion_not_found"}'],
    ["hyphens", "promotion-not-found-error"],
  ])("finds a code in %s", (_, body) => {
    expect(find(body)).toBe(code)
  })

  it("finds a code below 10,000 levels", () => {
    const body =
      '{"a":['.repeat(10_000) + '"PromotionNotFound"' + "]}".repeat(10_000)

    expect(find(body)).toBe(code)
  })

  it("finds a code at the end of 1 MB", () => {
    expect(find(`${"x ".repeat(500_000)}PromotionNotFound`)).toBe(code)
  })

  it.each([
    "",
    "null",
    "[]",
    "\\",
    "\\u12",
    "\u0000\ufffd",
    "XPromotionNotFound",
    "PromotionNotFound2",
    "_PromotionNotFound",
    "éPromotionNotFound",
    "Promotion     not found",
    "Promotion, not found",
    "PromotionNotFoundExceptional",
    "GatewayTimeout",
    "\\\\\\".repeat(20_000),
  ])("finds none in %.40j", (body) => {
    expect(find(body)).toBeNull()
  })

  it("prefers the code's field to a sentence that mentions another", () => {
    const body = JSON.stringify({
      message: "Not PromotionAlreadyRedeemed but something else",
      errorCode: "PromotionNotFound",
    })

    expect(find(body)).toBe(code)
  })
})

describe("codeWordOf", () => {
  it.each([
    ['{"errorCode":"CampaignPaused","message":"Sorry"}', "CampaignPaused"],
    ['{"error_code":"campaign_paused"}', "campaign_paused"],
    ['{"code":"CAMPAIGN-PAUSED"}', "CAMPAIGN-PAUSED"],
    ['{"error":"invalid_token"}', "invalid_token"],
    ['"CampaignPaused"', "CampaignPaused"],
    ["CampaignPaused", "CampaignPaused"],
    [
      JSON.stringify(JSON.stringify({ code: "CampaignPaused" })),
      "CampaignPaused",
    ],
  ])("keeps the word of %s", (body, word) => {
    expect(codeWordOf(body)).toBe(word)
  })

  it.each([
    "",
    "<html><h1>Not found</h1></html>",
    "Not found",
    "Anna",
    '{"message":"CampaignPaused"}',
    '{"code":"anna@example.com"}',
    '{"code":"anna.svensson"}',
    '{"code":"2f1c9d1e-6c0a-4a58-8a35-7a2f2f2f2f2f"}',
    '{"code":"key1234567890abcdef"}',
    '{"code":"two words"}',
    '{"code":"line\\nbreak"}',
    `{"code":"${"a".repeat(65)}"}`,
    '{"code":404}',
    `"${"Abc".repeat(40)}"`,
  ])("keeps nothing of %.60s", (body) => {
    expect(codeWordOf(body)).toBeNull()
  })

  it("is quick over a long body", () => {
    const start = Date.now()

    codeWordOf(`"${"Abc".repeat(300_000)}`)
    codeWordOf('"code":"'.repeat(100_000))

    expect(Date.now() - start).toBeLessThan(1_000)
  })
})
