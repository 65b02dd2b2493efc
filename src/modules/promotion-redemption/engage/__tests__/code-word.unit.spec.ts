import { codeWordOf } from "../code-word"

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
