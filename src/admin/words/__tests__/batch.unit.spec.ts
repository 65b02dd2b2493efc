import { tallyOf } from "../batch"

const result = (
  overrides: Partial<Parameters<typeof tallyOf>[1][number]> = {}
) => ({
  outcome: "done" as const,
  status: "redeemed" as const,
  reason: null,
  ...overrides,
})

describe("what became of several redemptions", () => {
  it("counts each of them once", () => {
    expect(
      tallyOf("retry", [
        result({ outcome: "refused", status: null }),
        result(),
        result(),
        result({ status: "pending" }),
        result({ status: "attention", reason: "retries_exhausted" }),
        result({ status: "attention", reason: "promotion_expired" }),
        result({ status: "released" }),
        result({ outcome: "failed", status: null }),
      ])
    ).toEqual({
      parts: [
        ["used", 2],
        ["waiting", 2],
        ["refused", 1],
        ["free", 1],
        ["notDone", 2],
      ],
      refused: 1,
    })
  })

  it("calls settled what was settled, whatever it is now", () => {
    expect(
      tallyOf("resolve", [
        result({ status: "rejected", reason: "written_off" }),
        result({ status: "released", reason: "not_redeemed" }),
      ]).parts
    ).toEqual([["settled", 2]])
  })
})
