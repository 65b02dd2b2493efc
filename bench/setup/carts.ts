import { inPool } from "../../testkit/in-pool"
import { ADMIN, OFFERS } from "../../testkit/seed/norrsken"
import { applyOffer } from "../../testkit/storefront/offers"
import { StoreApi } from "../../testkit/storefront/store-api"
import type { Customer } from "../../testkit/purchases/customers"
import { apiOf } from "../../testkit/purchases/purchases"
import { openCart } from "../../testkit/storefront/cart"
import { startPayment } from "../../testkit/storefront/checkout"
import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import type { OpenShop } from "./open-shop"

/** What takes something off a cart: nothing, an offer, a plain code, … */
export type CartKind = "bare" | "offer" | "code" | "gift_card"

/** A cart that only waits for its customer to pay. */
export type ReadyCart = { id: string; api: StoreApi }

const { code } = OFFERS.tenPercent

/** Less than any cart costs: there is something left to pay. */
const GIFT_SEK = 40

/** The API of a shop for whoever looks after it. */
export async function adminOf({
  server,
}: Pick<OpenShop, "server">): Promise<StoreApi> {
  const { email, password } = ADMIN
  const api = new StoreApi(server.url, server.publishableKey)
  const { token } = await api.post<{ token: string }>("/auth/user/emailpass", {
    email,
    password,
  })
  return api.as(token)
}

/** Gives a customer the offer of 10 %. @returns its assignment's id. */
export function giveOffer({ engage }: OpenShop, customer: Customer): string {
  return engage.addAssignment(customer.contactId, {
    redemptionChannels: [createRedemptionChannel({ value: code })],
  }).id
}

/** Fills a cart with one jacket, to be delivered at home, and starts its payment. */
export async function readyCart(
  shop: OpenShop,
  customer: Customer,
  kind: CartKind
): Promise<ReadyCart> {
  const { catalogue } = shop
  const api = apiOf(shop.server, customer)
  const { id } = await openCart(api, {
    region_id: catalogue.regionId,
    variant_id: catalogue.variantIds[0] ?? "",
    email: customer.email,
  })
  if (kind === "offer") {
    await applyOffer(api, id, giveOffer(shop, customer))
  }
  if (kind === "code") {
    await api.post(`/store/carts/${id}/promotions`, { promo_codes: [code] })
  }
  if (kind === "gift_card") {
    const { gift_card } = await (
      await adminOf(shop)
    ).post<{ gift_card: { code: string } }>("/admin/gift-cards", {
      currency_code: "sek",
      value: GIFT_SEK,
    })
    await api.post(`/store/carts/${id}/gift-cards`, { code: gift_card.code })
  }
  await startPayment(api, id)
  return { id, api }
}

/** Ready carts, one for each customer, made two at a time. */
export function readyCarts(
  shop: OpenShop,
  kind: CartKind,
  count: number
): Promise<ReadyCart[]> {
  return inPool(Array.from({ length: count }), 2, (_, nth) =>
    readyCart(shop, shop.customer(nth), kind)
  )
}

/**
 * Completes a cart.
 * @returns how long that took, in milliseconds.
 * @throws Error when it gave no order.
 */
export async function timeCompletion({ id, api }: ReadyCart): Promise<number> {
  const started = performance.now()
  const { type } = await api.post<{ type: string }>(
    `/store/carts/${id}/complete`
  )
  const took = performance.now() - started
  if (type !== "order") {
    throw new Error(`Cart ${id} gave no order`)
  }
  return took
}
