import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { announce } from "../announce"
import {
  listKeptPayments,
  logKeptPayments,
} from "../background/undone-payments"

/** A payment that the plugin has taken off a cart. */
type FollowedPayment = { cart_id: string; payment_collection_id: string }

/**
 * The payments that failing completions in this process have taken off their carts,
 * by workflow run. In memory is enough: Medusa itself gives nothing back once the
 * process has died.
 */
const followed = new Map<string, FollowedPayment>()

/** Notes the payment that a failing completion has taken off its cart. */
export function followPayment(run: string, payment: FollowedPayment): void {
  followed.set(run, payment)
}

/**
 * Once Medusa has undone a completion: shows an operator the payment that the
 * completion has taken off its cart, unless the money was returned. Nobody would
 * find the payment otherwise, as no cart and no order names it. Never throws.
 */
export async function showFollowedPayment(
  container: MedusaContainer,
  run: string
): Promise<void> {
  const payment = followed.get(run)
  followed.delete(run)
  if (!payment) {
    return
  }
  const { cart_id, payment_collection_id } = payment
  try {
    const kept = await listKeptPayments(container, payment_collection_id)
    if (!kept.length) {
      return
    }
    const { ledger } = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const shown = await ledger.showPaymentOfCart(payment)
    await logKeptPayments(
      container,
      shown ?? { id: "-", cart_id },
      payment_collection_id,
      kept
    )
    if (shown) {
      await announce(container, [shown])
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `Whether the payment ${payment_collection_id} of cart ${cart_id} was` +
          ` returned is not known: ${(error as Error).message}`
      )
  }
}
