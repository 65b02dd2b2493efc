import {
  createHook,
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { takePart } from "../../hooks/take-part"
import { takeHandler } from "../../hooks/take-handler"
import { leaveOutDeletedPromotions } from "../completing-cart"
import type { HookHandler } from "../hook-handler"

/** Read as Medusa reads a cart with two promotions, one of them deleted since. */
const queryCart = createStep("cart-query", async () => {
  const cart = { id: "cart", promotions: [null, { id: "promo" }] }
  return new StepResponse({ data: cart })
})

/** As complete-cart: reads the cart, runs the hook, and uses the cart. */
const createSubject = (name: string) =>
  createWorkflow(name, () => {
    const { data: cart } = queryCart()
    const validate = createHook("validate", { cart })
    return new WorkflowResponse(
      transform({ cart }, ({ cart }) => cart.promotions),
      { hooks: [validate] }
    )
  })

const handlerFor = (workflowId: string): HookHandler => ({
  workflowId,
  hook: "validate",
  place: "behind",
  reads: ["cart-query"],
  inputOf: () => undefined,
  invoke: async (_, run) => {
    leaveOutDeletedPromotions(run)
    return undefined
  },
})

describe("a deleted promotion on a cart that is completed", () => {
  it("is left out for the steps after the hook", async () => {
    const workflow = createSubject("deleted-promotions")
    takePart(handlerFor("deleted-promotions"))

    const { result } = await workflow().run({})

    expect(result).toEqual([{ id: "promo" }])
  })

  it("is left out where a shop wires the hook itself", async () => {
    const workflow = createSubject("deleted-promotions-by-hand")
    workflow.hooks.validate(
      ...takeHandler(handlerFor("deleted-promotions-by-hand"))
    )

    const { result } = await workflow().run({})

    expect(result).toEqual([{ id: "promo" }])
  })
})
