import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  Claim,
  ClaimInput,
} from "../../modules/promotion-redemption/ledger/claim"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import { isOf } from "../../modules/promotion-redemption/ledger/row"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import { sparePayment } from "../hooks/spare-payment"
import {
  type CompletingCart,
  cartIdOf,
  completingCart,
  isLinkedToOrder,
  leaveOutDeletedPromotions,
  placedOrderIdOf,
} from "../medusa/completing-cart"
import { queriedBy, type HookHandler } from "../medusa/hook-handler"
import { listAutomatic, applyChangedPromotions } from "./changed-promotions"
import { requireFreshPayment, requireSingleDiscounts } from "./fresh-payment"
import {
  closeCompletion,
  noteClaim,
  markValidateRan,
  openCompletion,
  type CompletionClaim,
} from "./open-completions"
import {
  isOrdered,
  isUnderWay,
  readOrderVerdict,
  RETRY_MS,
  requireStandingOrder,
} from "./order-verdict"
import { syncAfterFailure } from "./sync-after-failure"

/**
 * Claims the redemptions that discount a cart. Only before refusing an order, asks
 * Medusa for operators' changes to the promotions since the cart's last change: a
 * promotion made automatic needs no assignment, and a promotion deleted and made
 * anew takes over the redemption of the deleted promotion.
 *
 * While another completion undoes its refused order, or its server died over that, the
 * cart counts as ordered: a second order would be undone together with the payment of
 * the first.
 */
export async function claimCart(
  container: MedusaContainer,
  input: Omit<ClaimInput, "channel" | "automatic">
): Promise<Claim> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { channel } = await service.getOptions()
  const claim = await service.ledger.claim({
    ...{ ...input, channel },
    automatic: null,
  })
  if (!claim.unsure) {
    return claim
  }
  const { cart_id, customer_id, run_id } = input
  const rows = await service.ledger.listForCart(cart_id)
  if (
    rows.some((row) => isRefusedAndNotUndone(row) && row.run_id !== run_id) &&
    (await isOrdered(container, cart_id))
  ) {
    return { ...claim, conflict: "ordered" }
  }
  const linked = rows.filter(
    (row) => row.status === "linked" && isOf(row, customer_id)
  )
  await applyChangedPromotions(container, { cart_id, linked, promotions: [] })
  return service.ledger.claim({
    ...{ ...input, channel },
    automatic: await listAutomatic(container, claim.unsure),
  })
}

/** Whether a completion has refused its order for the row, and not undone it yet. */
function isRefusedAndNotUndone({ status, run_id }: CartRedemption): boolean {
  return status === "rejected" && run_id !== null
}

/**
 * How often a completion renews its lease, in milliseconds. Two renewals in a row
 * may fail. Most completions end before the first renewal.
 */
export const CLAIM_RENEWAL_MS = 7_000

/**
 * For how long a completion renews its lease, in milliseconds: as long as Medusa's
 * own lock on the cart lives. If Medusa never undoes a failed completion, the cart
 * is free after this time.
 */
const CLAIM_RENEWED_FOR_MS = 120_000

/**
 * Renews a completion's claim while the completion runs, at most for
 * `CLAIM_RENEWED_FOR_MS`. The lease is short so that the claim of a dead server ends
 * soon. A row with a new holder is not renewed; the completion learns of its loss
 * when it redeems.
 *
 * @returns a function that stops the renewal.
 */
export function keepClaim(
  service: PromotionRedemptionModuleService,
  claim: { cart_id: string; run_id: string }
): () => void {
  const began = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - began > CLAIM_RENEWED_FOR_MS) {
      clearInterval(timer)
      return
    }
    // After a database failure the next renewal still comes before the lease ends.
    service.ledger.renewClaim(claim).catch(() => undefined)
  }, CLAIM_RENEWAL_MS)
  // Lets a closing server exit without waiting for the timer.
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Claims a cart's redemptions for a completion. While a different completion holds
 * the claim, waits, as Medusa's lock would wait if the servers shared a lock.
 *
 * @param until the end of the wait: a time of `performance.now()`.
 * @throws MedusaError NOT_ALLOWED with the other completion's refusal, once its
 * order is undone; `redemption_in_progress` when the other completion is not done
 * in time, has placed its order, or has undone its payment. In the last two cases
 * this completion read the cart before the change, and would place a second order,
 * or an order without a payment.
 */
export async function claimWhenFree(
  container: MedusaContainer,
  cart: CompletingCart,
  run_id: string,
  until: number
): Promise<Claim> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)

  for (let waited = false; ; waited = true) {
    const claim = await claimCart(container, {
      cart_id: cart.id,
      customer_id: cart.customer_id,
      currency_code: cart.currency_code,
      run_id,
      discounts: cart.discounts,
      has_offers: cart.has_offers,
    })
    const mayBeLate = waited || claim.after_undone
    if (!claim.conflict && (!mayBeLate || (await isPaymentAttached()))) {
      return claim
    }
    const left = until - performance.now()
    const verdict =
      claim.conflict !== "held" || left <= 0
        ? await readOrderVerdict(service, cart)
        : null
    if (verdict?.kind === "refused" && verdict.undone) {
      throw standBack(verdict.code)
    }
    if (!claim.conflict || left <= 0 || (verdict && !isUnderWay(verdict))) {
      throw standBack("redemption_in_progress")
    }
    await delay(Math.min(RETRY_MS, left))
  }

  function standBack(code: Parameters<typeof engageError>[0]) {
    sparePayment(run_id)
    return engageError(code)
  }

  /** Whether the cart still has the payment collection that the completion read. */
  async function isPaymentAttached(): Promise<boolean> {
    const { id, payment_collection_id } = cart
    if (!payment_collection_id) {
      return true
    }
    const { data: links } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "cart_payment_collection",
        fields: ["cart_id", "payment_collection_id"],
        filters: { cart_id: id },
      })
    return links.some(
      (link) => link.payment_collection_id === payment_collection_id
    )
  }
}

/** Medusa's input for handlers of complete-cart's `validate`. */
export type CompleteCartValidateInput = { input: { id: string }; cart: unknown }

/**
 * Before the order: claims the redemptions that discount the cart. A cart without a
 * discount costs no database query.
 *
 * Undo: releases the claim and takes refused offers off the cart, before the
 * customer gets an answer and while the cart's lock is still held. Reads the ledger,
 * not a failed step's result.
 *
 * If a different completion has the cart, waits for it and gives the same answer,
 * within `checkoutWaitMs`. This wait shortens the customer's wait after the
 * payment: see `CompletionClaim.time_left_ms`.
 *
 * @throws MedusaError NOT_ALLOWED with the other completion's refusal, or
 * `redemption_in_progress`: see `claimWhenFree` and `requireStandingOrder`.
 */
export const claimOnCartCompletion: HookHandler<
  CompleteCartValidateInput,
  CompletionClaim
> = {
  workflowId: completeCartWorkflowId,
  hook: "validate",
  place: "behind",
  reads: ["cart-query"],

  inputOf: (args) => ({
    input: { id: cartIdOf(args) },
    cart: queriedBy(args, "cart-query"),
  }),

  invoke: async ({ cart: snapshot }, run) => {
    markValidateRan()
    const began = performance.now()
    const cart = completingCart(snapshot)
    if (!cart.discounts.length) {
      if (!isLinkedToOrder(run)) {
        // The cart may have lost its offer while the payment was started.
        await requireFreshPayment(run, snapshot, { has_offer: false })
      }
      return undefined
    }
    const service = run.container.resolve(PROMOTION_REDEMPTION_MODULE)
    const until = began + (await service.getOptions()).checkoutWaitMs
    if (isLinkedToOrder(run)) {
      await requireStandingOrder(cart, run, until)
      return undefined
    }
    openCompletion(run.id, cart.id)
    const claimed = await claimWhenFree(run.container, cart, run.id, until)
    const { redemption_ids, missing_assignment, refused } = claimed
    if (redemption_ids.length || missing_assignment.length || refused) {
      leaveOutDeletedPromotions(run)
    }
    if (redemption_ids.length) {
      await requireSingleDiscounts(run, snapshot)
    }
    await requireFreshPayment(run, snapshot, {
      has_offer: redemption_ids.length > 0,
    })
    const claim: CompletionClaim = {
      ...claimed,
      cart_id: cart.id,
      total: cart.total,
      payment_session_ids: cart.payment_session_ids,
      time_left_ms: until - performance.now(),
    }
    noteClaim(
      run.id,
      claim,
      claim.redemption_ids.length
        ? keepClaim(service, { cart_id: cart.id, run_id: run.id })
        : undefined
    )
    return claim
  },

  compensate: async (kept, run) => {
    const { container } = run
    const cart_id = (closeCompletion(run.id) ?? kept)?.cart_id
    if (!cart_id) {
      return
    }
    try {
      await container.resolve(PROMOTION_REDEMPTION_MODULE).ledger.undoCheckout({
        cart_id,
        run_id: run.id,
        order_id: placedOrderIdOf(run),
      })
    } catch (error) {
      // Medusa would swallow this error. The job recovers from the ledger.
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(
          `The claim of cart ${cart_id} was not undone: ${(error as Error).message}`
        )
    }
    await syncAfterFailure(run, cart_id)
  },
}
