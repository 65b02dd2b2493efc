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

/** To which countries a shop delivers, and the ways to deliver. */
export type DeliveryInput = {
  countries: string[]
  options: {
    name: string
    prices: { currency_code: string; amount: number }[]
  }[]
}

const NORRSKEN: DeliveryInput = {
  countries: ["se", "de", "fi", "nl"],
  options: [
    {
      name: "Home delivery",
      prices: [
        { currency_code: "sek", amount: DELIVERY.sek },
        { currency_code: "eur", amount: DELIVERY.eur },
      ],
    },
  ],
}

/**
 * Makes a warehouse that delivers, by default as Norrsken does.
 * @returns also the ids of the ways to deliver, in the given order.
 */
export async function seedDelivery(
  container: MedusaContainer,
  channelId: string,
  { countries, options }: DeliveryInput = NORRSKEN
): Promise<Stock & { optionIds: string[] }> {
  const { result: locations } = await createStockLocationsWorkflow(
    container
  ).run({ input: { locations: [{ name: "Warehouse" }] } })
  const locationId = only(locations).id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channelId] },
  })
  const { result: profiles } = await createShippingProfilesWorkflow(
    container
  ).run({ input: { data: [{ name: "Parcels", type: "default" }] } })
  const profileId = only(profiles).id
  const zoneId = await seedServiceZone(container, locationId, countries)

  const { result: made } = await createShippingOptionsWorkflow(container).run({
    input: options.map(({ name, prices }) => ({
      name,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: zoneId,
      shipping_profile_id: profileId,
      type: { label: name, description: "", code: name.toLowerCase() },
      prices,
      rules: [
        {
          attribute: "enabled_in_store",
          value: "true",
          operator: "eq" as const,
        },
        { attribute: "is_return", value: "false", operator: "eq" as const },
      ],
    })),
  })
  return { locationId, profileId, optionIds: made.map(({ id }) => id) }
}

/** Makes the zone to which the warehouse delivers. */
async function seedServiceZone(
  container: MedusaContainer,
  locationId: string,
  countries: string[]
): Promise<string> {
  const set = await container
    .resolve(Modules.FULFILLMENT)
    .createFulfillmentSets({
      name: "Parcels",
      type: "shipping",
      service_zones: [
        {
          name: "Countries",
          geo_zones: countries.map((country_code) => ({
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
