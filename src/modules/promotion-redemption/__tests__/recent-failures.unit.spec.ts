import type { ContactResult, EngageUnavailable } from "../engage/types"
import { RecentAnswers } from "../recent-answers"

const AWAY: EngageUnavailable = {
  kind: "unavailable",
  httpStatus: 503,
  retryAfterMs: null,
}
const NOT_IN_TIME = { ...AWAY, httpStatus: null }
const FOUND: ContactResult = { kind: "found", contactId: "anna" }

/** Keeps failures only. */
function createAnswers(failureSeconds: number) {
  const rules = { seconds: 0, failureSeconds, isKept: () => false }
  const answers = new RecentAnswers<ContactResult>(rules)
  return {
    answer: (key: string, waitMs: number, ask: () => Promise<ContactResult>) =>
      answers.read(key, ask, { waitMs }),
    ask: (key: string, ask: () => Promise<ContactResult>) =>
      answers.ask(key, ask),
    forget: (key: string) => answers.forget(key),
  }
}

describe("a wait for a recent answer", () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  /** A call whose answer comes when the test says so. */
  const openCall = () => {
    let answer: (answer: ContactResult) => void = () => {}
    const call = new Promise<ContactResult>((resolve) => (answer = resolve))
    return {
      ask: jest.fn(() => call),
      answer: (one: ContactResult) => answer(one),
    }
  }

  it("waits so long and no longer, and the call goes on", async () => {
    const waits = createAnswers(5)
    const { ask, answer } = openCall()

    const waited = waits.answer("anna", 3_000, ask)
    await jest.advanceTimersByTimeAsync(2_999)
    const early = await Promise.race([waited, "still waiting"])
    await jest.advanceTimersByTimeAsync(1)

    expect(early).toBe("still waiting")
    expect(await waited).toEqual(NOT_IN_TIME)
    answer(FOUND)
    await jest.advanceTimersByTimeAsync(0)
    // What came late is known: the next one is not told of a failure.
    expect(await waits.answer("anna", 3_000, async () => FOUND)).toEqual(FOUND)
  })

  it.each([
    ["has no answer in time", openCall().ask, NOT_IN_TIME],
    ["fails", async () => AWAY, AWAY],
    [
      "is set up wrongly",
      async () => ({ kind: "misconfigured", httpStatus: 401 }) as const,
      { kind: "misconfigured", httpStatus: 401 },
    ],
  ])(
    "does not repeat a call that %s, for its seconds",
    async (_, ask, failure) => {
      const waits = createAnswers(5)
      const again = jest.fn(async () => FOUND)
      const first = waits.answer("anna", 100, ask)
      await jest.advanceTimersByTimeAsync(100)
      await first

      await jest.advanceTimersByTimeAsync(4_899)
      expect(await waits.answer("anna", 100, again)).toEqual(failure)
      expect(await waits.answer("bert", 100, async () => FOUND)).toEqual(FOUND)
      expect(again).not.toHaveBeenCalled()

      await jest.advanceTimersByTimeAsync(101)
      // A call that is still out does not answer any more.
      waits.forget("anna")
      expect(await waits.answer("anna", 100, again)).toEqual(FOUND)
    }
  )

  it("remembers no failure for 0 seconds", async () => {
    const waits = createAnswers(0)
    await waits.answer("anna", 100, async () => AWAY)

    expect(await waits.answer("anna", 100, async () => FOUND)).toEqual(FOUND)
  })

  it("forgets a failure once somebody has an answer", async () => {
    const waits = createAnswers(5)
    await waits.answer("anna", 100, async () => AWAY)
    await waits.ask("anna", async () => FOUND)

    expect(await waits.answer("anna", 100, async () => FOUND)).toEqual(FOUND)
  })

  it("passes on what is thrown, and keeps a bounded number", async () => {
    const waits = createAnswers(5)
    const broken = async () => {
      throw new Error("The database is gone")
    }
    await expect(waits.answer("anna", 100, broken)).rejects.toThrow("database")
    for (let customer = 0; customer <= 1_000; customer++) {
      await waits.answer(`${customer}`, 100, async () => AWAY)
    }

    expect(await waits.answer("0", 100, async () => FOUND)).toEqual(FOUND)
    expect(await waits.answer("1", 100, async () => FOUND)).toEqual(AWAY)
  })
})
