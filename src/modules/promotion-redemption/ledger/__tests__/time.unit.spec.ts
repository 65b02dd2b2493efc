import { PATIENCE_MS, retryDelayMs } from "../time"

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
