import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import type {
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
} from "../../src/types/admin-http"
import { linkedCart } from "./checkout"
import { expectOk, type Answer } from "./http"
import type { TestShop } from "./suite"

const ROUTE = "/admin/promotion-redemptions"

/** What the admin's buttons do with one redemption. */
type Action = "retry" | "resolve" | "reassign" | "note" | "take" | "leave"

/** Presses a button of the admin, by default as Olga. */
export function act(
  shop: TestShop,
  action: Action,
  id: string,
  data: unknown = {},
  operator = shop.olga
): Promise<Answer<AdminPromotionRedemptionResponse>> {
  return shop.operate("POST", `${ROUTE}/${id}/${action}`, data, operator)
}

/** A redemption as the admin shows it; throws if the admin has none. */
export async function detail(
  shop: TestShop,
  id: string
): Promise<AdminPromotionRedemptionDetail> {
  const { promotion_redemption } = await expectOk(
    shop.admin<AdminPromotionRedemptionResponse>("GET", `${ROUTE}/${id}`)
  )
  return promotion_redemption
}

/** The redemptions that the admin lists for a query (`?q=…`), and their number. */
export function listRedemptions(
  shop: TestShop,
  query = ""
): Promise<AdminPromotionRedemptionListResponse> {
  return expectOk(shop.admin("GET", `${ROUTE}${query}`))
}

/**
 * Anna's order, whose redemption waits for the job, which does not come: Engage has
 * answered with a status that is no verdict. 429: surely not redeemed.
 */
export async function deferredOrder(shop: TestShop, status: 429 | 503 = 429) {
  const { offer, ...cart } = await linkedCart(shop)
  shop.engage.onRedeem({ type: "status", status })
  const order = await cart.web.order(cart.id)
  await shop.ledger.stopTime(cart.id)
  shop.engage.sandbox.clearFaults()
  const { id } = await shop.ledger.row(cart.id)
  return { offer, cart, order, id }
}

/** Cancels an order, as the admin does. */
export async function cancelOrder(
  shop: TestShop,
  order_id: string
): Promise<void> {
  await cancelOrderWorkflow(shop.container).run({ input: { order_id } })
}
