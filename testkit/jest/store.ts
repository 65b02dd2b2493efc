import type { MedusaContainer } from "@medusajs/framework/types"
import { ApiKeyType } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createPricePreferencesWorkflow,
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { seedDelivery } from "../seed/delivery"
import { only } from "../seed/only"
import { seedProducts } from "../seed/products"
import { seedChannel, seedChannelKey } from "../seed/sales-channel"
import { seedPromotions, type OfferCode } from "./promotions"

/** Prices of the seeded shop in Sweden, in euros, without tax. */
export const PRICES = { shirt: 100, mug: 20, shipping: 10, express: 25 }

/** Kroner per euro, in Norway, where prices include a tax of 25 %. */
export const KRONER = 10

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
  const channelId = await seedChannel(container)
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
  const { result: secrets } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: "Call centre", type: ApiKeyType.SECRET, created_by: "" },
      ],
    },
  })
  const stock = await seedDelivery(container, channelId, {
    countries: ["se"],
    options: [
      { name: "Standard", prices: inEuros(PRICES.shipping) },
      { name: "Express", prices: inEuros(PRICES.express) },
    ],
  })
  const [standard, express] = stock.optionIds
  const inBoth = (amount: number) => [
    ...inEuros(amount),
    { currency_code: "nok", amount: amount * KRONER },
  ]
  const [shirt, mug] = await seedProducts(container, { channelId, ...stock }, [
    { title: "Shirt", sku: "SHIRT", prices: inBoth(PRICES.shirt) },
    { title: "Mug", sku: "MUG", prices: inBoth(PRICES.mug) },
  ])
  if (!region || !norway || !standard || !express || !shirt || !mug) {
    throw new Error("The store could not be seeded")
  }
  return {
    regions: { se: region.id, no: norway.id },
    sales_channel_id: channelId,
    publishable_key: await seedChannelKey(container, channelId),
    secret_key: only(secrets).token,
    shipping_options: { standard, express },
    variants: { shirt, mug },
    promotions: await seedPromotions(container),
  }
}

function inEuros(amount: number) {
  return [{ currency_code: "eur", amount }]
}
