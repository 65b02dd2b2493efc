import { defaultStoreCartFields } from "@medusajs/medusa/api/store/carts/query-config"

/** The cart as the store API shows it, plus the cart's redemptions. */
export const cartTransformQueryConfig = {
  entity: "cart",
  defaults: [...defaultStoreCartFields, "promotion_redemptions.*"],
  isList: false,
}
