import type { SandboxAssignmentState } from "../../../packages/engage-sandbox/src"
import type { LedgerRow } from "../../ledger/rows"
import { checkPromises, type Evidence, type StandingOrder } from "../check"

const row = (changes: Partial<LedgerRow> = {}) =>
  ({
    assignment_id: "a",
    cart_id: "cart",
    promotion_id: "ten",
    order_id: "order",
    status: "redeemed",
    reason: null,
    rejected_at: null,
    next_attempt_at: null,
    attempts: [],
    ...changes,
  }) as unknown as LedgerRow

const order: StandingOrder = {
  ...{ id: "order", cart_id: "cart", finished: true, paid: true },
  discounts: [{ promotion_id: "ten", assignment_id: "a" }],
}

const state = (changes: Partial<SandboxAssignmentState> = {}) =>
  ({
    ...{ assignmentId: "a", redeemed: true, redeemedBy: "api" },
    ...{ redeemCount: 1, ...changes },
  }) as SandboxAssignmentState

const sent = [
  { operation: "redeem", outcome: "unknown", finished_at: new Date() },
] as LedgerRow["attempts"]

const later = new Date()

describe("the promises", () => {
  const check = (seen: Partial<Evidence>, at: "any moment" | "settled") =>
    checkPromises(
      { rows: [row()], orders: [order], engage: [state()], ...seen },
      at
    ).map(({ promise, what }) => `${promise}: ${what}`)

  it("hold for an order whose offer is redeemed for it", () => {
    expect(check({}, "settled")).toEqual([])
  })

  it.each<[string, Partial<Evidence>]>([
    [
      "1: a is held by two rows",
      { rows: [row(), row({ cart_id: "other", order_id: "other" })] },
    ],
    ["1: a is redeemed twice", { engage: [state({ redeemCount: 2 })] }],
    [
      "2: the discount of ten on order is not accounted for",
      { rows: [row({ status: "rejected" })], engage: [] },
    ],
    [
      "3: a row is stuck: nothing is due for it",
      { rows: [row({ status: "pending" })] },
    ],
    [
      "3: a row says redeemed, and Engage does not",
      { engage: [state({ redeemed: false, redeemedBy: null })] },
    ],
    [
      "3: a redemption of ours was taken for somebody else's",
      {
        rows: [
          row({
            ...{ status: "attention", reason: "promotion_already_redeemed" },
            attempts: sent,
          }),
        ],
      },
    ],
    [
      "3: Engage redeemed a for us and the ledger has forgotten it",
      { rows: [row({ status: "released" })], orders: [] },
    ],
  ])("are broken at any moment: %s", (broken, seen) => {
    expect(check(seen, "any moment")).toEqual([broken])
  })

  it("let a row wait, until all has settled", () => {
    const rows = [row({ status: "pending", next_attempt_at: later })]

    expect(check({ rows }, "any moment")).toEqual([])
    expect(check({ rows }, "settled")).toContain(
      "3: a row never comes to its end"
    )
  })
})
