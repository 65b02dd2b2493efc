import { defaultStoreCartFields } from "@medusajs/medusa/api/store/carts/query-config"

/** An operator sees the cart as the store does, with its redemptions. */
export const cartTransformQueryConfig = {
  entity: "cart",
  defaults: [...defaultStoreCartFields, "promotion_redemptions.*"],
  isList: false,
}
