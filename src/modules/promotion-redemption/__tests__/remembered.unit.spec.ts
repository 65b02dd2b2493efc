import { Remembered } from "../remembered"

describe("Remembered", () => {
  it("drops the value that was set longest ago", () => {
    const remembered = new Remembered<number>(2)
    remembered.set("a", 1)
    remembered.set("b", 2)
    remembered.set("a", 3)
    remembered.set("c", 4)

    expect(remembered.get("b")).toBeUndefined()
    expect(remembered.list()).toEqual([3, 4])
  })

  it("forgets a value after its time, and at once when told to", () => {
    jest.useFakeTimers()
    const remembered = new Remembered<number>(2)
    remembered.set("a", 1, 5)
    remembered.set("b", 2)

    jest.advanceTimersByTime(4_999)
    expect(remembered.get("a")).toBe(1)
    jest.advanceTimersByTime(1)
    expect(remembered.get("a")).toBeUndefined()
    expect(remembered.get("b")).toBe(2)
    remembered.delete("b")
    expect(remembered.get("b")).toBeUndefined()
    jest.useRealTimers()
  })
})
