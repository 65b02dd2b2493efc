import type { HttpTypes } from "@medusajs/types"

import type { DeliveryAddress } from "./address-fields"

/** What is known of where a cart goes, of the cart and else of its customer. */
export function knownAddress(
  { shipping_address: to, email }: HttpTypes.StoreCart,
  customer: HttpTypes.StoreCustomer | null
): Partial<DeliveryAddress> {
  return {
    email: email ?? customer?.email,
    first_name: to?.first_name ?? customer?.first_name ?? undefined,
    last_name: to?.last_name ?? customer?.last_name ?? undefined,
    address_1: to?.address_1,
    postal_code: to?.postal_code,
    city: to?.city,
  }
}
