import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { productPicture } from "./picture-addresses"

/**
 * Gives the products the pictures that the example storefront serves; again at
 * each start, as the storefront may be elsewhere than the last time.
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
