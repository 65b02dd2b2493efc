import type { RedeemOutcome } from "../../engage/types"
import { nextState } from "../verdict"

const next = (
  outcome: RedeemOutcome,
  given: Partial<Parameters<typeof nextState>[1]> = {}
) =>
  nextState(outcome, {
    attempts: 1,
    on_refused: "reject",
    not_before_ms: 0,
    ...given,
  })

describe("where an answer leads", () => {
  it.each([true, false])("redeemed, inferred %s: settled", (inferred) => {
    expect(
      next({ outcome: "redeemed", inferred, httpStatus: 200, code: null })
    ).toEqual({ event: "answer_redeemed", inferred })
  })

  it.each([
    ["reject", "answer_refused"],
    ["attention", "answer_refused_late"],
  ] as const)("refused, to %s: %s with Engage's code", (on_refused, event) => {
    expect(
      next(
        { outcome: "refused", code: "promotion_not_found", httpStatus: 404 },
        { on_refused }
      )
    ).toEqual({ event, reason: "promotion_not_found" })
  })

  it.each([
    [{ outcome: "misconfigured", httpStatus: 401 }, "engage_misconfigured"],
    [{ outcome: "unknown", httpStatus: null }, "outcome_unknown"],
    [
      { outcome: "unavailable", httpStatus: 504, retryAfterMs: null },
      "engage_unavailable",
    ],
  ] as const)("%j: pending, to be tried again", (outcome, reason) => {
    for (const [attempts, seconds] of [
      [1, 10],
      [4, 300],
      [9, 3_600],
    ] as const) {
      expect(next(outcome, { attempts, on_refused: "attention" })).toEqual({
        event: "answer_without_verdict",
        reason,
        next_attempt_in_ms: seconds * 1000,
      })
    }
  })

  it("waits as long as Engage asks, and never less than the pause", () => {
    const unavailable = (retryAfterMs: number) =>
      next({ outcome: "unavailable", httpStatus: 429, retryAfterMs })

    expect(unavailable(45_000)).toMatchObject({ next_attempt_in_ms: 45_000 })
    expect(unavailable(1_000)).toMatchObject({ next_attempt_in_ms: 10_000 })
  })

  it("tries no sooner than the completion can be over", () => {
    expect(
      next({ outcome: "unknown", httpStatus: null }, { not_before_ms: 25_000 })
    ).toMatchObject({ next_attempt_in_ms: 25_000 })
  })
})
