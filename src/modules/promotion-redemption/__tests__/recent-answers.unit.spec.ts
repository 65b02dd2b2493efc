import type { EngagePromotion, PromotionsResult } from "../engage/types"
import { RecentAnswers } from "../recent-answers"

const listOf = (count = 1): PromotionsResult => ({
  kind: "ok",
  promotions: Array<EngagePromotion>(count).fill({} as never),
})

const listsFor = (seconds: number) =>
  new RecentAnswers<PromotionsResult>({
    seconds,
    failureSeconds: seconds,
    isKept: (list) => list.kind === "ok" && list.promotions.length <= 200,
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

describe("RecentAnswers", () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  const asked = async (
    lists: ReturnType<typeof listsFor>,
    contactId: string
  ) => {
    const ask = jest.fn(async () => listOf())
    await lists.read(contactId, ask)
    return ask.mock.calls.length === 1
  }

  it("remembers a list for its seconds", async () => {
    const lists = listsFor(30)
    const list = listOf()
    await lists.ask("anna", async () => list)

    jest.advanceTimersByTime(29_999)
    expect(await lists.read("anna", jest.fn())).toEqual(list)
    expect(await asked(lists, "bert")).toBe(true)
    jest.advanceTimersByTime(1)
    expect(await asked(lists, "anna")).toBe(true)
  })

  it("is asked anew for staff, who share a call that is out", async () => {
    const lists = listsFor(30)
    await lists.ask("anna", async () => listOf(1))
    const engage = createEngage()

    const [one, other] = [1, 2].map(() =>
      lists.read("anna", engage.ask, { anew: true })
    )
    engage.answer(listOf(2))

    expect(await one).toEqual(listOf(2))
    expect(await other).toEqual(listOf(2))
    expect(engage.ask).toHaveBeenCalledTimes(1)
    expect(await lists.read("anna", engage.ask)).toEqual(listOf(2))
  })

  it("forgets a list", async () => {
    const lists = listsFor(30)
    await lists.ask("anna", async () => listOf())
    lists.forget("anna")

    expect(await asked(lists, "anna")).toBe(true)
  })

  it("forgets a list when Engage cannot be asked any more", async () => {
    const lists = listsFor(30)
    await lists.ask("anna", async () => listOf())
    await lists.ask("anna", async () => ({ kind: "contact_not_found" }))

    expect(await asked(lists, "anna")).toBe(true)
  })

  it("remembers nothing for 0 seconds, and no answer that is not worth keeping", async () => {
    const off = listsFor(0)
    await off.ask("anna", async () => listOf())
    const lists = listsFor(30)
    await lists.ask("anna", async () => listOf())
    await lists.ask("anna", async () => listOf(201))

    expect(await asked(off, "anna")).toBe(true)
    expect(await asked(lists, "anna")).toBe(true)
  })

  it("keeps a bounded number, the newest", async () => {
    const lists = listsFor(30)
    for (let contact = 0; contact <= 1_000; contact++) {
      await lists.ask(`${contact}`, async () => listOf())
    }

    expect(await asked(lists, "1")).toBe(false)
    expect(await asked(lists, "0")).toBe(true)
  })

  describe("while a call is out", () => {
    it.each([0, 30])("one serves all who read (%i s)", async (seconds) => {
      const lists = listsFor(seconds)
      const engage = createEngage()
      const list = listOf()

      const read = [1, 2, 3].map(() => lists.read("anna", engage.ask))
      engage.answer(list)

      expect(await Promise.all(read)).toEqual([list, list, list])
      expect(engage.ask).toHaveBeenCalledTimes(1)
    })

    it("and fails, the next who reads has a new one made", async () => {
      const lists = listsFor(30)
      const fail = () => Promise.reject(new Error("Away"))

      const both = [lists.share("anna", fail), lists.share("anna", fail)]
      expect(
        (await Promise.allSettled(both)).map(({ status }) => status)
      ).toEqual(["rejected", "rejected"])
      expect(await asked(lists, "anna")).toBe(true)
    })

    it("who asks anew gets an answer of their own, and the later one stays", async () => {
      const lists = listsFor(30)
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
      const lists = listsFor(30)
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
