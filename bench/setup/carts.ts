import { inPool } from "../../testkit/in-pool"
import { ADMIN, OFFERS } from "../../testkit/seed/norrsken"
import { signIn } from "../../testkit/storefront/account"
import type { Customer } from "../../testkit/purchases/customers"
import { startPayment } from "../../testkit/purchases/purchases"
import { expectOk } from "../../testkit/storefront/send"
import { Storefront } from "../../testkit/storefront/storefront"
import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import type { OpenShop } from "./shop"
import { timed } from "./turns"

/** What takes something off a cart: nothing, an offer, a plain code, … */
export type CartKind = "bare" | "offer" | "code" | "gift_card"

/** A cart that only waits for its customer to pay. */
export type ReadyCart = { id: string; web: Storefront }

const { code } = OFFERS.tenPercent

/** Less than any cart costs: there is something left to pay. */
const GIFT_SEK = 40

/** The API of a shop for whoever looks after it. */
export async function adminOf({ server }: Pick<OpenShop, "server">) {
  const visitor = Storefront.at(server)
  return visitor.as(await signIn(visitor, ADMIN, "user"))
}

/** Gives a customer the offer of 10 %. @returns its assignment's id. */
export function giveOffer({ engage }: OpenShop, customer: Customer): string {
  return engage.addAssignment(customer.contactId, {
    redemptionChannels: [createRedemptionChannel({ value: code })],
  }).id
}

/** A new cart of a customer, with one jacket. */
export async function openCart(shop: OpenShop, customer: Customer) {
  const { regionId, variantIds } = shop.catalogue
  const web = Storefront.at(shop.server, customer)
  const { cart } = await expectOk(
    web.openCart({
      region_id: regionId,
      items: [{ variant_id: variantIds[0] ?? "", quantity: 1 }],
    })
  )
  return { web, cart }
}

/** Fills a cart with one jacket, to be delivered at home, and starts its payment. */
export async function readyCart(
  shop: OpenShop,
  customer: Customer,
  kind: CartKind
): Promise<ReadyCart> {
  const { web, cart } = await openCart(shop, customer)
  const { id } = await web.chooseDelivery(cart.id)
  if (kind === "offer") {
    await expectOk(web.applyOffer(id, giveOffer(shop, customer)))
  }
  if (kind === "code") {
    await expectOk(web.addCode(id, code))
  }
  if (kind === "gift_card") {
    const admin = await adminOf(shop)
    const { gift_card } = await expectOk(
      admin.request<{ gift_card: { code: string } }>(
        "POST",
        "/admin/gift-cards",
        { currency_code: "sek", value: GIFT_SEK }
      )
    )
    await expectOk(
      web.request("POST", `/store/carts/${id}/gift-cards`, {
        code: gift_card.code,
      })
    )
  }
  await startPayment(web, id)
  return { id, web }
}

/** Ready carts, one for each customer, made two at a time. */
export function readyCarts(shop: OpenShop, kind: CartKind, count: number) {
  return inPool(Array.from({ length: count }), 2, (_, nth) =>
    readyCart(shop, shop.customer(nth), kind)
  )
}

/** Completes so many carts. @returns their ids. */
export async function completeSome(
  shop: OpenShop,
  kind: CartKind,
  count: number
): Promise<string[]> {
  const carts = await readyCarts(shop, kind, count)
  for (const cart of carts) {
    await timeCompletion(cart)
  }
  return carts.map(({ id }) => id)
}

/**
 * Completes a cart.
 * @returns how long that took, in milliseconds.
 * @throws Error when it gave no order.
 */
export function timeCompletion({ id, web }: ReadyCart): Promise<number> {
  return timed(() => web.order(id))
}
