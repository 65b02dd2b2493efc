import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"

import { PRODUCTS } from "./norrsken"

const IN_STOCK = 1000

/** Makes the products, in stock. */
export async function seedProducts(
  container: MedusaContainer,
  {
    channelId,
    profileId,
    locationId,
  }: { channelId: string; profileId: string; locationId: string }
): Promise<void> {
  await createProductsWorkflow(container).run({
    input: {
      products: Object.values(PRODUCTS).map(
        ({ title, subtitle, handle, description, sku, sek, eur }) => ({
          title,
          subtitle,
          handle,
          description,
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
              prices: [
                { currency_code: "sek", amount: sek },
                { currency_code: "eur", amount: eur },
              ],
            },
          ],
        })
      ),
    },
  })
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({
    sku: Object.values(PRODUCTS).map(({ sku }) => sku),
  })
  await inventory.createInventoryLevels(
    items.map(({ id }) => ({
      inventory_item_id: id,
      location_id: locationId,
      stocked_quantity: IN_STOCK,
    }))
  )
}
