import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { apply, begin } from "./transition"

/** A completion that fails after its payment, and is about to be undone. */
export type UndoneCompletion = {
  cart_id: string
  order_id: string
  run_id: string
  redemption_ids: string[]
  payment_collection_id: string
}

/** How long a refused payment may still be captured late, in days. */
const LATE_DAYS = 90

/**
 * Notes the payment collection of a completion that is about to be undone, on
 * what was refused in the completion; where nothing was, as when Engage is away
 * and the shop wants no order then, on what the completion held.
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

/** Whether the payment of a refused order may still be heard of. */
export async function hasUndonePayments(knex: Knex): Promise<boolean> {
  const row: unknown = await knex("promotion_redemption")
    .whereNotNull("payment_collection_id")
    .whereRaw("rejected_at > now() - ? * interval '1 day'", [LATE_DAYS])
    .first("id")
  return row !== undefined
}

/**
 * Has the job look anew at the payment of a refused order, unless a look is to
 * come anyway. What an operator has settled stays settled.
 *
 * @param in_ms when, in milliseconds. Default: now.
 */
export async function lookAtPaymentAgain(
  knex: Knex,
  {
    payment_collection_id,
    in_ms = 0,
  }: { payment_collection_id: string; in_ms?: number }
): Promise<void> {
  await apply(
    knex,
    { event: "look_at_payment", in_ms },
    { rows: { payment_collection_id }, by: null }
  )
}

/**
 * Shows a refused order's payment to an operator, when it is known that money
 * was taken although Medusa has the payment as cancelled.
 *
 * @returns the rows that were not shown yet.
 */
export async function showPayment(
  knex: Knex,
  { payment_collection_id }: { payment_collection_id: string }
): Promise<PromotionRedemptionDTO[]> {
  return apply(
    knex,
    { event: "show_payment" },
    { rows: { payment_collection_id }, by: "job" }
  )
}

/**
 * Ends the looking after the payment of a completion in which nothing was
 * refused: its assignment goes on by itself.
 *
 * @param is_kept the money was not given back: a row of its own tells an operator.
 * @returns that row; null when there is none.
 */
export async function settleUndonePayment(
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

async function insertShown(
  knex: Knex,
  of: PromotionRedemptionDTO
): Promise<PromotionRedemptionDTO> {
  return begin(
    knex,
    { event: "show_undone_payment" },
    {
      // Without the assignment, which is the other row's.
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
