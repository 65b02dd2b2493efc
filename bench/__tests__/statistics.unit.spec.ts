import { estimate, median, summarise } from "../setup/statistics"

describe("what many values come to", () => {
  it("is the middle one, or what lies between the two in the middle", () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 9])).toBe(3)
  })

  it("is told with the one that 95 of 100 stay below", () => {
    const values = Array.from({ length: 101 }, (_, value) => value).reverse()

    expect(summarise(values)).toEqual({ median: 50, p95: 95, count: 101 })
  })

  it("is nothing for no values", () => {
    expect(() => summarise([])).toThrow(RangeError)
    expect(() => estimate([])).toThrow(RangeError)
  })
})

describe("an estimate", () => {
  it("has no range when every round gave the same", () => {
    expect(estimate([2, 2, 2])).toEqual({ value: 2, low: 2, high: 2 })
  })

  it("has a range around it that repeats, and narrows with more rounds", () => {
    const few = [1, 2, 3, 4, 5]
    const many = Array.from({ length: 20 }, () => few).flat()

    const wide = estimate(few)
    const narrow = estimate(many)

    expect(wide.value).toBe(3)
    expect(wide.low).toBeLessThan(3)
    expect(wide.high).toBeGreaterThan(3)
    expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low)
    expect(estimate(few)).toEqual(wide)
  })

  it("has a wide range where the blocks differ, however many rounds they have", () => {
    const rounds = (value: number) => Array.from({ length: 50 }, () => value)

    const differing = estimate(rounds(1), rounds(2), rounds(3))
    const mixed = estimate([...rounds(1), ...rounds(2), ...rounds(3)])

    expect(differing).toMatchObject({ value: 2, low: 1, high: 3 })
    expect(mixed.high - mixed.low).toBeLessThan(2)
  })
})
