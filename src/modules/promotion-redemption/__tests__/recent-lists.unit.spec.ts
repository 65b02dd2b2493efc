import type { EngagePromotion } from "../engage/types"
import { RecentLists } from "../recent-lists"

const offers = (count = 1) => Array<EngagePromotion>(count).fill({} as never)

describe("RecentLists", () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it("remembers a list for its seconds", () => {
    const lists = new RecentLists(30)
    const promotions = offers()
    lists.set("anna", promotions)

    jest.advanceTimersByTime(29_999)
    expect(lists.get("anna")).toBe(promotions)
    expect(lists.get("bert")).toBeUndefined()
    jest.advanceTimersByTime(1)
    expect(lists.get("anna")).toBeUndefined()
  })

  it("forgets a list", () => {
    const lists = new RecentLists(30)
    lists.set("anna", offers())
    lists.forget("anna")
    lists.forget(null)

    expect(lists.get("anna")).toBeUndefined()
  })

  it("remembers nothing for 0 seconds, and no list that is too long", () => {
    const off = new RecentLists(0)
    off.set("anna", offers())
    const lists = new RecentLists(30)
    lists.set("anna", offers())
    lists.set("anna", offers(201))

    expect(off.get("anna")).toBeUndefined()
    expect(lists.get("anna")).toBeUndefined()
  })

  it("keeps a bounded number, the newest", () => {
    const lists = new RecentLists(30)
    for (let contact = 0; contact <= 1_000; contact++) {
      lists.set(`${contact}`, offers())
    }

    expect(lists.get("0")).toBeUndefined()
    expect(lists.get("1")).toBeDefined()
  })
})
