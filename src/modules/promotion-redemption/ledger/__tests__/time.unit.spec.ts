import {
  linkedCheckMs,
  PATIENCE_MS,
  paymentCheckMs,
  retryDelayMs,
} from "../time"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

describe("the pause before the next background try", () => {
  it.each([
    [1, 10],
    [2, 30],
    [3, 60],
    [4, 300],
    [5, 900],
    [6, 3_600],
    [7, 3_600],
    [500, 3_600],
  ])("after %d calls is %d s", (attempts, seconds) => {
    expect(retryDelayMs(attempts)).toBe(seconds * 1000)
  })

  it("is the shortest when no call was made", () => {
    expect(retryDelayMs(0)).toBe(10_000)
  })
})

it("an operator is asked after 24 hours", () => {
  expect(PATIENCE_MS).toBe(24 * 60 * 60 * 1000)
})

describe("an order that waits for its payment is looked at again", () => {
  it.each([
    [0, MINUTE_MS],
    [10 * MINUTE_MS, MINUTE_MS],
    [HOUR_MS, MINUTE_MS],
    [5 * HOUR_MS, 5 * MINUTE_MS],
    [DAY_MS, 24 * MINUTE_MS],
    [5 * DAY_MS, 2 * HOUR_MS],
    [14 * DAY_MS, 5.6 * HOUR_MS],
    [15 * DAY_MS, 6 * HOUR_MS],
    [365 * DAY_MS, 6 * HOUR_MS],
  ])("after %d ms: in %d ms", (waited, next) => {
    expect(paymentCheckMs(waited)).toBe(next)
  })

  it("some 400 times in the 14 days until an operator is told", () => {
    expect(looksWithin(14 * DAY_MS, paymentCheckMs)).toBeLessThan(450)
  })
})

describe("an assignment that waits on a cart is looked at again", () => {
  it.each([
    [0, HOUR_MS],
    [4 * HOUR_MS, HOUR_MS],
    [8 * HOUR_MS, 2 * HOUR_MS],
    [2 * DAY_MS, 12 * HOUR_MS],
    [4 * DAY_MS, DAY_MS],
    [89 * DAY_MS, DAY_MS],
  ])("after %d ms: in %d ms", (waited, next) => {
    expect(linkedCheckMs(waited)).toBe(next)
  })

  it("some 100 times in the 90 days until it is purged", () => {
    expect(looksWithin(90 * DAY_MS, linkedCheckMs)).toBeLessThan(120)
  })
})

/** How many times a row is looked at within so many milliseconds. */
function looksWithin(ms: number, next: (waited: number) => number): number {
  let looks = 0
  for (let waited = 0; waited < ms; waited += next(waited)) {
    looks++
  }
  return looks
}
