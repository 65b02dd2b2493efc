import { join } from "node:path"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"

import type { TestPaymentProvider } from "../jest/config"
import { book } from "./provider/book"
import type { CardOptions } from "./provider/card-provider"

/** Payment providers of the tests' shop. */
export const PROVIDERS = {
  system: "pp_system_default",
  authorizing: "pp_card_authorizing",
  capturing: "pp_card_capturing",
  /** Captures at once and refuses to cancel captured payments, as Stripe does. */
  keeping: "pp_card_keeping",
  /** Cannot cancel authorised payments. */
  stubborn: "pp_card_stubborn",
  bankTransfer: "pp_card_bank_transfer",
} as const

const OPTIONS: Record<string, CardOptions> = {
  authorizing: {},
  capturing: { captures: true },
  keeping: { captures: true, keepsCaptured: true },
  stubborn: { cannotCancel: true },
  bank_transfer: { defers: true },
}

/** The tests' payment providers, for the shop's configuration. */
export const testPaymentProviders: TestPaymentProvider[] = Object.entries(
  OPTIONS
).map(([id, options]) => ({
  resolve: join(__dirname, "provider"),
  id,
  options: { ...options },
}))

/** Delivers a webhook in which the payment provider reports a payment's outcome. */
export async function deliverWebhook(
  container: MedusaContainer,
  {
    provider,
    ...event
  }: {
    provider: string
    session_id: string
    action: "authorized" | "captured"
    amount: number
  }
): Promise<void> {
  const input = await container
    .resolve(Modules.PAYMENT)
    .getWebhookActionAndData({
      provider: provider.replace(/^pp_/, ""),
      payload: { data: event, rawData: "", headers: {} },
    })
  await processPaymentWorkflow(container).run({ input })
}

/**
 * The bank captures a payment, and the provider reports the capture by webhook, in
 * the form in which Medusa's route forwards webhooks.
 */
export async function captureLate(
  container: MedusaContainer,
  event: { provider: string; session_id: string; amount: number }
): Promise<void> {
  const { provider, session_id, amount } = event
  book.add({ payment: session_id, what: "captured" })
  await container.resolve(Modules.EVENT_BUS).emit({
    name: "payment.webhook_received",
    data: {
      provider: provider.replace(/^pp_/, ""),
      payload: {
        data: { session_id, amount, action: "captured" },
        rawData: Buffer.from("{}"),
        headers: {},
      },
    },
  })
}

/**
 * All payments, or the payments of one session, newest last, with their captures and
 * refunds.
 */
export async function listPayments(
  container: MedusaContainer,
  of: { payment_session_id?: string } = {}
) {
  return container.resolve(Modules.PAYMENT).listPayments(of, {
    relations: ["captures", "refunds"],
    order: { created_at: "ASC" },
  })
}
