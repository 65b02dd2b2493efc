import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { OrderVerdict } from "../../modules/promotion-redemption/ledger/order-verdict"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import { sparePayment } from "../hooks/spare-payment"
import type { CompletingCart } from "../medusa/completing-cart"
import type { WorkflowRun } from "../medusa/hook-handler"
import { openCompletion } from "./open-completions"

/**
 * How often a waiting completion reads the other completion's verdict, in
 * milliseconds.
 */
export const RETRY_MS = 300

/**
 * How long a completion needs to write its verdict after its last wait, in
 * milliseconds.
 */
const MARGIN_MS = 4_000

/** Reads the verdict on the order made of the cart by a different completion. */
export async function readOrderVerdict(
  service: PromotionRedemptionModuleService,
  cart: CompletingCart
): Promise<OrderVerdict> {
  const { checkoutWaitMs, onUnavailable } = await service.getOptions()
  return service.ledger.readVerdict({
    cart_id: cart.id,
    promotion_ids: cart.discounts.map(({ promotion_id }) => promotion_id),
    deferred_within_ms: checkoutWaitMs + MARGIN_MS,
    aborted_within_ms: onUnavailable === "abort" ? MARGIN_MS : null,
  })
}

/**
 * For a completion whose cart is linked to an order already: Medusa would answer
 * with the same order. But Medusa links an order long before Engage's verdict, so
 * while the order's own completion waits for the verdict, this completion waits as
 * well, and then gives the same answer.
 *
 * @param until the end of the wait: a time of `performance.now()`.
 * @throws MedusaError NOT_ALLOWED with the refusal that undid the order;
 * `redemption_in_progress` when the other completion is not done in time, or has
 * undone the order for another reason, such as a declined card.
 */
export async function requireStandingOrder(
  cart: CompletingCart,
  run: WorkflowRun,
  until: number
): Promise<void> {
  const service = run.container.resolve(PROMOTION_REDEMPTION_MODULE)
  let verdict = await readOrderVerdict(service, cart)
  for (
    let left = until - performance.now();
    isUnderWay(verdict) && left > 0;
    left = until - performance.now()
  ) {
    await delay(Math.min(RETRY_MS, left))
    verdict = await readOrderVerdict(service, cart)
  }
  if (
    verdict.kind === "stands" ||
    (!isUnderWay(verdict) && (await isOrdered(run.container, cart.id)))
  ) {
    return
  }
  sparePayment(run.id)
  if (verdict.kind === "refused" && verdict.undone) {
    // This completion's compensation then takes the discount off before the
    // customer's answer.
    openCompletion(run.id, cart.id)
    throw engageError(verdict.code)
  }
  throw engageError("redemption_in_progress")
}

/**
 * Whether the order's own completion is still waiting for Engage or undoing the
 * order.
 */
export function isUnderWay(verdict: OrderVerdict): boolean {
  return (
    verdict.kind === "open" || (verdict.kind === "refused" && !verdict.undone)
  )
}

/** Whether Medusa still has an order of the cart. */
export async function isOrdered(
  container: MedusaContainer,
  cart_id: string
): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["cart_id", "order_id"],
      filters: { cart_id },
    })
  return data.length > 0
}
