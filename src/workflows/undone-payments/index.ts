import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { announce } from "../announce"
import { logKeptPayments } from "../reconcile-redemptions/undone-payment"

/** How long Medusa may take over a payment's webhook, in milliseconds. */
const WEBHOOK_MS = 60_000

/** What Medusa tells of a payment provider's webhook, as it came. */
export type ReceivedWebhook = {
  provider: string
  payload: {
    data: Record<string, unknown>
    rawData: string | Buffer
    headers: Record<string, unknown>
  }
}

/**
 * Has the job look at once whether money was taken for an order that was refused.
 * Does nothing for a payment of any other order.
 */
export async function lookAtPaymentOfRefusal(
  container: MedusaContainer,
  paymentId: string
): Promise<void> {
  const [payment] = await container
    .resolve(Modules.PAYMENT)
    .listPayments({ id: [paymentId] }, { select: ["payment_collection_id"] })
  if (payment?.payment_collection_id) {
    const { payment_collection_id } = payment
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .lookAtPaymentAgain({ payment_collection_id })
  }
}

/**
 * Reads a webhook for the payment of an order that was refused. Medusa will not
 * hear that a payment was captured which it has cancelled: its books say that
 * nothing was taken. That is shown to an operator at once; whatever else the
 * webhook says, the job looks when Medusa has seen to it.
 */
export async function heedWebhook(
  container: MedusaContainer,
  webhook: ReceivedWebhook
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  if (!(await service.hasUndonePayments())) {
    return
  }
  const paymentModule = container.resolve(Modules.PAYMENT)
  const { action, data } = await paymentModule.getWebhookActionAndData({
    ...webhook,
    payload: { ...webhook.payload, rawData: bytesOf(webhook.payload.rawData) },
  })
  if (!data?.session_id || (action !== "captured" && action !== "authorized")) {
    return
  }
  const [session] = await paymentModule.listPaymentSessions(
    { id: [data.session_id] },
    { relations: ["payment", "payment.captures"] }
  )
  if (!session?.payment_collection_id) {
    return
  }
  const { payment_collection_id, payment } = session
  if (
    action === "captured" &&
    payment?.canceled_at &&
    !payment.captures?.length
  ) {
    const shown = await service.showPayment({ payment_collection_id })
    for (const redemption of shown) {
      await logKeptPayments(container, redemption, payment_collection_id, [
        payment.id,
      ])
    }
    await announce(container, shown)
  } else {
    await service.lookAtPaymentAgain({
      payment_collection_id,
      in_ms: WEBHOOK_MS,
    })
  }
}

/** An event bus that writes its events down makes an object of a buffer. */
function bytesOf(rawData: unknown): string | Buffer {
  const { type, data } = (rawData ?? {}) as { type?: string; data?: number[] }
  return type === "Buffer" && data
    ? Buffer.from(data)
    : (rawData as string | Buffer)
}
