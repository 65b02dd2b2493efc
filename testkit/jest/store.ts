import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ApiKeyType,
  ContainerRegistrationKeys,
  Modules,
  ProductStatus,
} from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createPricePreferencesWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

import { offerCodes, seedPromotions, type OfferCode } from "./promotions"

/** Prices of the seeded shop in Sweden, in euros, without tax. */
export const PRICES = { shirt: 100, mug: 20, shipping: 10, express: 25 }

/** Kroner per euro, in Norway, where prices include a tax of 25 %. */
export const KRONER = 10

/** The stock of each product. */
export const STOCKED = 500

/** Ids of the records that `seedStore` made. */
export type Store = {
  /** By country. */
  regions: { se: string; no: string }
  sales_channel_id: string
  publishable_key: string
  /** For admin routes: a secret API key. */
  secret_key: string
  shipping_options: { standard: string; express: string }
  variants: { shirt: string; mug: string }
  /** Ids of Medusa's promotions, by code. */
  promotions: Record<OfferCode, string>
}

/**
 * A small shop: Sweden in euros without tax, Norway in kroner with tax in its
 * prices, one sales channel with its key, two products in stock, two ways to
 * ship within Sweden, and the promotions of `offerCodes`.
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
    result: [region, norway],
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
        {
          name: "Norway",
          currency_code: "nok",
          countries: ["no"],
          automatic_taxes: true,
          payment_providers: ["pp_system_default"],
        },
      ],
    },
  })
  await createPricePreferencesWorkflow(container).run({
    input: [
      { attribute: "currency_code", value: "nok", is_tax_inclusive: true },
    ],
  })
  await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: "no",
        provider_id: "tp_system",
        default_tax_rate: { name: "MVA", code: "mva", rate: 25 },
      },
    ],
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
  if (!channel || !region || !norway || !publishable || !secret) {
    throw new Error("The store could not be seeded")
  }
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: publishable.id, add: [channel.id] },
  })

  const shipping = await seedShipping(container, channel.id, region.id)
  const variants = await seedProducts(container, channel.id, shipping)
  const promotions = await seedPromotions(container)

  return {
    regions: { se: region.id, no: norway.id },
    sales_channel_id: channel.id,
    publishable_key: publishable.token,
    secret_key: secret.token,
    shipping_options: shipping.options,
    variants,
    promotions: Object.fromEntries(
      offerCodes.map((code) => [code, promotions.get(code)])
    ) as Store["promotions"],
  }
}

type Shipping = {
  options: Store["shipping_options"]
  profileId: string
  locationId: string
}

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
  const option = (name: string, amount: number) => ({
    name,
    price_type: "flat" as const,
    provider_id: "manual_manual",
    service_zone_id: zone.id,
    shipping_profile_id: profile.id,
    type: { label: name, description: "", code: name.toLowerCase() },
    prices: [{ region_id: regionId, amount }],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
      { attribute: "is_return", value: "false", operator: "eq" as const },
    ],
  })
  const {
    result: [standard, express],
  } = await createShippingOptionsWorkflow(container).run({
    input: [
      option("Standard", PRICES.shipping),
      option("Express", PRICES.express),
    ],
  })
  if (!standard || !express) {
    throw new Error("The shipping options could not be seeded")
  }
  return {
    options: { standard: standard.id, express: express.id },
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
        prices: [
          { currency_code: "eur", amount: price },
          { currency_code: "nok", amount: price * KRONER },
        ],
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
