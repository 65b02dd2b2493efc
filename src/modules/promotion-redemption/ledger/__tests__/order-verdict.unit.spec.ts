import { verdictOf, type VerdictRow, type VerdictRules } from "../order-verdict"

const RULES: VerdictRules = {
  deferred_within_ms: 10_000,
  aborted_within_ms: null,
}

function createRow(overrides: Partial<VerdictRow>): VerdictRow {
  return {
    promotion_id: "promo",
    status: "redeemed",
    reason: null,
    order_id: "order",
    run_id: null,
    held: false,
    age_ms: 1_000,
    ...overrides,
  }
}

const UNDER_WAY = { run_id: "run", held: true }

const REFUSED: Partial<VerdictRow> = {
  status: "rejected",
  reason: "promotion_expired",
  order_id: null,
}

describe("the verdict on a cart's order", () => {
  it.each<[string, Partial<VerdictRow>, string]>([
    ["claimed by a living run", { status: "claimed", ...UNDER_WAY }, "open"],
    ["sent a second ago", { status: "redeeming", ...UNDER_WAY }, "open"],
    [
      "sent longer ago than a living run waits",
      { status: "redeeming", ...UNDER_WAY, age_ms: 10_001 },
      "stands",
    ],
    [
      "sent by a run that is gone",
      { status: "redeeming", run_id: "dead" },
      "stands",
    ],
    ["redeemed", {}, "stands"],
    [
      "without a verdict, and its order stands",
      { status: "pending", reason: "outcome_unknown", run_id: "run" },
      "stands",
    ],
    ["kept although it was refused", { status: "attention" }, "stands"],
    [
      "written off by an operator",
      { status: "rejected", reason: "written_off" },
      "stands",
    ],
    [
      "claimed by a run that is gone",
      { status: "claimed", run_id: "dead", order_id: null },
      "unknown",
    ],
    ["linked again", { status: "linked", order_id: null }, "unknown"],
    ["redeemed, and its order was undone", { order_id: null }, "unknown"],
  ])("of a redemption that is %s", (_, row, kind) => {
    expect(verdictOf([createRow(row)], RULES)).toEqual({ kind })
  })

  it("stands for a cart that no redemption discounts", () => {
    expect(verdictOf([], RULES)).toEqual({ kind: "stands" })
  })

  it.each([
    ["while its order is being undone", "run", false],
    ["once its order is undone", null, true],
  ])("is Engage's refusal %s", (_, run_id, undone) => {
    expect(verdictOf([createRow({ ...REFUSED, run_id })], RULES)).toEqual({
      kind: "refused",
      code: "promotion_expired",
      undone,
    })
  })

  it("is a refusal where others of the cart are redeemed or linked again", () => {
    expect(
      verdictOf(
        [
          createRow({ promotion_id: "first", order_id: null }),
          createRow(REFUSED),
          createRow({ promotion_id: "last", status: "linked", order_id: null }),
        ],
        RULES
      )
    ).toMatchObject({ kind: "refused", undone: true })
  })

  it("takes no notice of an assignment that was refused before another one", () => {
    expect(verdictOf([createRow(REFUSED), createRow({})], RULES)).toEqual({
      kind: "stands",
    })
  })

  it.each<[string, Partial<VerdictRow>]>([
    [
      "whose completion never undid the order",
      { run_id: "dead", age_ms: 120_001 },
    ],
    ["whose run died a moment ago", { run_id: "dead" }],
  ])("takes no notice of one before it %s", (_, row) => {
    expect(
      verdictOf([createRow({ ...REFUSED, ...row }), createRow({})], RULES)
    ).toEqual({ kind: "stands" })
  })

  it("is for Medusa to know when its completion has not undone the order for two minutes", () => {
    const row = createRow({ ...REFUSED, run_id: "dead", age_ms: 120_001 })

    expect(verdictOf([row], RULES)).toMatchObject({ undone: true })
  })

  it("waits for the last redemption of a cart", () => {
    expect(
      verdictOf(
        [createRow({}), createRow({ status: "redeeming", ...UNDER_WAY })],
        RULES
      )
    ).toEqual({ kind: "open" })
  })

  describe("in a shop that wants no order without a verdict", () => {
    const rules = { ...RULES, aborted_within_ms: 4_000 }

    it.each<[string, Partial<VerdictRow>, string]>([
      ["is open while the order is about to be undone", {}, "open"],
      ["stands when it was not undone", { age_ms: 4_001 }, "stands"],
      [
        "stands while its payment is to come",
        { reason: "payment_pending" },
        "stands",
      ],
    ])("%s", (_, row, kind) => {
      const pending = createRow({
        status: "pending",
        reason: "engage_unavailable",
        run_id: "run",
        ...row,
      })

      expect(verdictOf([pending], rules)).toEqual({ kind })
    })
  })
})
