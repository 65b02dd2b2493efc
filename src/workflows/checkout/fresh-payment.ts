import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  MedusaError,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { UndoneCompletion } from "../../modules/promotion-redemption/ledger/undone-payments"
import { listCapturedParts } from "../background/undone-payments"
import { hasDoubledDiscount } from "../medusa/discounts"
import type { WorkflowRun } from "../medusa/hook-handler"
import { followPayment } from "./followed-payments"

/**
 * Takes the payment collection, with its session, off a cart: no completion can use
 * the payment any more, and the storefront starts a new payment. The session itself
 * stays, because Medusa finds the payment to cancel or refund by its session.
 *
 * @returns the collection's id; undefined for a cart without a collection.
 */
async function dismissPayment(
  container: MedusaContainer,
  cart_id: string
): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id", "payment_collection_id"],
    filters: { cart_id },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss(
    links.map(({ payment_collection_id }) => ({
      [Modules.CART]: { cart_id },
      [Modules.PAYMENT]: { payment_collection_id },
    }))
  )
  return links[0]?.payment_collection_id
}

/**
 * Takes the payment off a cart whose completion fails: see `dismissPayment`. A part
 * that the provider has captured is refunded here, because Medusa refunds only a
 * payment that is captured whole. A payment that is not returned by the end of the
 * completion is shown to an operator: without its cart nobody would find it.
 */
export async function detachPayment(
  { container, id: run_id }: Pick<WorkflowRun, "container" | "id">,
  cart_id: string
): Promise<void> {
  const payment_collection_id = await dismissPayment(container, cart_id)
  if (payment_collection_id) {
    followPayment(run_id, { cart_id, payment_collection_id })
    await refundCapturedParts(container, payment_collection_id)
  }
}

/**
 * Detaches the payment of a completion that fails after its payment was authorised.
 * Medusa is about to cancel or refund the payment, while the session still says
 * "authorised": a second completion would place an order without a payment.
 *
 * The ledger notes the collection, and the job checks it later: Medusa swallows the
 * error when the payment can be neither cancelled nor refunded. Refunds a captured
 * part, as `detachPayment` does.
 */
export async function detachUndonePayment(
  container: MedusaContainer,
  completion: Omit<UndoneCompletion, "payment_collection_id">
): Promise<void> {
  const payment_collection_id = await dismissPayment(
    container,
    completion.cart_id
  )
  if (payment_collection_id) {
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .ledger.noteUndonePayment({ ...completion, payment_collection_id })
    await refundCapturedParts(container, payment_collection_id)
  }
}

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

/**
 * Session statuses accepted by complete-cart; Medusa pays with the first such
 * session.
 */
const USABLE = [
  "pending",
  "requires_more",
  "authorized",
  "captured",
  "pending_authorization",
]

/** Amounts closer than this are equal, in major units. */
const ROUNDING = 0.005

/**
 * Stops the completion of a cart whose payment differs from the cart's total. Medusa
 * starts a payment without the cart's lock: if an offer is applied or taken off at
 * the same moment, the payment has the old total. The payment comes off the cart; an
 * authorised amount is released here, and Medusa refunds a captured payment. The
 * storefront starts a new payment.
 *
 * A cart that never had an offer is left to Medusa, whatever its payment.
 *
 * @param snapshot the cart as read by complete-cart.
 * @param has_offer an offer discounts the cart. False: looked up in the ledger, but
 * only if the payment differs.
 * @throws MedusaError INVALID_DATA, in Medusa's own words for a missing payment.
 */
export async function requireFreshPayment(
  run: Pick<WorkflowRun, "container" | "id">,
  snapshot: unknown,
  { has_offer }: { has_offer: boolean }
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
  const { ledger } = run.container.resolve(PROMOTION_REDEMPTION_MODULE)
  if (!has_offer && !(await ledger.listPromotionsOfCart(id)).length) {
    return
  }
  await detachPayment(run, id)
  await releaseSessions(run.container, [session.id])
  throw paymentRequired()
}

/**
 * Stops the completion of a cart with a doubled discount: see `hasDoubledDiscount`.
 * The payment comes off the cart as in `requireFreshPayment`, the cart is refreshed,
 * and the storefront starts a payment of the right total.
 *
 * @param snapshot the cart as read by complete-cart.
 * @throws MedusaError INVALID_DATA, in Medusa's own words for a missing payment.
 */
export async function requireSingleDiscounts(
  run: Pick<WorkflowRun, "container" | "id" | "idempotency_key">,
  snapshot: unknown
): Promise<void> {
  if (!hasDoubledDiscount(snapshot)) {
    return
  }
  const { id, payment_collection } = snapshotSchema.parse(snapshot)
  await detachPayment(run, id)
  await releaseSessions(
    run.container,
    (payment_collection?.payment_sessions ?? []).map((session) => session.id)
  )
  await refreshCartItemsWorkflow(run.container).run({
    input: { cart_id: id },
    // The completion has the cart's lock.
    context: { parentStepIdempotencyKey: run.idempotency_key },
  })
  throw paymentRequired()
}

const paymentRequired = () =>
  new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "Payment sessions are required to complete cart"
  )

/**
 * Releases what the provider may have authorised for sessions that pay for no order:
 * cancels payments that are not captured, and deletes sessions without a payment, as
 * Medusa does when a cart's total changes. A webhook may have told Medusa of an
 * authorisation that Medusa has not recorded yet.
 */
async function releaseSessions(
  container: MedusaContainer,
  sessionIds: string[]
): Promise<void> {
  const service = container.resolve(Modules.PAYMENT)
  const payments = await service.listPayments(
    { payment_session_id: sessionIds },
    { relations: ["payment_session"] }
  )
  const logFailure = (id: string) => (error: Error) =>
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `The payment ${id}, of another amount than its cart, was not` +
          ` cancelled: ${error.message}`
      )
  for (const { id, captured_at, canceled_at } of payments) {
    if (!captured_at && !canceled_at) {
      await service.cancelPayment(id).catch(logFailure(id))
    }
  }
  const unpaid = sessionIds.filter(
    (id) => !payments.some(({ payment_session }) => payment_session?.id === id)
  )
  for (const id of unpaid) {
    await service.deletePaymentSession(id).catch(logFailure(id))
  }
}

/**
 * Refunds what was captured of payments that are not captured whole. Logs a refund
 * that fails: the checks of a payment that is not returned see it as well.
 */
async function refundCapturedParts(
  container: MedusaContainer,
  payment_collection_id: string
): Promise<void> {
  const service = container.resolve(Modules.PAYMENT)
  const parts = await listCapturedParts(container, payment_collection_id)
  for (const { payment_id, amount } of parts) {
    await service
      .refundPayment({
        payment_id,
        amount,
        note: "Refunded due to cart completion failure",
      })
      .catch((error: Error) =>
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `What was captured of payment ${payment_id} was not refunded: ${error.message}`
          )
      )
  }
}
