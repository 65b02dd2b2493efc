import type { AdminPromotionRedemptionDay } from "../../../types/admin-http"
import { chartBars, sumOfDays, topOfScale } from "../day-chart"

function day(
  counts: Partial<AdminPromotionRedemptionDay> = {}
): AdminPromotionRedemptionDay {
  return {
    date: "2026-10-14",
    redeemed: 0,
    rejected: 0,
    pending: 0,
    attention: 0,
    ...counts,
  }
}

describe("topOfScale", () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [11, 20],
    [51, 100],
    [4318, 5000],
  ])("for at most %d a day it is %d", (redeemed, top) => {
    expect(topOfScale([day(), day({ redeemed })])).toBe(top)
  })
})

describe("chartBars", () => {
  it("stacks a day's states on each other and leaves out what is zero", () => {
    const bars = chartBars([day(), day({ redeemed: 6, attention: 2 })], {
      series: ["redeemed", "rejected", "attention"],
      top: 10,
      height: 100,
    })

    expect(bars).toEqual([
      expect.objectContaining({ status: "redeemed", x: 1, y: 40, height: 60 }),
      expect.objectContaining({ status: "attention", x: 1, y: 20, height: 20 }),
    ])
  })
})

describe("sumOfDays", () => {
  it("adds the days up", () => {
    expect(
      sumOfDays([day({ redeemed: 2, pending: 1 }), day({ redeemed: 3 })])
    ).toEqual({ redeemed: 5, rejected: 0, pending: 1, attention: 0 })
  })
})
