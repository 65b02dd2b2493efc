import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/**
 * Takes its payment collection off a cart whose completion has failed, with the
 * session in it. Its payment has been authorised, and is about to be cancelled or
 * refunded by Medusa, while its session still says "authorised": a second
 * completion would place an order that nobody pays. The storefront starts a new
 * payment. The session itself stays, as Medusa finds the payment by it.
 */
export async function detachPayment(
  container: MedusaContainer,
  cart_id: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id", "payment_collection_id"],
    filters: { cart_id },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss(
    links.map(({ payment_collection_id }) => ({
      [Modules.CART]: { cart_id },
      [Modules.PAYMENT]: { payment_collection_id },
    }))
  )
}
