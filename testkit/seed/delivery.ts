import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

import { DELIVERY } from "./norrsken"
import { only } from "./only"

/** The location that stores the products and the profile for shipping them. */
export type Stock = { locationId: string; profileId: string }

const COUNTRIES = ["se", "de", "fi", "nl"]

/** Makes a warehouse with home delivery. */
export async function seedDelivery(
  container: MedusaContainer,
  channelId: string
): Promise<Stock> {
  const { result: locations } = await createStockLocationsWorkflow(
    container
  ).run({ input: { locations: [{ name: "Warehouse in Kiruna" }] } })
  const locationId = only(locations).id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channelId] },
  })
  const { result: profiles } = await createShippingProfilesWorkflow(
    container
  ).run({ input: { data: [{ name: "Parcels", type: "default" }] } })
  const profileId = only(profiles).id

  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Home delivery",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: await seedServiceZone(container, locationId),
        shipping_profile_id: profileId,
        type: { label: "Home delivery", description: "", code: "home" },
        prices: [
          { currency_code: "sek", amount: DELIVERY.sek },
          { currency_code: "eur", amount: DELIVERY.eur },
        ],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return { locationId, profileId }
}

/** Makes the zone to which the warehouse delivers. */
async function seedServiceZone(
  container: MedusaContainer,
  locationId: string
): Promise<string> {
  const set = await container
    .resolve(Modules.FULFILLMENT)
    .createFulfillmentSets({
      name: "Parcels from Kiruna",
      type: "shipping",
      service_zones: [
        {
          name: "Europe",
          geo_zones: COUNTRIES.map((country_code) => ({
            country_code,
            type: "country" as const,
          })),
        },
      ],
    })
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ])
  return only(set.service_zones).id
}
