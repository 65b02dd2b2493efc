import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { Claim } from "../../modules/promotion-redemption/ledger/claim"
import type { CompletingCart } from "./completing-cart"

/** How long to wait for another run on the cart: as long as for Medusa's lock. */
const HELD_WAIT_MS = 30_000

const HELD_RETRY_MS = 300

/**
 * Claims a cart's redemptions for a completion, and waits while another run holds
 * the cart, as Medusa's lock would make it where servers share one. To stop at
 * once would be wrong without a shared lock: Medusa refunds a captured payment of
 * the run that fails first, though the other is about to place the order that it
 * pays for.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` when the cart is being
 * completed elsewhere, or was and its payment has been undone: this run has read
 * the cart before that, and would place an order that nobody pays.
 */
export async function claimWhenFree(
  container: MedusaContainer,
  cart: CompletingCart,
  run_id: string
): Promise<Claim> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const deadline = Date.now() + HELD_WAIT_MS

  for (let waited = false; ; waited = true) {
    const claim = await service.claim({
      cart_id: cart.id,
      customer_id: cart.customer_id,
      currency_code: cart.currency_code,
      run_id,
      discounts: cart.discounts,
    })
    if (!claim.conflict) {
      if (waited && !(await isPaymentAttached(container, cart))) {
        throw engageError("redemption_in_progress")
      }
      return claim
    }
    if (claim.conflict === "ordered" || Date.now() > deadline) {
      throw engageError("redemption_in_progress")
    }
    await delay(HELD_RETRY_MS)
  }
}

/** Whether the cart still has the payment collection that the run read. */
async function isPaymentAttached(
  container: MedusaContainer,
  { id, payment_collection_id }: CompletingCart
): Promise<boolean> {
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
