import { randomUUID } from "node:crypto"
import { setTimeout as delay } from "node:timers/promises"

import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CapturePaymentInput,
  CreateAccountHolderInput,
  DeletePaymentInput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  UpdatePaymentInput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, BigNumber } from "@medusajs/framework/utils"

import { book } from "./book"
import { providerGate } from "./gate"

/** How a card company of the tests behaves. */
export type CardOptions = {
  /** Captures the money when authorising, not on request. */
  captures?: boolean
  /** Refuses to delete or cancel a captured payment, as Stripe does. */
  keepsCaptured?: boolean
  /** Fails to cancel, as if the bank were down. */
  cannotCancel?: boolean
  /** Authorises later, by webhook, like a bank transfer. */
  defers?: boolean
}

/** A payment, as kept in the session's `data`. */
type PaymentData = {
  id: string
  captured?: boolean
  /** Given by the shopper: "declined", "asks for a code" or any other text. */
  card?: string
  /** How long the card company takes to authorise, in milliseconds. */
  takes_ms?: number
}

/**
 * A payment provider that accepts every card except "declined", and except "asks for
 * a code", where the shopper never enters the code.
 */
export class CardProvider extends AbstractPaymentProvider<CardOptions> {
  static override identifier = "card"

  /** Sessions that a webhook has reported as authorised or captured. */
  private readonly settled = new Set<string>()

  constructor(container: Record<string, unknown>, options?: CardOptions) {
    super(container, options)
  }

  async initiatePayment({
    amount,
    data,
  }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    await providerGate.pass("initiate", data)
    const id = randomUUID()
    book.open(id, new BigNumber(amount).numeric, data?.purchase)
    return { id, data: { ...data, id } }
  }

  async authorizePayment({
    data,
    context,
  }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    await providerGate.pass("authorize", data)
    const payment = paymentOf(data)
    await delay(payment.takes_ms ?? 0)
    if (payment.card === "declined" || book.isDeleted(payment.id)) {
      return { status: "error", data }
    }
    if (payment.card === "asks for a code") {
      return { status: "requires_more", data }
    }
    if (
      this.config.defers &&
      !this.settled.has(context?.idempotency_key ?? "")
    ) {
      return { status: "pending_authorization", data }
    }
    if (this.config.captures) {
      book.add({ payment: payment.id, what: "captured" })
      return { status: "captured", data: { ...data, captured: true } }
    }
    book.add({ payment: payment.id, what: "authorized" })
    return { status: "authorized", data }
  }

  async capturePayment({ data }: CapturePaymentInput) {
    await providerGate.pass("capture", data)
    book.add({ payment: paymentOf(data).id, what: "captured" })
    return { data: { ...data, captured: true } }
  }

  async cancelPayment({ data }: CancelPaymentInput) {
    await providerGate.pass("cancel", data)
    this.refuseIfCaptured(data)
    if (this.config.cannotCancel) {
      throw new Error("The bank is away")
    }
    book.add({ payment: paymentOf(data).id, what: "canceled" })
    return { data }
  }

  async deletePayment({ data }: DeletePaymentInput) {
    await providerGate.pass("delete", data)
    this.refuseIfCaptured(data)
    book.add({ payment: paymentOf(data).id, what: "deleted" })
    return { data }
  }

  async refundPayment({ amount, data }: RefundPaymentInput) {
    await providerGate.pass("refund", data)
    book.add({
      payment: paymentOf(data).id,
      what: "refunded",
      amount: new BigNumber(amount).numeric,
    })
    return { data }
  }

  async updatePayment({ data }: UpdatePaymentInput) {
    return { data }
  }

  async retrievePayment({ data }: { data?: Record<string, unknown> }) {
    return { data }
  }

  async createAccountHolder({ context }: CreateAccountHolderInput) {
    return { id: context.customer.id }
  }

  async getPaymentStatus() {
    return { status: "pending" as const }
  }

  /** A webhook of the tests carries its meaning: session, action and amount. */
  async getWebhookActionAndData({
    data,
  }: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const { session_id, action, amount } = data as {
      session_id: string
      action: "authorized" | "captured"
      amount: number
    }
    this.settled.add(session_id)
    return { action, data: { session_id, amount: new BigNumber(amount) } }
  }

  private refuseIfCaptured(data?: Record<string, unknown>): void {
    if (this.config.keepsCaptured && paymentOf(data).captured) {
      throw new Error("A captured payment can only be refunded")
    }
  }
}

function paymentOf(data?: Record<string, unknown>): PaymentData {
  return { id: "", ...data }
}
