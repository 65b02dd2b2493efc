import {
  canBeResolved,
  canBeTried,
  initialResolution,
  resolutionsOf,
  type ResolvableRedemption,
  type SelectableRedemption,
} from "../resolutions"

function row(
  overrides: Partial<ResolvableRedemption> = {}
): ResolvableRedemption {
  return {
    status: "attention",
    reason: "retries_exhausted",
    assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    redeemed_at: null,
    ...overrides,
  }
}

describe("resolutionsOf", () => {
  it("lets an operator say that Engage has not redeemed it", () => {
    expect(resolutionsOf(row())).toEqual([
      "redeemed",
      "written_off",
      "not_redeemed",
    ])
  })

  it("leaves nothing else for an order that is not paid yet", () => {
    const unpaid = row({ status: "pending", reason: "payment_pending" })

    expect(resolutionsOf(unpaid)).toEqual(["not_redeemed"])
  })

  it("leaves what is used as it is, where its order was cancelled or returned", () => {
    const used = row({ status: "redeemed", reason: null })

    expect(resolutionsOf(used)).toEqual(["not_given_back"])
  })

  it.each<[string, Partial<ResolvableRedemption>]>([
    ["Engage has redeemed it", { redeemed_at: "2026-10-14T12:00:00Z" }],
    ["Engage says so", { reason: "promotion_already_redeemed" }],
  ])("does not call it not used where %s", (_where, overrides) => {
    expect(resolutionsOf(row(overrides))).toEqual(["redeemed", "written_off"])
  })

  it("calls nothing used where there was no assignment", () => {
    expect(resolutionsOf(row({ assignment_id: null }))).toEqual(["written_off"])
  })
})

describe("what can be done with a row of the list", () => {
  const listed = (
    overrides: Partial<SelectableRedemption>
  ): SelectableRedemption => ({
    ...row(),
    order_id: "order_1",
    reassign_status: null,
    order_outcome: null,
    order: null,
    ...overrides,
  })

  it.each<[Partial<SelectableRedemption>, boolean, boolean]>([
    [{}, true, true],
    [{ assignment_id: null }, false, true],
    [{ status: "pending", reason: "engage_unavailable" }, true, false],
    [{ status: "pending", reason: "payment_pending" }, true, true],
    [{ status: "redeemed", reason: null }, false, false],
    [
      { status: "redeemed", reason: null, order_outcome: "canceled" },
      false,
      true,
    ],
    [{ status: "linked", reason: null }, false, false],
  ])("%j: tried %s, settled %s", (overrides, tried, settled) => {
    expect(canBeTried(listed(overrides))).toBe(tried)
    expect(canBeResolved(listed(overrides))).toBe(settled)
  })

  it("begins with the choice that changes least", () => {
    expect(initialResolution(["redeemed", "written_off"])).toBe("written_off")
    expect(initialResolution(["not_redeemed"])).toBe("not_redeemed")
  })
})
