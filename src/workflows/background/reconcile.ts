import { Modules } from "@medusajs/framework/utils"

import { isErrorCode, type ErrorCode } from "../../errors/catalogue"
import type { Verification } from "../../modules/promotion-redemption/engage/types"
import {
  type Facts,
  decide,
  isUnsettled,
  type Decision,
} from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { TakenEvent } from "../../modules/promotion-redemption/ledger/events"
import { isUniqueViolation } from "../../modules/promotion-redemption/ledger/unique-violation"
import { look, noteListCall } from "../calls/look"
import { noteRedeemCall, sendNoted } from "../calls/redeem"
import { isLockTimeout } from "../medusa/cart-lock"
import { discountsOnCart } from "../medusa/discounts"
import {
  discountedOrder,
  type RedemptionOrder,
  orderFor,
  orderIdsOfCarts,
} from "../medusa/orders"
import { type Applied, type Turn, apply } from "./turn"
import { listKeptPayments, logKeptPayments } from "./undone-payments"

const triggerOf = ({ by }: Turn) => (by ? "manual" : "retry")

/** Asks Engage's list about an earlier call. */
async function askListOfEngage(
  turn: Turn,
  redemption: DueRedemption
): Promise<Verification> {
  const noted = await noteListCall(turn.service, redemption, {
    run_id: turn.run_id,
    trigger: triggerOf(turn),
  })
  if (typeof noted !== "object") {
    return noted
  }
  const waited_ms = await turn.await_slot?.()
  return look(turn.service, noted, { timeout_ms: turn.wait_ms, waited_ms })
}

/** Redeems in Engage, once, and commits the result. */
async function redeem(turn: Turn, redemption: DueRedemption): Applied {
  const { container, service, run_id } = turn
  // If an earlier call may have arrived, wait for the slot before opening the
  // attempt: a server that dies while waiting leaves no attempt for a call never
  // made.
  const waits_for_slot = !!turn.await_slot && !redemption.may_have_arrived
  if (redemption.may_have_arrived) {
    await turn.await_slot?.()
    if (await service.isStopping()) {
      // A different server makes this call; otherwise the shutdown would wait for
      // two calls.
      await service.ledger.giveBack({ ids: [redemption.id], run_id })
      return null
    }
  }
  const noted = await noteRedeemCall(
    container,
    {
      id: redemption.id,
      run_id,
      from: [redemption.status],
      trigger: triggerOf(turn),
      by: turn.by ?? "job",
      order_id: redemption.order_id,
      on_refused: "attention",
      wait_ms: turn.wait_ms ?? null,
      not_before_ms: 0,
    },
    { waits_for_slot }
  )
  if (!noted) {
    return null
  }
  const waited_ms = waits_for_slot ? await turn.await_slot?.() : undefined
  const { redemption: sent } = await sendNoted(container, noted, waited_ms)
  // While the call is still out, its verdict will come: do not give up.
  return sent?.status === "pending" && !sent.lease_expires_at
    ? ((await service.ledger.giveUp(sent.id)) ?? sent)
    : sent
}

/** The facts about a redemption that the turn has read. */
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

/** How to find each fact that a decision asks for, except the cart's orders. */
const FIND_OUT = {
  landing_ms: async ({ service }: Turn, { id }: DueRedemption) => ({
    landing_ms: await service.ledger.msUntilLanded({
      id,
      timeout_ms: (await service.getOptions()).timeoutMs,
    }),
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

/** The refusal's code for a refused row now shown because of its payment. */
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
 * The standing order with the refused discount. If the cart has several orders: the
 * redemption's own order, or the order discounted by its promotion. A row that notes
 * a payment and no order has no standing order: its completion undid the order, and
 * any order of the cart since then is a different order. An order without its cart
 * link was half undone when the server died: it counts while its payment stands.
 */
function standingOrder(
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

/** How long a worker waits for the lock of a cart, in seconds. */
const LOCK_TIMEOUT_S = 1

/**
 * Works under the cart's lock, with the redemption's order and with all orders of
 * the cart. See `orderFor`.
 * @throws errors of the work or of the locking module: the job takes the row again
 * when the worker's lease ends.
 */
async function withOrderOfCart(
  turn: Turn,
  redemption: DueRedemption,
  work: (order_id: string | null, order_ids: string[]) => Applied
): Applied {
  const { cart_id } = redemption
  let isOurs = false
  const underLock = async () => {
    isOurs = true
    // Read again, because `turn.orders` was read before the lock.
    const orders = await orderIdsOfCarts(turn.container, [cart_id])
    const ids = orders.get(cart_id) ?? []
    return work(
      await orderFor(turn.container, ids, redemption.promotion_id),
      ids
    )
  }
  try {
    return await turn.container
      .resolve(Modules.LOCKING)
      .execute([cart_id], underLock, { timeout: LOCK_TIMEOUT_S })
  } catch (error) {
    if (isOurs || !isLockTimeout(error)) {
      throw error
    }
    // The cart is being changed right now, perhaps by the completion itself.
    return apply(turn, redemption, { event: "cart_busy" })
  }
}

/**
 * Takes a due redemption a step further.
 *
 * @returns the row as committed; null when the row has a new holder.
 */
export async function reconcile(
  turn: Turn,
  redemption: DueRedemption
): Applied {
  const facts = await factsOf(turn, redemption)
  if (redemption.may_have_arrived && isUnsettled(redemption, facts)) {
    await turn.service.ledger.closeLostAttempts(redemption.id)
  }
  return carryOut(turn, redemption, facts, decide)
}

/** Decides, acts, and decides again until the decision is an event to write. */
export async function carryOut(
  turn: Turn,
  redemption: DueRedemption,
  facts: Facts,
  rule: (redemption: DueRedemption, facts: Facts) => Decision
): Applied {
  const decision = rule(redemption, facts)
  const decideAgain = (found: Partial<Facts>) =>
    carryOut(turn, redemption, { ...facts, ...found }, rule)

  if (!decision) {
    return null
  }
  if ("event" in decision) {
    return write(turn, redemption, facts, decision)
  }
  if ("call" in decision) {
    return decision.call === "redeem"
      ? redeem(turn, redemption)
      : decideAgain({ verification: await askListOfEngage(turn, redemption) })
  }
  return decision.find === "cart"
    ? // Under the cart's lock, until the event is written.
      withOrderOfCart(turn, redemption, (order_id, order_ids) =>
        decideAgain({ cart: { order_id, order_ids } })
      )
    : decideAgain(await FIND_OUT[decision.find](turn, redemption, facts))
}

/** Writes the event, and acts on its consequences. */
async function write(
  turn: Turn,
  redemption: DueRedemption,
  { kept_payments = [] }: Facts,
  decided: TakenEvent
): Applied {
  switch (decided.event) {
    case "find_order":
    case "find_order_undiscounted":
      return takeOn(turn, redemption, decided)
    case "try_later":
    case "try_later_order_gone":
    case "try_later_order_canceled": {
      const postponed = await apply(turn, redemption, decided)
      return (
        postponed &&
        ((await turn.service.ledger.giveUp(postponed.id)) ?? postponed)
      )
    }
    case "payment_not_returned": {
      const shown = await apply(turn, redemption, decided)
      const { payment_collection_id, reason } = redemption
      if (shown && payment_collection_id && reason !== decided.event) {
        await logKeptPayments(
          turn.container,
          shown,
          payment_collection_id,
          kept_payments
        )
      }
      return shown
    }
    default:
      return apply(turn, redemption, decided)
  }
}

/**
 * Takes on a dead completion's order, unless a different order now reserves the
 * assignment.
 */
async function takeOn(
  turn: Turn,
  redemption: DueRedemption,
  decided: TakenEvent<"find_order" | "find_order_undiscounted">
): Applied {
  try {
    return await apply(turn, redemption, decided)
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error
    }
    const { order_id } = decided
    return apply(turn, redemption, {
      event: "find_order_reserved_elsewhere",
      order_id,
    })
  }
}
