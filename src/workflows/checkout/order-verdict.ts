import { setTimeout as delay } from "node:timers/promises"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { OrderVerdict } from "../../modules/promotion-redemption/ledger/order-verdict"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import { sparePayment } from "../hooks/spare-payment"
import type { CompletingCart } from "../medusa/completing-cart"
import type { WorkflowRun } from "../medusa/hook-handler"
import { openCompletion } from "./held-claims"

/** How often another run's completion is looked at, in milliseconds. */
export const RETRY_MS = 300

/** What a completion needs after its last wait to write its verdict. */
const MARGIN_MS = 4_000

/** Reads what became of the order that another run makes, or has made, of a cart. */
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
 * For a run that finds its cart linked to an order, which Medusa answers with
 * again. Medusa links an order long before Engage's verdict: while another run is
 * waiting for it, this one waits as well, and then answers as that one does.
 *
 * @param until a time of `performance.now()`; then it waits no longer.
 * @throws MedusaError NOT_ALLOWED with the refusal for which the order is undone;
 * `redemption_in_progress` when the other run is not done in time, or when it has
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
    (!isUnderWay(verdict) && (await isOrdered(run, cart)))
  ) {
    return
  }
  sparePayment(run.id)
  if (verdict.kind === "refused" && verdict.undone) {
    // Its undoing sees to it that the discount is off before the answer leaves.
    openCompletion(run.id, cart.id)
    throw engageError(verdict.code)
  }
  throw engageError("redemption_in_progress")
}

/** Whether the run that makes the order is not done: it waits, or undoes it. */
export function isUnderWay(verdict: OrderVerdict): boolean {
  return (
    verdict.kind === "open" || (verdict.kind === "refused" && !verdict.undone)
  )
}

/** Whether Medusa has the cart's order still. */
async function isOrdered(
  { container }: WorkflowRun,
  { id }: CompletingCart
): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["cart_id", "order_id"],
      filters: { cart_id: id },
    })
  return data.length > 0
}
