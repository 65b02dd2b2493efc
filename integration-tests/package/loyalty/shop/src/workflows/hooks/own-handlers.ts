import { appendFileSync } from "node:fs"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  completeCartWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

/** Handlers as a shop has them, which write down what they do if they are asked. */
completeCartWorkflow.hooks.validate(
  async ({ input }) => {
    write({ hook: "complete", did: "run", cart: input.id })
    return new StepResponse(undefined, input.id)
  },
  async (kept) => write({ hook: "complete", did: "undo", cart: kept ?? null })
)

updateCartPromotionsWorkflow.hooks.validate(
  async ({ input }) => {
    const cart: string = input.cart_id ?? input.cart?.id
    write({ hook: "promotions", did: "run", cart })
    return new StepResponse(undefined, cart)
  },
  async (kept) => write({ hook: "promotions", did: "undo", cart: kept ?? null })
)

function write(entry: object): void {
  const file = process.env.OWN_HANDLERS_FILE
  if (file) {
    appendFileSync(file, `${JSON.stringify(entry)}\n`)
  }
}
