import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { productPicture } from "./picture-addresses"

/**
 * Sets the products' pictures to the example storefront's addresses, at each start,
 * because the storefront's address may have changed.
 */
export async function hangPictures(
  container: MedusaContainer,
  storefrontUrl: string
): Promise<void> {
  const products = container.resolve(Modules.PRODUCT)
  for (const { id, handle } of await products.listProducts({})) {
    await products.updateProducts(id, {
      thumbnail: productPicture(storefrontUrl, handle),
    })
  }
}
