import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ApiKeyType,
  ContainerRegistrationKeys,
  Modules,
  ProductStatus,
} from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

import { offerCodes, seedPromotions, type OfferCode } from "./promotions"

/** Prices of the seeded shop, in euros. There is no tax. */
export const PRICES = { shirt: 100, mug: 20, shipping: 10 }

/** How many of each product are in stock. */
export const STOCKED = 500

/** Ids of what `seedStore` made. */
export type Store = {
  region_id: string
  sales_channel_id: string
  publishable_key: string
  /** For admin routes, as a secret API key. */
  secret_key: string
  shipping_option_id: string
  variants: { shirt: string; mug: string }
  /** Medusa's promotions by code. */
  promotions: Record<OfferCode, string>
}

/**
 * A small shop: one region (Sweden, euros, no tax), one sales channel with its
 * key, two products in stock, one way to ship, and the promotions of
 * `offerCodes`.
 */
export async function seedStore(
  container: MedusaContainer,
  paymentProviderIds: string[]
): Promise<Store> {
  const {
    result: [channel],
  } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "Web shop" }] },
  })
  const {
    result: [region],
  } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Sweden",
          currency_code: "eur",
          countries: ["se"],
          automatic_taxes: false,
          payment_providers: ["pp_system_default", ...paymentProviderIds],
        },
      ],
    },
  })
  const {
    result: [publishable, secret],
  } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: "Web shop", type: ApiKeyType.PUBLISHABLE, created_by: "" },
        { title: "Call centre", type: ApiKeyType.SECRET, created_by: "" },
      ],
    },
  })
  if (!channel || !region || !publishable || !secret) {
    throw new Error("The store could not be seeded")
  }
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: publishable.id, add: [channel.id] },
  })

  const shipping = await seedShipping(container, channel.id, region.id)
  const variants = await seedProducts(container, channel.id, shipping)
  const promotions = await seedPromotions(container)

  return {
    region_id: region.id,
    sales_channel_id: channel.id,
    publishable_key: publishable.token,
    secret_key: secret.token,
    shipping_option_id: shipping.optionId,
    variants,
    promotions: Object.fromEntries(
      offerCodes.map((code) => [code, promotions.get(code)])
    ) as Store["promotions"],
  }
}

type Shipping = { optionId: string; profileId: string; locationId: string }

async function seedShipping(
  container: MedusaContainer,
  channelId: string,
  regionId: string
): Promise<Shipping> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const {
    result: [location],
  } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Warehouse" }] },
  })
  const {
    result: [profile],
  } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  const set = await fulfillment.createFulfillmentSets({
    name: "Warehouse",
    type: "shipping",
    service_zones: [
      {
        name: "Sweden",
        geo_zones: [{ country_code: "se", type: "country" }],
      },
    ],
  })
  const zone = set.service_zones[0]
  if (!location || !profile || !zone) {
    throw new Error("Shipping could not be seeded")
  }
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [channelId] },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ])
  const {
    result: [option],
  } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: zone.id,
        shipping_profile_id: profile.id,
        type: { label: "Standard", description: "", code: "standard" },
        prices: [{ region_id: regionId, amount: PRICES.shipping }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  if (!option) {
    throw new Error("The shipping option could not be seeded")
  }
  return {
    optionId: option.id,
    profileId: profile.id,
    locationId: location.id,
  }
}

async function seedProducts(
  container: MedusaContainer,
  channelId: string,
  { profileId, locationId }: Shipping
): Promise<Store["variants"]> {
  const product = (title: string, sku: string, price: number) => ({
    title,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id: profileId,
    sales_channels: [{ id: channelId }],
    options: [{ title: "Size", values: ["One"] }],
    variants: [
      {
        title: "One",
        sku,
        manage_inventory: true,
        options: { Size: "One" },
        prices: [{ currency_code: "eur", amount: price }],
      },
    ],
  })
  const {
    result: [shirt, mug],
  } = await createProductsWorkflow(container).run({
    input: {
      products: [
        product("Shirt", "SHIRT", PRICES.shirt),
        product("Mug", "MUG", PRICES.mug),
      ],
    },
  })
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({})
  await inventory.createInventoryLevels(
    items.map(({ id }) => ({
      inventory_item_id: id,
      location_id: locationId,
      stocked_quantity: STOCKED,
    }))
  )
  const shirtId = shirt?.variants[0]?.id
  const mugId = mug?.variants[0]?.id
  if (!shirtId || !mugId) {
    throw new Error("The products could not be seeded")
  }
  return { shirt: shirtId, mug: mugId }
}
