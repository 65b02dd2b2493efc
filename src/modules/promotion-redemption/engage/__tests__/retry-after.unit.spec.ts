import { MAX_RETRY_AFTER_MS, parseRetryAfter } from "../retry-after"

const now = new Date("2025-06-30T12:00:00Z")

/** An answer that does not say when it was sent. */
const ours = { date: undefined, now }

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
    expect(parseRetryAfter(header, ours)).toBe(ms)
  })

  it("takes the first of several", () => {
    expect(parseRetryAfter(["5", "60"], ours)).toBe(5_000)
  })

  it.each([
    ["ahead", "Mon, 30 Jun 2025 11:00:00 GMT", 3_600_000],
    ["behind", "Mon, 30 Jun 2025 12:20:00 GMT", 600_000],
    ["alone", "nonsense", 1_800_000],
  ])("goes by the sender's clock when ours is %s", (_, date, ms) => {
    expect(
      parseRetryAfter("Mon, 30 Jun 2025 12:30:00 GMT", { date, now })
    ).toBe(ms)
  })

  it.each([undefined, "", " ", "soon", "-5", "1.5", "NaN", "Mon"])(
    "is null for %j",
    (header) => {
      expect(parseRetryAfter(header, ours)).toBeNull()
    }
  )
})
