import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"

import type { Stock } from "./delivery"
import { only } from "./only"

const IN_STOCK = 1000

/** A product with one size. */
export type ProductInput = {
  title: string
  sku: string
  prices: { currency_code: string; amount: number }[]
  handle?: string
  subtitle?: string
  description?: string
}

/** Makes products, in stock. @returns the ids of their variants, in the given order. */
export async function seedProducts(
  container: MedusaContainer,
  { channelId, profileId, locationId }: Stock & { channelId: string },
  products: ProductInput[]
): Promise<string[]> {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: products.map(({ sku, prices, ...product }) => ({
        ...product,
        status: ProductStatus.PUBLISHED,
        shipping_profile_id: profileId,
        sales_channels: [{ id: channelId }],
        options: [{ title: "Size", values: ["One size"] }],
        variants: [
          {
            title: "One size",
            sku,
            manage_inventory: true,
            options: { Size: "One size" },
            prices,
          },
        ],
      })),
    },
  })
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({
    sku: products.map(({ sku }) => sku),
  })
  await inventory.createInventoryLevels(
    items.map(({ id }) => ({
      inventory_item_id: id,
      location_id: locationId,
      stocked_quantity: IN_STOCK,
    }))
  )
  const variants = result.flatMap((product) => product.variants)
  return products.map(
    ({ sku }) => only(variants.filter((variant) => variant.sku === sku)).id
  )
}
