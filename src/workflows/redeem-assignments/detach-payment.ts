import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { UndoneCompletion } from "../../modules/promotion-redemption/ledger/undone-payments"

/**
 * Takes its payment collection off a cart, with the session in it, so that no
 * completion can lean on it any more: the storefront starts a new payment. The
 * session itself stays, as Medusa finds by it the payment that it has to cancel or
 * refund.
 *
 * @returns the collection's id; undefined when the cart has none.
 */
export async function detachPayment(
  container: MedusaContainer,
  cart_id: string
): Promise<string | undefined> {
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
  return links[0]?.payment_collection_id
}

/**
 * Detaches the payment of a completion that fails after its payment was
 * authorised. Medusa is about to cancel or refund that payment, while its session
 * still says "authorised": a second completion would place an order that nobody
 * pays.
 *
 * The ledger notes the collection: Medusa swallows it when the payment can be
 * neither cancelled nor refunded, and the job looks for that.
 */
export async function detachUndonePayment(
  container: MedusaContainer,
  completion: Omit<UndoneCompletion, "payment_collection_id">
): Promise<void> {
  const payment_collection_id = await detachPayment(
    container,
    completion.cart_id
  )
  if (payment_collection_id) {
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .noteUndonePayment({ ...completion, payment_collection_id })
  }
}
