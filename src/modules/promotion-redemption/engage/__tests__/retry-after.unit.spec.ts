import { MAX_RETRY_AFTER_MS, parseRetryAfter } from "../retry-after"

const now = new Date("2025-06-30T12:00:00Z")

describe("parseRetryAfter", () => {
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5_000],
    ["3601", MAX_RETRY_AFTER_MS],
    ["9".repeat(400), MAX_RETRY_AFTER_MS],
    ["Mon, 30 Jun 2025 12:00:30 GMT", 30_000],
    ["Mon, 30 Jun 2025 11:00:00 GMT", 0],
    ["Tue, 01 Jul 2025 12:00:00 GMT", MAX_RETRY_AFTER_MS],
  ])("reads %.40s as %i ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms)
  })

  it("takes the first of several", () => {
    expect(parseRetryAfter(["5", "60"], now)).toBe(5_000)
  })

  it.each([undefined, "", " ", "soon", "-5", "1.5", "NaN", "Mon"])(
    "is null for %j",
    (header) => {
      expect(parseRetryAfter(header, now)).toBeNull()
    }
  )
})
