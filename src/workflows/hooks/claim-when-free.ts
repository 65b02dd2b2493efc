import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { Claim } from "../../modules/promotion-redemption/ledger/claim"
import { claimCart } from "../redeem-assignments/claim"
import type { CompletingCart } from "../medusa/completing-cart"
import { isUnderWay, readOrderVerdict, RETRY_MS } from "./order-verdict"
import { sparePayment } from "./spare-payment"

/**
 * Claims a cart's redemptions for a completion, and waits while another run holds
 * the cart, as Medusa's lock would make it where servers share one.
 *
 * @param until a time of `performance.now()`; then it waits no longer.
 * @throws MedusaError NOT_ALLOWED with the other run's refusal, once its order is
 * undone; `redemption_in_progress` when the other run is not done in time, has placed its
 * order, or has undone its payment: this run has read the cart before that, and
 * would place a second order, or one that nobody pays.
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

  /** Whether the cart still has the payment collection that the run read. */
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
