import { randomUUID } from "node:crypto"

import { OFFERS, PRODUCTS } from "../seed/norrsken"
import { expectOk, UnexpectedAnswer } from "../storefront/send"
import { Storefront } from "../storefront/storefront"
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

/** Reads the shop's products and region. */
export async function readCatalogue(
  server: Pick<Server, "url" | "publishableKey">
): Promise<Catalogue> {
  const web = Storefront.at(server)
  const { regions } = await expectOk(
    web.request<{
      regions: { id: string; currency_code: string }[]
    }>("GET", "/store/regions")
  )
  const { products } = await expectOk(
    web.request<{
      products: { variants: { id: string }[] }[]
    }>("GET", `/store/products?limit=${Object.keys(PRODUCTS).length}`)
  )
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
  const web = Storefront.at(server, customer)
  const key = randomUUID()
  const { cart } = await expectOk(
    web.openCart({
      region_id: catalogue.regionId,
      items: [{ variant_id: random.pick(catalogue.variantIds), quantity: 1 }],
      metadata: { purchase: key },
    })
  )
  await web.chooseDelivery(cart.id)
  // On a machine that constantly starts servers, Engage may answer slowly.
  await patiently(() => expectOk(web.applyOffer(cart.id, assignmentId)))
  await startPayment(web, cart.id)
  return { key, cartId: cart.id, customer, assignmentId }
}

/** Starts a payment, though the customer may start another first payment now. */
export function startPayment(web: Storefront, cartId: string): Promise<void> {
  // Medusa fails if a customer starts two first payments at the same time.
  return patiently(() => web.startPayment(cartId))
}

/** Tries up to five times, like a customer of a busy shop. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || attempt === 5) {
        throw error
      }
    }
  }
}
