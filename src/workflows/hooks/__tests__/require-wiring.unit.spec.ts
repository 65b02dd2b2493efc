import {
  claimOnCartCompletion,
  guardCartPromotions,
  redeemOnOrderCreated,
  syncBeforePaymentRefresh,
} from "../manual"
import { requireWiring } from "../require-wiring"

/** The lines of code that the start is stopped with; none: it goes on. */
function complaint(hooks: "auto" | "manual"): string[] {
  try {
    requireWiring(hooks)
    return []
  } catch (error) {
    expect(error).toMatchObject({
      type: "invalid_data",
      message: expect.stringMatching(
        new RegExp(
          `hooks is "${hooks}"[^]*src/workflows/hooks[^]*medusa-plugin-voyado-engage/hooks`
        )
      ),
    })
    return (error as Error).message
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .map((line) => line.trim())
  }
}

// One after another: what a shop has taken stays taken.
describe("a start", () => {
  it("with hooks: auto goes on when the shop wires nothing", () => {
    expect(complaint("auto")).toEqual([])
  })

  it("with hooks: manual names what a shop that wires nothing lacks", () => {
    expect(complaint("manual")).toEqual([
      "completeCartWorkflow.hooks.validate(...claimOnCartCompletion())",
      "onOrderCreated(...redeemOnOrderCreated())",
      "updateCartPromotionsWorkflow.hooks.validate(...guardCartPromotions())",
      "refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(...syncBeforePaymentRefresh())",
    ])
  })

  it("with hooks: manual names the one that was forgotten", () => {
    claimOnCartCompletion()
    guardCartPromotions()
    syncBeforePaymentRefresh()

    expect(complaint("manual")).toEqual([
      "onOrderCreated(...redeemOnOrderCreated())",
    ])
  })

  it("with hooks: auto names what the shop wires beside it", () => {
    expect(complaint("auto")).toEqual([
      "completeCartWorkflow.hooks.validate(...claimOnCartCompletion())",
      "updateCartPromotionsWorkflow.hooks.validate(...guardCartPromotions())",
      "refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(...syncBeforePaymentRefresh())",
    ])
  })

  it("with hooks: manual goes on when all are wired", () => {
    redeemOnOrderCreated()

    expect(complaint("manual")).toEqual([])
  })
})
