import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Where a cart is bought. */
export type CartPlace = {
  /** In lower case; null when there is no such cart. */
  currency_code: string | null
  sales_channel_id: string | null
}

/** A cart's currency and sales channel. */
export async function placeOf(
  container: MedusaContainer,
  cartId: string
): Promise<CartPlace> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["currency_code", "sales_channel_id"],
    filters: { id: cartId },
  })
  return {
    currency_code: cart?.currency_code?.toLowerCase() ?? null,
    sales_channel_id: cart?.sales_channel_id ?? null,
  }
}
