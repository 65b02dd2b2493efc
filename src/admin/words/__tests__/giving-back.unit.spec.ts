import {
  canBeGivenBack,
  isGiveBackUndecided,
  type ReturnableRedemption,
} from "../giving-back"

function used(
  overrides: Partial<ReturnableRedemption> = {}
): ReturnableRedemption {
  return {
    status: "redeemed",
    order_id: "order_1",
    reassign_status: null,
    order_outcome: "canceled",
    order: { status: "canceled" },
    ...overrides,
  }
}

describe("giving back", () => {
  it.each<[string, Partial<ReturnableRedemption>]>([
    ["is cancelled", {}],
    ["is cancelled, and the ledger has not heard", { order_outcome: null }],
    [
      "is wholly returned",
      { order: { status: "completed" }, order_outcome: "returned" },
    ],
    ["was refused by Engage", { reassign_status: "refused" }],
    ["is hidden from the user", { order: undefined }],
  ])("is for somebody to decide when the order %s", (_what, overrides) => {
    expect(isGiveBackUndecided(used(overrides))).toBe(true)
    expect(canBeGivenBack(used(overrides))).toBe(true)
  })

  it.each<[string, Partial<ReturnableRedemption>]>([
    [
      "of an order of which a part was returned",
      { order: { status: "completed" }, order_outcome: "partly_returned" },
    ],
    ["that somebody decided against", { reassign_status: "declined" }],
  ])("is possible, and nobody is asked, %s", (_what, overrides) => {
    expect(isGiveBackUndecided(used(overrides))).toBe(false)
    expect(canBeGivenBack(used(overrides))).toBe(true)
  })

  it.each<[string, Partial<ReturnableRedemption>]>([
    ["stands", { order: { status: "pending" }, order_outcome: null }],
    ["gave it back already", { reassign_status: "reassigned" }],
    ["is being given back for", { reassign_status: "sending" }],
    ["was not used for it", { status: "pending" }],
    ["is not there", { order_id: null }],
  ])("is not possible when the order %s", (_what, overrides) => {
    expect(canBeGivenBack(used(overrides))).toBe(false)
  })
})
