import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"
import { apply, begin } from "./transition"

/** A completion that fails after its payment, and that Medusa is about to undo. */
export type UndoneCompletion = {
  cart_id: string
  order_id: string
  run_id: string
  redemption_ids: string[]
  payment_collection_id: string
}

/** How long the payment of a refused order may still be captured late, in days. */
const LATE_DAYS = 90

/**
 * Notes, on a completion's refused rows, the payment collection that Medusa is
 * about to undo. Without a refused row, as when Engage is away and the shop then
 * wants no order, notes the payment on the completion's other rows.
 */
export async function noteUndonePayment(
  knex: Knex,
  completion: UndoneCompletion
): Promise<void> {
  const { cart_id, order_id, run_id, redemption_ids, payment_collection_id } =
    completion
  const facts = { run_id, order_id, redemption_ids, payment_collection_id }
  const change = { rows: { cart_id }, by: null }
  const refused = await apply(
    knex,
    { event: "note_refused_payment", ...facts },
    change
  )
  if (!refused.length) {
    await apply(knex, { event: "note_payment", ...facts }, change)
  }
}

/** Whether news of a refused order's payment may still come. */
export async function hasUndonePayments(knex: Knex): Promise<boolean> {
  const row: unknown = await knex("promotion_redemption")
    .whereNotNull("payment_collection_id")
    .whereRaw("rejected_at > now() - ? * interval '1 day'", [LATE_DAYS])
    .first("id")
  return row !== undefined
}

/**
 * Ends the job's checks of a payment, for a completion without a refused row: the
 * row's assignment is not affected.
 *
 * @param is_kept the money was not returned: a separate row tells an operator.
 * @returns the separate row; null without one.
 */
export async function endPaymentCheck(
  knex: Knex,
  {
    redemption,
    is_kept,
  }: { redemption: PromotionRedemptionDTO; is_kept: boolean }
): Promise<PromotionRedemptionDTO | null> {
  const { id, payment_collection_id } = redemption
  return knex.transaction(async (trx) => {
    const ended = await apply(
      trx,
      { event: "forget_payment" },
      { rows: { id, payment_collection_id }, by: null }
    )
    return ended.length && is_kept ? insertShown(trx, redemption) : null
  })
}

/**
 * Shows an operator a payment that was taken off a cart and not returned, in a row
 * of its own: the cart's offers may be off the cart, or back on it.
 *
 * @returns the separate row, with the promotion of the cart's latest row; null for a
 * cart that never had an offer.
 */
export async function showPaymentOfCart(
  knex: Knex,
  {
    cart_id,
    payment_collection_id,
  }: { cart_id: string; payment_collection_id: string }
): Promise<PromotionRedemptionDTO | null> {
  const latest: RedemptionRow | undefined = await knex("promotion_redemption")
    .where({ cart_id })
    .orderBy("created_at", "desc")
    .first()
  return latest
    ? insertShown(knex, { ...toRedemption(latest), payment_collection_id })
    : null
}

async function insertShown(
  knex: Knex,
  of: PromotionRedemptionDTO
): Promise<PromotionRedemptionDTO> {
  return begin(
    knex,
    { event: "show_undone_payment" },
    {
      // Without the assignment, which belongs to the first row.
      row: {
        cart_id: of.cart_id,
        customer_id: of.customer_id,
        promotion_id: of.promotion_id,
        promotion_code: of.promotion_code,
        promotion_name: of.promotion_name,
        channel: of.channel,
        payment_collection_id: of.payment_collection_id,
      },
      by: "job",
    }
  )
}
