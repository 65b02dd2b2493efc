import { z } from "@medusajs/framework/zod"

const cartSchema = z.object({
  payment_collection: z
    .object({
      payment_sessions: z.array(z.object({ id: z.string() })).nullish(),
    })
    .nullish(),
})

/** The payment sessions of a cart, by id. */
export function paymentSessionIdsOf(cart: unknown): string[] {
  const { payment_collection } = cartSchema.parse(cart)
  return (payment_collection?.payment_sessions ?? []).map(({ id }) => id)
}
