import { z } from "@medusajs/framework/zod"
import { updateCartWorkflowId } from "@medusajs/medusa/core-flows"

import { isNotedWithOffers, noteOffers } from "../medusa/cart-offers"
import { wrapStep } from "./wrap-step"

/** Medusa's step that writes a cart's fields, its metadata among them. */
const WRITE_STEP = "update-carts"

const cartsSchema = z.array(z.object({ id: z.string(), metadata: z.unknown() }))

/** The step's result: the carts as they are now, and as they were before. */
const writtenSchema = z.object({
  output: z.object({
    output: cartsSchema,
    compensateInput: z.object({ cartsBeforeUpdate: cartsSchema }),
  }),
})

/**
 * Keeps the note that a cart has offers when an update of the cart removes the note.
 * Medusa merges metadata, but null removes every key. Without the note, an offer
 * whose promotion is off the cart for now, such as free shipping without a delivery
 * method, would never come back. Costs a statement only for a cart that loses its
 * note.
 *
 * Call after everything is loaded. A second call does nothing; a Medusa without the
 * step stays unchanged.
 */
export function keepOffersNote(): void {
  const step = { workflowId: updateCartWorkflowId, step: WRITE_STEP }
  wrapStep("keep-offers-note", step, (theirs) => ({
    ...theirs,
    invoke: async (args) => {
      const written = await theirs.invoke(args)
      for (const id of cartsWithoutTheirNote(written)) {
        await noteOffers(args.container, { id }, true)
      }
      return written
    },
  }))
}

/** The ids of the carts that had the note before. */
function cartsWithoutTheirNote(written: unknown): string[] {
  const { data } = writtenSchema.safeParse(written)
  if (!data) {
    return []
  }
  const { output: now, compensateInput } = data.output
  return compensateInput.cartsBeforeUpdate
    .filter(
      (before) =>
        isNotedWithOffers(before) &&
        now.some((cart) => cart.id === before.id && !isNotedWithOffers(cart))
    )
    .map(({ id }) => id)
}
