import { isErrorCode, type ErrorCode } from "../../errors/catalogue"
import type { Facts } from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { discountsOnCart } from "../medusa/discounts"
import { discountedOrder, type RedemptionOrder } from "../medusa/orders"
import type { Turn } from "./turn"
import { listKeptPayments } from "./undone-payment"

/** What the turn has read of a redemption's surroundings. */
export async function factsOf(
  turn: Turn,
  redemption: DueRedemption
): Promise<Facts> {
  const { orders, service } = turn
  const { unpaidOrderDays } = await service.getOptions()
  return {
    order: orders.byId.get(redemption.order_id ?? "") ?? null,
    cart_is_ordered: orders.idsOfCart.has(redemption.cart_id),
    standing_order_id: standingOrder(turn, redemption)?.id ?? null,
    unpaid_order_days: unpaidOrderDays,
  }
}

/** How to find out what a decision asks for, besides the cart's orders. */
export const FIND_OUT = {
  landing_ms: async ({ service }: Turn, { id }: DueRedemption) => ({
    landing_ms: await service.msUntilLanded(id),
  }),
  discounted_order_id: async (
    { container }: Turn,
    { promotion_id }: DueRedemption,
    { cart }: Facts
  ) => ({
    discounted_order_id: await discountedOrder(
      container,
      cart?.order_ids ?? [],
      promotion_id
    ),
  }),
  cart_is_discounted: async (
    { container }: Turn,
    { cart_id, promotion_id }: DueRedemption
  ) => ({
    cart_is_discounted: (await discountsOnCart(container, cart_id)).some(
      (discount) => discount.promotion_id === promotion_id
    ),
  }),
  kept_payments: async (
    { container }: Turn,
    { payment_collection_id, reason, status_changed_at }: DueRedemption
  ) => ({
    kept_payments: payment_collection_id
      ? await listKeptPayments(
          container,
          payment_collection_id,
          reason === "payment_not_returned" ? status_changed_at : null
        )
      : [],
  }),
  refusal: async (turn: Turn, redemption: DueRedemption) => ({
    refusal: await refusalOf(turn, redemption),
  }),
} satisfies {
  [Fact in keyof Facts]?: (
    turn: Turn,
    redemption: DueRedemption,
    facts: Facts
  ) => Promise<Partial<Facts>>
}

/** Why a row was refused that was shown for its payment since. */
async function refusalOf(
  { service }: Turn,
  { id, assignment_id }: DueRedemption
): Promise<ErrorCode> {
  if (!assignment_id) {
    return "promotion_requires_assignment"
  }
  const [attempt] = await service.listPromotionRedemptionAttempts(
    { promotion_redemption_id: id, outcome: "refused" },
    { order: { started_at: "DESC" }, take: 1 }
  )
  const code = attempt?.error_code ?? null
  return isErrorCode(code) ? code : "promotion_refused"
}

/**
 * The order that has the refused discount: of several of the cart the one that
 * the redemption names, or one that is discounted by its promotion. A row that
 * notes a payment and no order has none: its completion has undone it, and what
 * stands on the cart since is another order. An order that has lost its cart was
 * half undone when the server died: it counts while its payment stands, and is
 * nobody's business without one.
 */
export function standingOrder(
  { orders }: Turn,
  { cart_id, order_id, promotion_id, payment_collection_id }: DueRedemption
): RedemptionOrder | undefined {
  if (payment_collection_id && !order_id) {
    return undefined
  }
  const ids = orders.idsOfCart.get(cart_id) ?? []
  const ofCart =
    ids.length > 1
      ? ids.find(
          (id) =>
            id === order_id || orders.discountsOf.get(id)?.has(promotion_id)
        )
      : ids[0]
  const order = orders.byId.get(ofCart ?? order_id ?? "")
  return order && !order.canceled && (ofCart || order.paid) ? order : undefined
}
