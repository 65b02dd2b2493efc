import { z } from "@medusajs/framework/zod"

const cartSchema = z.object({
  promotions: z
    .array(z.object({ id: z.string(), code: z.string().nullish() }).nullish())
    .nullish(),
})

/** The promotions on a cart. One that was deleted since is left out. */
export function promotionsOf(cart: unknown): { id: string; code: string }[] {
  return (cartSchema.parse(cart).promotions ?? []).flatMap((promotion) =>
    promotion?.code ? [{ id: promotion.id, code: promotion.code }] : []
  )
}
