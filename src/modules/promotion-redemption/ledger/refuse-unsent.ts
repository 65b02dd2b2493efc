import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { apply } from "./transition"

/**
 * Notes a refusal that is sure without a call: Engage's list says that the
 * assignment is used up, expired or not for our channel.
 *
 * @param on_refused `reject` while Medusa can still undo the order, `attention`
 * when the order stands with the discount.
 * @returns null when the caller no longer is the holder.
 */
export async function refuseUnsent(
  knex: Knex,
  refusal: {
    id: string
    run_id: string
    order_id: string | null
    by: string
    code: ErrorCode
    on_refused: "reject" | "attention"
  }
): Promise<PromotionRedemptionDTO | null> {
  const { id, run_id, order_id, by, code, on_refused } = refusal
  const [row] = await apply(
    knex,
    {
      event: on_refused === "reject" ? "refuse_unsent" : "refuse_unsent_kept",
      ...{ run_id, order_id, reason: code },
    },
    { rows: { id }, by }
  )
  return row ?? null
}

/**
 * Notes the order of a completion that refused a redemption when claiming, and is
 * about to undo the order. If the server dies before, the job knows which order
 * was half undone.
 */
export async function noteRefusedOrder(
  knex: Knex,
  {
    cart_id,
    run_id,
    order_id,
  }: { cart_id: string; run_id: string; order_id: string }
): Promise<void> {
  await apply(
    knex,
    { event: "note_refused_order", run_id, order_id },
    { rows: { cart_id }, by: "checkout" }
  )
}
