import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import { detachPayment } from "../redeem-assignments/detach-payment"

const snapshotSchema = z.object({
  id: z.string(),
  total: z.coerce.number(),
  payment_collection: z
    .object({
      payment_sessions: z
        .array(
          z.object({
            id: z.string(),
            status: z.string().nullish(),
            amount: z.coerce.number().nullish(),
          })
        )
        .nullish(),
    })
    .nullish(),
})

/** Statuses in which complete-cart takes a session; it pays with the first one. */
const USABLE = [
  "pending",
  "requires_more",
  "authorized",
  "captured",
  "pending_authorization",
]

/** Amounts that are closer than this are the same, in major units. */
const ROUNDING = 0.005

/**
 * Stops the completion of a cart whose payment is for another amount than the cart
 * costs. Medusa starts a payment without the cart's lock: with what the cart cost
 * before an offer that is applied, or taken off, at the same moment. The payment
 * comes off the cart, and what is authorised of it is given back; a captured one
 * Medusa refunds. The storefront starts a new one.
 *
 * @param snapshot the cart as complete-cart has read it.
 * @throws MedusaError INVALID_DATA, in Medusa's own words for a missing payment.
 */
export async function requireFreshPayment(
  container: MedusaContainer,
  snapshot: unknown
): Promise<void> {
  const { id, total, payment_collection } = snapshotSchema.parse(snapshot)
  const session = payment_collection?.payment_sessions?.find(({ status }) =>
    USABLE.includes(status ?? "")
  )
  if (
    total <= 0 ||
    typeof session?.amount !== "number" ||
    Math.abs(session.amount - total) < ROUNDING
  ) {
    return
  }
  await detachPayment(container, id)
  await cancelAuthorized(container, session.id)
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "Payment sessions are required to complete cart"
  )
}

async function cancelAuthorized(
  container: MedusaContainer,
  sessionId: string
): Promise<void> {
  const service = container.resolve(Modules.PAYMENT)
  const payments = await service.listPayments({ payment_session_id: sessionId })
  for (const { id, captured_at, canceled_at } of payments) {
    if (captured_at || canceled_at) {
      continue
    }
    await service
      .cancelPayment(id)
      .catch((error: Error) =>
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `The payment ${id}, of another amount than its cart, was not` +
              ` cancelled: ${error.message}`
          )
      )
  }
}
