import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A cart's currency, in lower case; null when there is no such cart. */
export async function currencyOf(
  container: MedusaContainer,
  cartId: string
): Promise<string | null> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["currency_code"],
    filters: { id: cartId },
  })
  return cart?.currency_code?.toLowerCase() ?? null
}
