import type { HttpTypes } from "@medusajs/framework/types"

import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import type { TestCustomer } from "./customers"
import { PROVIDERS } from "../payment/payments"
import { expectOk, type Answer } from "../storefront/send"
import type { CartContents, TestStorefront } from "./storefront"
import type { TestShop } from "./suite"

/** The two ways to link an offer: the shopper's route, and the call centre's. */
export const LINK_WAYS = ["store", "admin"] as const

/** One of {@link LINK_WAYS}. */
export type LinkWay = (typeof LINK_WAYS)[number]

/** The code of the Medusa promotion that gives an assignment's discount. */
export function codeOf({ redemptionChannels }: SandboxAssignment): string {
  return String(redemptionChannels[0]?.value)
}

/** Links an assignment to a cart. */
export function linkOffer(
  shop: TestShop,
  web: TestStorefront,
  cartId: string,
  offer: SandboxAssignment,
  way: LinkWay = "store"
): Promise<Answer<unknown>> {
  return way === "store"
    ? web.applyOffer(cartId, offer.id)
    : shop.admin("POST", `/admin/carts/${cartId}/promotion-assignments`, {
        assignment_id: offer.id,
        promotion_code: codeOf(offer),
      })
}

/** A cart on which the shopper only has to press "Pay". */
export type ReadyCart = {
  web: TestStorefront
  id: string
  session_id: string
  /** The amount of the started payment, in euros. */
  amount: number
}

/** How to make a cart ready; every field is optional. */
export type ReadyCartInput = {
  /** The offers to link, in this order. */
  offers?: SandboxAssignment[]
  way?: LinkWay
  customer?: TestCustomer | null
  /** With contents, a new cart is made; without, a prepared cart may serve. */
  contents?: CartContents
  provider?: string
  /** The shopper's data for the payment provider. */
  payment?: Record<string, unknown>
}

/** A cart with offers linked, shipping chosen and payment started. */
export async function readyCart(
  shop: TestShop,
  {
    offers = [],
    way = "store",
    customer = shop.anna,
    contents,
    provider = PROVIDERS.system,
    payment,
  }: ReadyCartInput = {}
): Promise<ReadyCart> {
  const web = shop.storefront(customer)
  const usual = customer === shop.anna && !contents
  const prepared = usual ? await shop.prepared.take(offers, way) : null
  const id = prepared?.id ?? (await web.createCart(contents)).id
  if (!prepared) {
    await web.chooseShipping(id)
  }
  for (const offer of prepared?.payment ? [] : offers) {
    await expectOk(linkOffer(shop, web, id, offer, way))
  }
  const started =
    provider === PROVIDERS.system && !payment ? prepared?.payment : null
  return {
    web,
    id,
    ...(started ?? (await web.startPayment(id, provider, payment))),
  }
}

/** A ready cart of Anna's with the usual offer linked. */
export async function linkedCart(
  shop: TestShop,
  input: Omit<ReadyCartInput, "offers" | "customer"> = {}
): Promise<ReadyCart & { offer: SandboxAssignment }> {
  const offer = shop.engage.giveOffer(shop.anna)
  return { ...(await readyCart(shop, { ...input, offers: [offer] })), offer }
}

/** A new cart with an offer applied; by default of Anna's, with the usual offer. */
export async function appliedCart(
  shop: TestShop,
  offer = shop.engage.giveOffer(shop.anna),
  customer = shop.anna,
  contents?: CartContents
) {
  const { web, id } = await shop.newCart(customer, contents)
  const { cart } = await expectOk(web.applyOffer(id, offer.id))
  return { offer, web, id, cart }
}

/** The discounts of a cart or an order: code → euros. */
export function discountsOf(
  bought: HttpTypes.StoreCart | HttpTypes.StoreOrder
): Record<string, number> {
  const discounts: Record<string, number> = {}
  for (const line of [
    ...(bought.items ?? []),
    ...(bought.shipping_methods ?? []),
  ]) {
    for (const { code, amount } of line.adjustments ?? []) {
      const key = code ?? ""
      discounts[key] = (discounts[key] ?? 0) + Number(amount)
    }
  }
  return discounts
}
