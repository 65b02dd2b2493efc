import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { seedAdmin } from "./admin"
import { seedDelivery } from "./delivery"
import { PRODUCTS } from "./norrsken"
import { hangPictures } from "./pictures"
import { seedProducts } from "./products"
import { seedPromotions } from "./promotions"
import { seedRegions } from "./regions"
import { CHANNEL_KEY, seedChannel, seedChannelKey } from "./sales-channel"

/** The shop's data that a storefront needs. */
export type SeededShop = { publishableKey: string }

/**
 * Fills an empty shop. In a filled shop, only the pictures' addresses change.
 * @param storefrontUrl - the address of the example storefront, which serves the
 * pictures
 */
export async function seed(
  container: MedusaContainer,
  { storefrontUrl }: { storefrontUrl?: string } = {}
): Promise<SeededShop> {
  const shop = await seedOnce(container)
  if (storefrontUrl) {
    await hangPictures(container, storefrontUrl)
  }
  return shop
}

async function seedOnce(container: MedusaContainer): Promise<SeededShop> {
  const [key] = await container
    .resolve(Modules.API_KEY)
    .listApiKeys({ title: CHANNEL_KEY })
  if (key) {
    return { publishableKey: key.token }
  }
  const channelId = await seedChannel(container)
  await seedRegions(container)
  const stock = await seedDelivery(container, channelId)
  await seedProducts(
    container,
    { channelId, ...stock },
    Object.values(PRODUCTS).map(({ sek, eur, ...product }) => ({
      ...product,
      prices: [
        { currency_code: "sek", amount: sek },
        { currency_code: "eur", amount: eur },
      ],
    }))
  )
  await seedPromotions(container)
  await seedAdmin(container)
  // Last, because the key marks the shop as filled.
  return { publishableKey: await seedChannelKey(container, channelId) }
}
