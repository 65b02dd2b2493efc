import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import type {
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionResponse,
} from "../../src/types/admin-http"
import { readyCart } from "./checkout"
import type { Answer } from "./http"
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
  return shop.send({
    method: "POST",
    url: `${ROUTE}/${id}/${action}`,
    data,
    headers: { authorization: `Bearer ${operator.token}` },
  })
}

/** A redemption as the admin shows it; throws if the admin has none. */
export async function detail(
  shop: TestShop,
  id: string
): Promise<AdminPromotionRedemptionDetail> {
  const { status, data } = await shop.admin<AdminPromotionRedemptionResponse>(
    "GET",
    `${ROUTE}/${id}`
  )
  expect(status).toBe(200)
  return data.promotion_redemption
}

/**
 * Anna's order, whose redemption waits for the job, which does not come: Engage has
 * answered with a status that is no verdict. 429: surely not redeemed.
 */
export async function deferredOrder(shop: TestShop, status: 429 | 503 = 429) {
  const offer = shop.engage.giveOffer(shop.anna)
  const cart = await readyCart(shop, { offers: [offer] })
  shop.engage.sandbox.setFault({ type: "status", operation: "redeem", status })
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
