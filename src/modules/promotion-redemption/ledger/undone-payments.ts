import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"
import { fromNow, PATIENCE_MS, UNHELD } from "./time"
import { transition } from "./transition"

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
  const note = (rows: (of: Knex.QueryBuilder) => void) =>
    knex("promotion_redemption")
      .where({ cart_id })
      .where((its) =>
        its
          .where({ run_id })
          .orWhere({ order_id })
          .orWhereIn("id", redemption_ids)
      )
      .modify(rows)
      .update({ payment_collection_id })
  const refused: number = await note((rows) => rows.where("status", "rejected"))
  if (!refused) {
    await note((rows) =>
      rows.whereIn("status", [
        "linked",
        "claimed",
        "redeeming",
        "pending",
        "redeemed",
      ])
    )
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
  await knex("promotion_redemption")
    .where({ payment_collection_id, status: "rejected" })
    .whereNot({ reason: "written_off" })
    .whereNull("next_attempt_at")
    .update({
      next_attempt_at: knex.raw("now() + ? * interval '1 millisecond'", [
        in_ms,
      ]),
    })
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
  return transition(knex, {
    from: ["rejected"],
    to: "attention",
    by: "job",
    where: (rows) =>
      rows
        .where({ payment_collection_id })
        .whereNot({ reason: "written_off" })
        .whereNull("order_id"),
    set: {
      ...UNHELD,
      reason: "payment_not_returned",
      next_attempt_at: fromNow(knex, PATIENCE_MS),
    },
  })
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
    const ended: number = await trx("promotion_redemption")
      .where({ id, payment_collection_id })
      .update({ payment_collection_id: null })
    return ended && is_kept ? insertShown(trx, redemption) : null
  })
}

async function insertShown(
  knex: Knex,
  of: PromotionRedemptionDTO
): Promise<PromotionRedemptionDTO> {
  const [row] = (await knex("promotion_redemption")
    .insert({
      id: generateEntityId(undefined, "promred"),
      // The assignment is the other row's.
      assignment_id: null,
      cart_id: of.cart_id,
      customer_id: of.customer_id,
      promotion_id: of.promotion_id,
      promotion_code: of.promotion_code,
      promotion_name: of.promotion_name,
      channel: of.channel,
      payment_collection_id: of.payment_collection_id,
      status: "attention",
      reason: "payment_not_returned",
      rejected_at: knex.fn.now(),
      next_attempt_at: fromNow(knex, PATIENCE_MS),
      status_changed_at: knex.fn.now(),
      status_changed_by: "job",
    })
    .returning("*")) as [RedemptionRow]
  return toRedemption(row)
}
