import { z } from "@medusajs/framework/zod"
import { processPaymentWorkflowId } from "@medusajs/medusa/core-flows"

import { answerOf, type StepArguments } from "../medusa/hook-handler"
import { wrapStep } from "./wrap-step"

/** Medusa's step that completes the cart of a payment, after a webhook. */
const COMPLETE_STEP = "complete-cart-after-payment-step"

/** Medusa's step that looks the webhook's payment session up. */
const SESSION_STEP = "payment-session-query"

const noSessionSchema = z.object({ data: z.array(z.unknown()).length(0) })

/**
 * Makes Medusa complete no cart after a webhook whose payment session is gone, as
 * after every change of a cart's total: applying an offer deletes the session. Medusa
 * then looks for the cart without a filter and completes the first cart found, of any
 * customer, whose offer would be redeemed.
 *
 * Call after everything is loaded. A second call does nothing; a Medusa without the
 * steps stays unchanged.
 */
export function ignoreLostSessions(): void {
  const step = { workflowId: processPaymentWorkflowId, step: COMPLETE_STEP }
  wrapStep("ignore-lost-sessions", step, (theirs) => ({
    ...theirs,
    invoke: async (args) =>
      isSessionGone(args) ? undefined : theirs.invoke(args),
  }))
}

function isSessionGone(args: StepArguments): boolean {
  return noSessionSchema.safeParse(answerOf(args, SESSION_STEP)).success
}
