import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import { LEDGER_REASONS } from "../../errors/reasons"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { checksUndonePayment } from "../../modules/promotion-redemption/ledger/decide"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"

const amountsSchema = z
  .array(z.object({ amount: z.coerce.number() }).nullish())
  .nullish()

const paymentSchema = z.object({
  id: z.string(),
  canceled_at: z.coerce.date().nullish(),
  captured_at: z.coerce.date().nullish(),
  captures: amountsSchema,
  refunds: amountsSchema,
})

type Payment = z.infer<typeof paymentSchema>

/**
 * The payments of an undone order that were not returned: not cancelled, and not
 * refunded up to the captured amount. Empty when the collection pays for a standing
 * order.
 *
 * @param canceledAfter a payment cancelled before this time does not count as given
 * back, because the provider captured the payment all the same.
 */
export async function listKeptPayments(
  container: MedusaContainer,
  payment_collection_id: string,
  canceledAfter: Date | null = null
): Promise<string[]> {
  const kept = (await paymentsOf(container, payment_collection_id))
    .filter((payment) => isKept(payment, canceledAfter))
    .map(({ id }) => id)
  if (!kept.length) {
    return []
  }
  const { data: orders } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_payment_collection",
      fields: ["order_id"],
      filters: { payment_collection_id },
    })
  return orders.length ? [] : kept
}

function isKept(
  { canceled_at, captures, refunds }: Payment,
  canceledAfter: Date | null
): boolean {
  const captured = sum(captures)
  if (MathBN.gt(captured, 0)) {
    return MathBN.gt(captured, sum(refunds))
  }
  return !canceled_at || (canceledAfter !== null && canceled_at < canceledAfter)
}

const sum = (amounts: Payment["captures"]) =>
  MathBN.sum(...(amounts ?? []).map((one) => one?.amount ?? 0))

/**
 * What is captured and not refunded of payments that are not captured whole. Of a
 * payment that is captured whole Medusa gives all back.
 */
export async function listCapturedParts(
  container: MedusaContainer,
  payment_collection_id: string
): Promise<{ payment_id: string; amount: BigNumberInput }[]> {
  return (await paymentsOf(container, payment_collection_id))
    .filter(({ captured_at }) => !captured_at)
    .map(({ id, captures, refunds }) => ({
      payment_id: id,
      amount: MathBN.sub(sum(captures), sum(refunds)),
    }))
    .filter(({ amount }) => MathBN.gt(amount, 0))
}

async function paymentsOf(
  container: MedusaContainer,
  payment_collection_id: string
): Promise<Payment[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "payment",
      fields: [
        "id",
        "canceled_at",
        "captured_at",
        "captures.amount",
        "refunds.amount",
      ],
      filters: { payment_collection_id },
    })
  return z.array(paymentSchema).parse(data)
}

/** The ids of the orders that a payment collection belongs to. */
async function orderIdsOf(
  container: MedusaContainer,
  payment_collection_id: string,
  { withDeleted = false } = {}
): Promise<string[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_payment_collection",
      fields: ["order_id"],
      filters: { payment_collection_id },
      withDeleted,
    })
  return data.map(({ order_id }) => String(order_id))
}

/** Logs that money may have been taken without an order, with all ids. */
export async function logKeptPayments(
  container: MedusaContainer,
  { id, cart_id }: Pick<PromotionRedemptionDTO, "id" | "cart_id">,
  payment_collection_id: string,
  payments: string[]
): Promise<void> {
  // The link was deleted with the order, and only the order's id is left.
  const orders = await orderIdsOf(container, payment_collection_id, {
    withDeleted: true,
  })
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(
      `Payment not returned: redemption=${id} cart=${cart_id}` +
        ` order=${orders.join(",") || "-"}` +
        ` payment_collection=${payment_collection_id}` +
        ` payments=${payments.join(",")}: ${LEDGER_REASONS.payment_not_returned}`
    )
}

/**
 * Checks the payment of a completion undone without a refusal. The assignment stays
 * in use, so a kept payment is shown in a row of its own.
 */
export async function lookAtUndonePayment(
  container: MedusaContainer,
  redemption: DueRedemption
): Promise<void> {
  const { payment_collection_id } = redemption
  if (!payment_collection_id || !checksUndonePayment(redemption, Date.now())) {
    return
  }
  const kept = await listKeptPayments(container, payment_collection_id)
  const shown = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.endPaymentCheck({ redemption, is_kept: kept.length > 0 })
  if (kept.length) {
    const { id, cart_id } = shown ?? redemption
    await logKeptPayments(
      container,
      { id, cart_id },
      payment_collection_id,
      kept
    )
  }
  if (shown) {
    await announce(container, [shown])
  }
}

/** How long Medusa may take to process a payment's webhook, in milliseconds. */
const WEBHOOK_MS = 60_000

/** Medusa's event about a payment provider's webhook, unread. */
export type ReceivedWebhook = {
  provider: string
  payload: {
    data: Record<string, unknown>
    rawData: string | Buffer
    headers: Record<string, unknown>
  }
}

/**
 * Has the job check at once what a captured payment means: money taken for a refused
 * order, or an order paid that a redemption waits for. Does nothing for a payment of
 * any other order.
 */
export async function heedCapture(
  container: MedusaContainer,
  paymentId: string
): Promise<void> {
  const [payment] = await container
    .resolve(Modules.PAYMENT)
    .listPayments({ id: [paymentId] }, { select: ["payment_collection_id"] })
  if (!payment?.payment_collection_id) {
    return
  }
  const { payment_collection_id } = payment
  const { ledger } = container.resolve(PROMOTION_REDEMPTION_MODULE)
  await ledger.apply(
    { event: "look_at_payment", in_ms: 0 },
    { rows: { payment_collection_id }, by: null }
  )
  const order_id = await orderIdsOf(container, payment_collection_id)
  await ledger.apply(
    { event: "look_at_paid" },
    { rows: { order_id }, by: null }
  )
}

/**
 * Reads a webhook for the payment of a refused order. Medusa ignores a capture of a
 * payment that it has cancelled, and its books show no money taken: the plugin shows
 * this capture to an operator at once. After any other capture or authorisation the
 * job checks, once Medusa has processed the webhook.
 */
export async function heedWebhook(
  container: MedusaContainer,
  webhook: ReceivedWebhook
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  if (!(await service.ledger.hasUndonePayments())) {
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
    const shown = await service.ledger.apply(
      { event: "show_payment" },
      { rows: { payment_collection_id }, by: "job" }
    )
    for (const redemption of shown) {
      await logKeptPayments(container, redemption, payment_collection_id, [
        payment.id,
      ])
    }
    await announce(container, shown)
  } else {
    await service.ledger.apply(
      { event: "look_at_payment", in_ms: WEBHOOK_MS },
      { rows: { payment_collection_id }, by: null }
    )
  }
}

/** An event bus that serialises its events turns a Buffer into a plain object. */
function bytesOf(rawData: unknown): string | Buffer {
  const { type, data } = (rawData ?? {}) as { type?: string; data?: number[] }
  return type === "Buffer" && data
    ? Buffer.from(data)
    : (rawData as string | Buffer)
}
