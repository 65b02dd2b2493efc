import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { UndoneCompletion } from "../../modules/promotion-redemption/ledger/undone-payments"

/**
 * Takes its payment collection off a cart whose completion has failed, with the
 * session in it. Its payment has been authorised, and is about to be cancelled or
 * refunded by Medusa, while its session still says "authorised": a second
 * completion would place an order that nobody pays. The storefront starts a new
 * payment. The session itself stays, as Medusa finds the payment by it.
 *
 * The ledger notes the collection: Medusa swallows it when the payment can be
 * neither cancelled nor refunded, and the job looks for that.
 */
export async function detachPayment(
  container: MedusaContainer,
  completion: Omit<UndoneCompletion, "payment_collection_id">
): Promise<void> {
  const { cart_id } = completion
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
  const payment_collection_id = links[0]?.payment_collection_id
  if (payment_collection_id) {
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .noteUndonePayment({ ...completion, payment_collection_id })
  }
}
