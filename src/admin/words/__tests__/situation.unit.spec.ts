import {
  reasonToTell,
  situationOf,
  wordOf,
  type Situation,
  type TellableRedemption,
} from "../situation"

function row(overrides: Partial<TellableRedemption>): TellableRedemption {
  return {
    status: "redeemed",
    reason: null,
    order_id: "order_1",
    inferred: false,
    resolution: null,
    order_outcome: null,
    reassign_status: null,
    order: { status: "pending" },
    ...overrides,
  }
}

describe("situationOf", () => {
  it.each<[Situation, Partial<TellableRedemption>]>([
    ["on_cart", { status: "linked", order_id: null }],
    ["ordering", { status: "claimed" }],
    ["sending", { status: "redeeming" }],
    ["waiting_for_payment", { status: "pending", reason: "payment_pending" }],
    ["waiting_for_engage", { status: "pending", reason: "engage_unavailable" }],
    [
      "waiting_for_setup",
      { status: "pending", reason: "engage_misconfigured" },
    ],
    ["waiting_for_answer", { status: "pending", reason: "outcome_unknown" }],
    [
      "waiting_without_order",
      { status: "pending", reason: "outcome_unknown", order_id: null },
    ],
    ["used", {}],
    ["used_canceled", { order: { status: "canceled" } }],
    ["given_back", { reassign_status: "reassigned" }],
    ["used_inferred", { inferred: true }],
    ["used_without_order", { order_id: null }],
    [
      "refused",
      { status: "rejected", reason: "promotion_not_found", order_id: null },
    ],
    [
      "refused_without_assignment",
      {
        status: "rejected",
        reason: "promotion_requires_assignment",
        order_id: null,
      },
    ],
    [
      "payment_returned",
      { status: "rejected", reason: "payment_returned", order_id: null },
    ],
    [
      "refused_limit",
      {
        status: "rejected",
        reason: "promotion_limit_reached",
        order_id: null,
      },
    ],
    ["closed", { status: "rejected", reason: "written_off" }],
    [
      "decide_without_assignment",
      { status: "attention", reason: "promotion_requires_assignment" },
    ],
    ["decide_refused", { status: "attention", reason: "promotion_not_found" }],
    ["decide_no_verdict", { status: "attention", reason: "retries_exhausted" }],
    [
      "decide_without_order",
      { status: "attention", reason: "redeemed_without_order", order_id: null },
    ],
    ["decide_lost_order", { status: "attention", reason: "order_gone" }],
    ["decide_lost_order", { status: "attention", reason: "order_canceled" }],
    ["decide_unpaid", { status: "attention", reason: "payment_overdue" }],
    [
      "decide_paid_after_release",
      { status: "attention", reason: "paid_after_release" },
    ],
    [
      "decide_payment",
      { status: "attention", reason: "payment_not_returned", order_id: null },
    ],
    ["decide", { status: "attention", reason: "outcome_unknown" }],
    ["not_used", { status: "released", reason: "unlinked" }],
    ["not_used", { status: "released", reason: "promotion_automatic" }],
    ["not_used_order", { status: "released", reason: "order_canceled" }],
    ["not_used_order", { status: "released", reason: "order_gone" }],
    ["not_used_returned", { status: "released", reason: "order_returned" }],
    ["freed", { status: "released", reason: "not_redeemed" }],
  ])("%s", (situation, overrides) => {
    expect(situationOf(row(overrides))).toBe(situation)
  })

  it("says of a refusal without an order not that the customer got a discount", () => {
    expect(
      situationOf(
        row({
          status: "attention",
          reason: "promotion_already_redeemed",
          order_id: null,
        })
      )
    ).toBe("decide")
  })
})

describe("wordOf", () => {
  it("does not call refused what a person has settled", () => {
    expect(wordOf({ status: "rejected", reason: "written_off" })).toBe(
      "settled"
    )
    expect(wordOf({ status: "rejected", reason: "promotion_expired" })).toBe(
      "rejected"
    )
  })
})

describe("wordOf what became of it since", () => {
  it.each<[string, Partial<TellableRedemption>]>([
    ["settled", { resolution: "redeemed" }],
    ["settled", { resolution: "not_redeemed", status: "released" }],
    ["given_back", { reassign_status: "reassigned" }],
    ["give_back_undecided", { order: { status: "canceled" } }],
    ["redeemed", {}],
  ])("is %s", (word, overrides) => {
    expect(wordOf(row(overrides))).toBe(word)
  })
})

describe("reasonToTell", () => {
  it("says why Engage refused", () => {
    const refusal = row({ status: "rejected", reason: "promotion_expired" })

    expect(reasonToTell(refusal)).toBe("promotion_expired")
  })

  it("does not say twice what the situation says", () => {
    const waiting = row({ status: "pending", reason: "payment_pending" })

    expect(reasonToTell(waiting)).toBeNull()
  })
})
