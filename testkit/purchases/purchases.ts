import { randomUUID } from "node:crypto"

import { OFFERS, PRODUCTS } from "../seed/norrsken"
import { applyOffer } from "../storefront/offers"
import { openCart } from "../storefront/cart"
import { patiently, startPayment } from "../storefront/checkout"
import { StoreApi } from "../storefront/store-api"
import {
  createRedemptionChannel,
  type EngageSandbox,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import type { Customer } from "./customers"
import type { Scene } from "./scene"
import type { Server } from "../shop/server"
import type { Random } from "../random"

/** A cart with an assignment, ready for completion. */
export type Purchase = {
  /**
   * Also in the metadata of the cart and its orders, so that undone orders are
   * found.
   */
  key: string
  cartId: string
  customer: Customer
  assignmentId: string
}

/** The shop's data that a storefront reads once. */
export type Catalogue = {
  regionId: string
  variantIds: string[]
}

const CODES = [OFFERS.tenPercent.code, OFFERS.threeHundred.code]

/** The store API of a server, for a signed-in customer. */
export function apiOf(
  server: Pick<Server, "url" | "publishableKey">,
  { token }: Customer
): StoreApi {
  return new StoreApi(server.url, server.publishableKey, token)
}

/** Reads the shop's products and region. */
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

/** A customer's cart, by default a random customer's, with a new offer. */
export function purchaseWithOffer(
  { engage, random, catalogue, customers }: Omit<Scene, "ledger" | "ready">,
  server: Server,
  customer: Customer = random.pick(customers)
): Promise<Purchase> {
  const { id: assignmentId } = giveOffer(engage, customer, random)
  return preparePurchase(server, catalogue, { customer, assignmentId, random })
}

/** Fills a cart, applies the offer and starts the payment. */
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
  const cart = await openCart(api, {
    region_id: catalogue.regionId,
    variant_id: random.pick(catalogue.variantIds),
    email: customer.email,
    metadata: { purchase: key },
  })
  // On a machine that constantly starts servers, Engage may answer slowly.
  await patiently(() => applyOffer(api, cart.id, assignmentId))
  await startPayment(api, cart.id)
  return { key, cartId: cart.id, customer, assignmentId }
}
