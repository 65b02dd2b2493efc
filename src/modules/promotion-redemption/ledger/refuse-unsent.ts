import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { apply } from "./transition"

/**
 * Notes a refusal that is sure without sending the redemption: Engage's list
 * says it is used up, expired or not for our channel.
 *
 * @param on_refused `reject` while the order can still be undone, `attention`
 * when it stands with the discount.
 * @returns null when the run no longer holds the row.
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
 * Notes the order that a completion has made although it refused a redemption
 * when it began, and is about to undo: whoever finds it half undone has to know
 * which one it was.
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
