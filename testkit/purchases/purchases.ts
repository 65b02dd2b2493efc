import { randomUUID } from "node:crypto"

import { OFFERS, PRODUCTS } from "../seed/norrsken"
import { applyOffer } from "../storefront/offers"
import { StoreApi, StoreApiError } from "../storefront/store-api"
import {
  createRedemptionChannel,
  type EngageSandbox,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import type { Customer } from "./customers"
import type { Server } from "../shop/server"
import type { Random } from "../random"

/** A cart with an assignment, ready to be completed. */
export type Purchase = {
  /** Also in the metadata of the cart and its orders, whatever is undone. */
  key: string
  cartId: string
  customer: Customer
  assignmentId: string
}

/** What a storefront knows of the shop once and for all. */
export type Catalogue = {
  regionId: string
  variantIds: string[]
  shippingOptionId?: string
}

const CODES = [OFFERS.tenPercent.code, OFFERS.threeHundred.code]

/** The store API of a server, for somebody who is signed in. */
export function apiOf(
  server: Pick<Server, "url" | "publishableKey">,
  { token }: Customer
): StoreApi {
  return new StoreApi(server.url, server.publishableKey, token)
}

/** Reads what there is to buy. */
export async function readCatalogue(
  server: Pick<Server, "url" | "publishableKey">
): Promise<Catalogue> {
  const api = new StoreApi(server.url, server.publishableKey)
  const { regions } = await api.get<{
    regions: { id: string; currency_code: string }[]
  }>("/store/regions")
  const { products } = await api.get<{
    products: { variants: { id: string }[] }[]
  }>(`/store/products?limit=${Object.keys(PRODUCTS).length}`)
  return {
    regionId:
      regions.find(({ currency_code }) => currency_code === "sek")?.id ?? "",
    variantIds: products.flatMap(({ variants }) =>
      variants.map(({ id }) => id)
    ),
  }
}

/** Gives a customer an offer in Engage. */
export function giveOffer(
  engage: EngageSandbox,
  customer: Customer,
  random: Random
): SandboxAssignment {
  return engage.addAssignment(customer.contactId, {
    redemptionChannels: [
      createRedemptionChannel({ value: random.pick(CODES) }),
    ],
  })
}

/** Fills a cart, applies the offer to it and starts its payment. */
export async function preparePurchase(
  server: Server,
  catalogue: Catalogue,
  {
    customer,
    assignmentId,
    random,
  }: { customer: Customer; assignmentId: string; random: Random }
): Promise<Purchase> {
  const api = apiOf(server, customer)
  const key = randomUUID()
  const { cart } = await api.post<{ cart: { id: string } }>("/store/carts", {
    region_id: catalogue.regionId,
    email: customer.email,
    items: [{ variant_id: random.pick(catalogue.variantIds), quantity: 1 }],
    shipping_address: { ...ADDRESS },
    metadata: { purchase: key },
  })
  catalogue.shippingOptionId ??= await shippingOption(api, cart.id)
  await api.post(`/store/carts/${cart.id}/shipping-methods`, {
    option_id: catalogue.shippingOptionId,
  })
  // A machine that starts servers all the time may keep Engage waiting.
  await patiently(() => applyOffer(api, cart.id, assignmentId))
  await startPayment(api, cart.id)
  return { key, cartId: cart.id, customer, assignmentId }
}

/** Starts a payment of the cart; one is good for one attempt. */
export async function startPayment(
  api: StoreApi,
  cartId: string
): Promise<void> {
  const { payment_collection } = await api.post<{
    payment_collection: { id: string }
  }>("/store/payment-collections", { cart_id: cartId })
  // Two first payments of a customer at once are one too many for Medusa.
  await patiently(() =>
    api.post(
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      { provider_id: "pp_system_default" }
    )
  )
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof StoreApiError) || attempt === 5) {
        throw error
      }
    }
  }
}

async function shippingOption(api: StoreApi, cartId: string) {
  const { shipping_options } = await api.get<{
    shipping_options: { id: string }[]
  }>(`/store/shipping-options?cart_id=${cartId}`)
  return shipping_options[0]?.id
}

const ADDRESS = {
  first_name: "Norrsken",
  last_name: "Customer",
  address_1: "Storgatan 1",
  postal_code: "981 31",
  city: "Kiruna",
  country_code: "se",
}
