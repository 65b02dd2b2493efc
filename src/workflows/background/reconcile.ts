import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { isErrorCode } from "../../errors/catalogue"
import type { Verification } from "../../modules/promotion-redemption/engage/types"
import {
  type Facts,
  decide,
  isUnsettled,
  type Decision,
  type OrderKeeps,
} from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { TakenEvent } from "../../modules/promotion-redemption/ledger/events"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { look, noteListCall } from "../calls/look"
import {
  noteRedeemCall,
  sendNoted,
  type NotedCall,
  type RedeemInput,
} from "../calls/redeem"
import { isLockTimeout } from "../medusa/cart-lock"
import { discountsOnCart } from "../medusa/discounts"
import { outcomeOfOrder } from "../medusa/order-outcome"
import {
  discountedOrder,
  type RedemptionOrder,
  orderFor,
  orderIdsOfCarts,
  type OrdersOfRedemptions,
} from "../medusa/orders"
import { listKeptPayments, logKeptPayments } from "./undone-payments"

/** The job's worker, or an operator: the holder of the lease of the redemptions. */
export type Holder = {
  container: MedusaContainer
  service: PromotionRedemptionModuleService
  /** As noted on each redemption. */
  run_id: string
  /** The orders of the holder's redemptions. */
  orders: OrdersOfRedemptions
  /** The operator. Left out: the job. */
  by?: string
  /** How long the operator waits for a call to Engage, in milliseconds. */
  wait_ms?: number
  /** The pace of the job's calls to Engage. Left out: calls go out at once. */
  pace?: {
    /** Commits a redeem call before its slot; null when the row has a new holder. */
    note(input: RedeemInput): Promise<NotedCall | null>
    /**
     * Awaited right before each call, for its slot.
     * @returns how long the call waited, in milliseconds.
     */
    wait(): Promise<number>
  }
}

/** The row as committed; null when the row has a new holder. */
export type Applied = Promise<PromotionRedemptionDTO | null>

/** Writes an event on one of the holder's redemptions, and ends its lease. */
export function apply(
  { service, by }: Holder,
  redemption: DueRedemption,
  event: TakenEvent
): Applied {
  return service.ledger.applyTaken(redemption, event, by)
}

const triggerOf = ({ by }: Holder) => (by ? "manual" : "retry")

/** Asks Engage's list about an earlier call. */
async function askListOfEngage(
  holder: Holder,
  redemption: DueRedemption
): Promise<Verification> {
  const noted = await noteListCall(holder.service, redemption, {
    run_id: holder.run_id,
    trigger: triggerOf(holder),
  })
  if (typeof noted !== "object") {
    return noted
  }
  const waited_ms = await holder.pace?.wait()
  return look(holder.service, noted, { timeout_ms: holder.wait_ms, waited_ms })
}

/** Redeems in Engage, once, and commits the result. */
async function redeem(holder: Holder, redemption: DueRedemption): Applied {
  const { container, service, run_id } = holder
  const input: RedeemInput = {
    id: redemption.id,
    run_id,
    from: [redemption.status],
    trigger: triggerOf(holder),
    by: holder.by ?? "job",
    order_id: redemption.order_id,
    on_refused: "attention",
    wait_ms: holder.wait_ms ?? null,
    not_before_ms: 0,
  }
  // If an earlier call may have arrived, wait for the slot before opening the
  // attempt: a server that dies while waiting leaves no attempt for a call never
  // made.
  const pace = redemption.may_have_arrived ? undefined : holder.pace
  if (redemption.may_have_arrived) {
    await holder.pace?.wait()
    if (await service.isStopping()) {
      // A different server makes this call; otherwise the shutdown would wait for
      // two calls.
      await service.ledger.apply(
        { event: "release_lease", run_id },
        { rows: { id: redemption.id }, by: null }
      )
      return null
    }
  }
  const noted = await (pace
    ? pace.note(input)
    : noteRedeemCall(container, input))
  if (!noted) {
    return null
  }
  const waited_ms = await pace?.wait()
  const { redemption: sent } = await sendNoted(container, noted, waited_ms)
  // While the call is still out, its verdict will come: do not give up.
  return sent?.status === "pending" && !sent.lease_expires_at
    ? giveUpInTime(holder, sent)
    : sent
}

/** Hands a redemption without a verdict for 24 hours to an operator. */
async function giveUpInTime(
  { service }: Holder,
  redemption: PromotionRedemptionDTO
): Promise<PromotionRedemptionDTO> {
  const [given_up] = await service.ledger.apply(
    { event: "give_up" },
    { rows: { id: redemption.id }, by: "job" }
  )
  return given_up ?? redemption
}

/** The facts about a redemption that the holder has read. */
export async function factsOf(
  holder: Holder,
  redemption: DueRedemption
): Promise<Facts> {
  const { orders, service } = holder
  const { unpaidOrderDays } = await service.getOptions()
  return {
    order: orders.byId.get(redemption.order_id ?? "") ?? null,
    cart_is_ordered: orders.idsOfCart.has(redemption.cart_id),
    standing_order_id: standingOrder(holder, redemption)?.id ?? null,
    unpaid_order_days: unpaidOrderDays,
  }
}

/** How to find each fact that a decision asks for, except the cart's orders. */
const FIND_OUT = {
  landing_ms: async ({ service }: Holder, { id }: DueRedemption) => ({
    landing_ms: await service.ledger.msUntilLanded({
      id,
      timeout_ms: (await service.getOptions()).timeoutMs,
    }),
  }),
  discounted_order_id: async (
    { container }: Holder,
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
    { container }: Holder,
    { cart_id, promotion_id }: DueRedemption
  ) => ({
    cart_is_discounted: (await discountsOnCart(container, cart_id)).some(
      (discount) => discount.promotion_id === promotion_id
    ),
  }),
  order_keeps: async (
    { container }: Holder,
    { order_id, promotion_id }: DueRedemption
  ) => ({ order_keeps: await orderKeeps(container, order_id, promotion_id) }),
  kept_payments: async (
    { container }: Holder,
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
  refusal: async (holder: Holder, redemption: DueRedemption) => ({
    refusal: await refusalOf(holder, redemption),
  }),
} satisfies {
  [Fact in keyof Facts]?: (
    holder: Holder,
    redemption: DueRedemption,
    facts: Facts
  ) => Promise<Partial<Facts>>
}

async function orderKeeps(
  container: MedusaContainer,
  order_id: string | null,
  promotion_id: string
): Promise<OrderKeeps> {
  if (!order_id || (await outcomeOfOrder(container, order_id)) === "returned") {
    return "nothing"
  }
  return (await discountedOrder(container, [order_id], promotion_id))
    ? "discount"
    : "no_discount"
}

/** The reason of a row that an operator is shown because of its payment only. */
async function refusalOf(
  { service }: Holder,
  { id, assignment_id, discount_amount }: DueRedemption
): Promise<NonNullable<Facts["refusal"]>> {
  if (!assignment_id) {
    // The guard notes the discount that it refuses; a row that was made to show a
    // payment has none.
    return discount_amount === null
      ? "payment_returned"
      : "promotion_requires_assignment"
  }
  const [attempt] = await service.listPromotionRedemptionAttempts(
    { promotion_redemption_id: id, outcome: "refused" },
    { order: { started_at: "DESC" }, take: 1 }
  )
  const code = attempt?.error_code ?? null
  return isErrorCode(code) ? code : "promotion_refused"
}

/**
 * The standing order with the refused discount. If the cart has several orders: the
 * redemption's own order, or the order discounted by its promotion. A row that notes
 * a payment and no order has no standing order: its completion undid the order, and
 * any order of the cart since then is a different order. An order without its cart
 * link was half undone when the server died: it counts while its payment stands.
 */
function standingOrder(
  { orders }: Holder,
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

/** How long a worker waits for the lock of a cart, in seconds. */
const LOCK_TIMEOUT_S = 1

/**
 * Works under the cart's lock, with the redemption's order and with all orders of
 * the cart. See `orderFor`.
 * @throws errors of the work or of the locking module: the job takes the row again
 * when the worker's lease ends.
 */
async function withOrderOfCart(
  holder: Holder,
  redemption: DueRedemption,
  work: (order_id: string | null, order_ids: string[]) => Applied
): Applied {
  const { cart_id } = redemption
  let isOurs = false
  const underLock = async () => {
    isOurs = true
    // Read again, because `holder.orders` was read before the lock.
    const orders = await orderIdsOfCarts(holder.container, [cart_id])
    const ids = orders.get(cart_id) ?? []
    return work(
      await orderFor(holder.container, ids, redemption.promotion_id),
      ids
    )
  }
  try {
    return await holder.container
      .resolve(Modules.LOCKING)
      .execute([cart_id], underLock, { timeout: LOCK_TIMEOUT_S })
  } catch (error) {
    if (isOurs || !isLockTimeout(error)) {
      throw error
    }
    // The cart is being changed right now, perhaps by the completion itself.
    return apply(holder, redemption, { event: "cart_busy" })
  }
}

/**
 * Takes a due redemption a step further.
 *
 * @returns the row as committed; null when the row has a new holder.
 */
export async function reconcile(
  holder: Holder,
  redemption: DueRedemption
): Applied {
  const facts = await factsOf(holder, redemption)
  if (redemption.may_have_arrived && isUnsettled(redemption, facts)) {
    await holder.service.ledger.closeLostAttempts(redemption.id)
  }
  return carryOut(holder, redemption, facts, decide)
}

/** Decides, acts, and decides again until the decision is an event to write. */
export async function carryOut(
  holder: Holder,
  redemption: DueRedemption,
  facts: Facts,
  rule: (redemption: DueRedemption, facts: Facts) => Decision
): Applied {
  const decision = rule(redemption, facts)
  const decideAgain = (found: Partial<Facts>) =>
    carryOut(holder, redemption, { ...facts, ...found }, rule)

  if ("event" in decision) {
    return write(holder, redemption, facts, decision)
  }
  if ("call" in decision) {
    return decision.call === "redeem"
      ? redeem(holder, redemption)
      : decideAgain({ verification: await askListOfEngage(holder, redemption) })
  }
  return decision.find === "cart"
    ? // Under the cart's lock, until the event is written.
      withOrderOfCart(holder, redemption, (order_id, order_ids) =>
        decideAgain({ cart: { order_id, order_ids } })
      )
    : decideAgain(await FIND_OUT[decision.find](holder, redemption, facts))
}

/** Writes the event, and acts on its consequences. */
async function write(
  holder: Holder,
  redemption: DueRedemption,
  { kept_payments = [] }: Facts,
  decided: TakenEvent
): Applied {
  switch (decided.event) {
    case "try_later":
    case "try_later_order_gone":
    case "try_later_order_canceled": {
      const postponed = await apply(holder, redemption, decided)
      return postponed && giveUpInTime(holder, postponed)
    }
    case "payment_not_returned": {
      const shown = await apply(holder, redemption, decided)
      const { payment_collection_id, reason } = redemption
      if (shown && payment_collection_id && reason !== decided.event) {
        await logKeptPayments(
          holder.container,
          shown,
          payment_collection_id,
          kept_payments
        )
      }
      return shown
    }
    default:
      return apply(holder, redemption, decided)
  }
}
