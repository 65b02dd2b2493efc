import { together } from "../pace"

describe("calls made together", () => {
  const asked: number[][] = []
  const double = together(async (numbers: number[]) => {
    asked.push(numbers)
    if (numbers.includes(13)) {
      throw new Error("unlucky")
    }
    return numbers.map((number) => 2 * number)
  })

  beforeEach(() => {
    asked.length = 0
  })

  it("ask once for what is asked at the same moment, and give each caller its result", async () => {
    expect(await Promise.all([double(1), double(2)])).toEqual([2, 4])
    expect(await double(3)).toBe(6)
    expect(asked).toEqual([[1, 2], [3]])
  })

  it("fail together, and leave the next moment alone", async () => {
    const results = await Promise.allSettled([double(1), double(13)])
    expect(results.map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ])
    expect(await double(4)).toBe(8)
  })
})
