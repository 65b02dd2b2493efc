import { appendFileSync } from "node:fs"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  completeCartWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

/** Handlers as a shop has them, which write down what they do if they are asked. */
completeCartWorkflow.hooks.validate(
  async ({ input }) => {
    write("complete", "run", input.id)
    return new StepResponse(undefined, input.id)
  },
  async (kept) => write("complete", "undo", kept)
)

updateCartPromotionsWorkflow.hooks.validate(
  async ({ input }) => {
    const cart: string = input.cart_id ?? input.cart?.id
    write("promotions", "run", cart)
    return new StepResponse(undefined, cart)
  },
  async (kept) => write("promotions", "undo", kept)
)

/** @param cart - its id; when it is undone, what the handler had kept */
function write(hook: string, did: "run" | "undo", cart?: string): void {
  const file = process.env.OWN_HANDLERS_FILE
  if (file) {
    appendFileSync(file, `${hook} ${did} ${cart}\n`)
  }
}
