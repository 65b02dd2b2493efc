import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { COMPLETION_CHECK_MS, fromNow, LINKED_CHECK_MS } from "./time"
import { transition } from "./transition"

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
  const rejected = refusal.on_refused === "reject"
  const [row] = await transition(knex, {
    from: ["claimed", "pending", "attention"],
    to: rejected ? "rejected" : "attention",
    by: refusal.by,
    where: (rows) => rows.where({ id: refusal.id, run_id: refusal.run_id }),
    set: {
      reason: refusal.code,
      order_id: refusal.order_id,
      lease_expires_at: null,
      // Somebody has to see that the order is undone, or that it stands.
      next_attempt_at: fromNow(
        knex,
        rejected ? COMPLETION_CHECK_MS : LINKED_CHECK_MS
      ),
      ...(rejected && { rejected_at: knex.fn.now() }),
    },
  })
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
  await transition(knex, {
    from: ["rejected"],
    to: "rejected",
    by: "checkout",
    where: (rows) => rows.where({ cart_id, run_id }),
    set: {
      order_id,
      // The job may have looked for an order before there was one.
      next_attempt_at: fromNow(knex, COMPLETION_CHECK_MS),
    },
  })
}
