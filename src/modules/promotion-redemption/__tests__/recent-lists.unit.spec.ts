import type { EngagePromotion, PromotionsResult } from "../engage/types"
import { RecentLists } from "../recent-lists"

const listOf = (count = 1): PromotionsResult => ({
  kind: "ok",
  promotions: Array<EngagePromotion>(count).fill({} as never),
})

/** An Engage whose answers come when the test says so. */
function createEngage() {
  const waiting: ((answer: PromotionsResult) => void)[] = []
  return {
    ask: jest.fn(
      () =>
        new Promise<PromotionsResult>((resolve) => {
          waiting.push(resolve)
        })
    ),
    /** Answers the oldest call that is out, or another. */
    answer: (answer: PromotionsResult, which = 0) =>
      waiting.splice(which, 1)[0]?.(answer),
  }
}

describe("RecentLists", () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  const asked = async (lists: RecentLists, contactId: string) => {
    const ask = jest.fn(async () => listOf())
    await lists.read(contactId, ask)
    return ask.mock.calls.length === 1
  }

  it("remembers a list for its seconds", async () => {
    const lists = new RecentLists(30)
    const list = listOf()
    await lists.ask("anna", async () => list)

    jest.advanceTimersByTime(29_999)
    expect(await lists.read("anna", jest.fn())).toEqual(list)
    expect(await asked(lists, "bert")).toBe(true)
    jest.advanceTimersByTime(1)
    expect(await asked(lists, "anna")).toBe(true)
  })

  it("is asked anew for staff, who share a call that is out", async () => {
    const lists = new RecentLists(30)
    await lists.ask("anna", async () => listOf(1))
    const engage = createEngage()

    const [one, other] = [1, 2].map(() =>
      lists.read("anna", engage.ask, null, { anew: true })
    )
    engage.answer(listOf(2))

    expect(await one).toEqual(listOf(2))
    expect(await other).toEqual(listOf(2))
    expect(engage.ask).toHaveBeenCalledTimes(1)
    expect(await lists.read("anna", engage.ask)).toEqual(listOf(2))
  })

  it("forgets a list", async () => {
    const lists = new RecentLists(30)
    await lists.ask("anna", async () => listOf())
    lists.forget("anna")
    lists.forget(null)

    expect(await asked(lists, "anna")).toBe(true)
  })

  it("forgets a list when Engage cannot be asked any more", async () => {
    const lists = new RecentLists(30)
    await lists.ask("anna", async () => listOf())
    await lists.ask("anna", async () => ({ kind: "contact_not_found" }))

    expect(await asked(lists, "anna")).toBe(true)
  })

  it("remembers nothing for 0 seconds, and no list that is too long", async () => {
    const off = new RecentLists(0)
    await off.ask("anna", async () => listOf())
    const lists = new RecentLists(30)
    await lists.ask("anna", async () => listOf())
    await lists.ask("anna", async () => listOf(201))

    expect(await asked(off, "anna")).toBe(true)
    expect(await asked(lists, "anna")).toBe(true)
  })

  it("keeps a bounded number, the newest", async () => {
    const lists = new RecentLists(30)
    for (let contact = 0; contact <= 1_000; contact++) {
      await lists.ask(`${contact}`, async () => listOf())
    }

    expect(await asked(lists, "1")).toBe(false)
    expect(await asked(lists, "0")).toBe(true)
  })

  describe("while a call is out", () => {
    it.each([0, 30])("one serves all who read (%i s)", async (seconds) => {
      const lists = new RecentLists(seconds)
      const engage = createEngage()
      const list = listOf()

      const read = [1, 2, 3].map(() => lists.read("anna", engage.ask))
      engage.answer(list)

      expect(await Promise.all(read)).toEqual([list, list, list])
      expect(engage.ask).toHaveBeenCalledTimes(1)
    })

    it("who asks anew gets an answer of their own, and the later one stays", async () => {
      const lists = new RecentLists(30)
      const engage = createEngage()
      const [earlier, later] = [listOf(1), listOf(2)]

      const read = lists.read("anna", engage.ask)
      const anew = lists.ask("anna", engage.ask)
      expect(engage.ask).toHaveBeenCalledTimes(2)
      engage.answer(later, 1)
      expect(await anew).toEqual(later)
      engage.answer(earlier)
      expect(await read).toEqual(earlier)

      expect(await lists.read("anna", engage.ask)).toEqual(later)
    })

    it("what it answers is old once something has changed", async () => {
      const lists = new RecentLists(30)
      const engage = createEngage()

      const read = lists.read("anna", engage.ask)
      lists.forget("anna")
      const after = lists.read("anna", engage.ask)
      engage.answer(listOf(1))
      await read
      engage.answer(listOf(2))

      expect(await after).toEqual(listOf(2))
      expect(await lists.read("anna", engage.ask)).toEqual(listOf(2))
    })
  })
})
