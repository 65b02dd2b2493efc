import { parseContactId } from "../ids"

describe("parseContactId", () => {
  it.each([
    ['"c-1"', "c-1"],
    ["c-1", "c-1"],
    [' "c-1"\r\n', "c-1"],
    ["12345", "12345"],
  ])("reads %j", (body, id) => {
    expect(parseContactId(body)).toBe(id)
  })

  it.each([
    "",
    '""',
    "null",
    "true",
    '{"id":"c-1"}',
    '["c-1"]',
    "<html></html>",
    '"../c-1"',
    '"c-1',
    "c 1",
    "a".repeat(101),
  ])("is null for %s", (body) => {
    expect(parseContactId(body)).toBeNull()
  })
})
