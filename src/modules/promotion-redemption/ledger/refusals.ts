import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRefusalDTO } from "../../../types/promotion-redemption"

/** How long staff can see a refused offer, in days. */
const KEPT_DAYS = 14

/** Most refusals kept for a customer, so that no shopper fills the table. */
const MOST_OF_A_CUSTOMER = 20

/** An offer that was refused when a customer applied the offer. */
type Refusal = {
  customer_id: string
  cart_id: string
  assignment_id: string
  engage_promotion_id: string | null
  promotion_code: string | null
  promotion_name: string | null
  reason: ErrorCode
}

/**
 * Notes that an offer was refused when a customer applied the offer. The same
 * refusal again raises the count; only a customer's latest refusals are kept.
 */
export async function noteRefusal(knex: Knex, refusal: Refusal): Promise<void> {
  const { customer_id } = refusal
  await knex("promotion_refusal")
    .insert({
      ...refusal,
      id: generateEntityId(undefined, "promrefu"),
      refused_at: knex.fn.now(),
    })
    .onConflict(
      knex.raw(
        "(customer_id, cart_id, assignment_id, reason) WHERE deleted_at IS NULL"
      )
    )
    .merge({
      count: knex.raw("promotion_refusal.count + 1"),
      refused_at: knex.fn.now(),
      updated_at: knex.fn.now(),
    })
  const kept = knex("promotion_refusal")
    .where({ customer_id })
    .orderByRaw("refused_at DESC, id DESC")
    .limit(MOST_OF_A_CUSTOMER)
    .select("id")
  await knex("promotion_refusal")
    .where({ customer_id })
    .whereNotIn("id", kept)
    .delete()
}

/** Which customers' refusals, or on which carts; all given filters have to hold. */
type RefusalFilters = {
  customer_id?: string | string[]
  cart_id?: string | string[]
}

/** A page of refusals, the latest first. */
export async function listRefusals(
  knex: Knex,
  filters: RefusalFilters,
  { limit, offset }: { limit: number; offset: number }
): Promise<[PromotionRefusalDTO[], number]> {
  const matching = () =>
    knex("promotion_refusal")
      .whereNull("deleted_at")
      .whereRaw("refused_at > now() - ? * interval '1 day'", [KEPT_DAYS])
      .modify((rows) => {
        for (const [column, wanted] of Object.entries(filters)) {
          if (wanted !== undefined) {
            rows.whereIn(column, [wanted].flat())
          }
        }
      })
  const [rows, [counted]] = await Promise.all([
    matching()
      .orderByRaw("refused_at DESC, id DESC")
      .limit(limit)
      .offset(offset)
      .select(
        "id",
        "customer_id",
        "cart_id",
        "assignment_id",
        "engage_promotion_id",
        "promotion_code",
        "promotion_name",
        "reason",
        "count",
        "refused_at"
      ) as Promise<PromotionRefusalDTO[]>,
    matching().count("* as count") as Promise<{ count: string }[]>,
  ])
  return [rows, Number(counted?.count ?? 0)]
}

/** Deletes refusals that are too old to be shown. */
export async function purgeRefusals(knex: Knex): Promise<number> {
  return knex("promotion_refusal")
    .whereRaw("refused_at <= now() - ? * interval '1 day'", [KEPT_DAYS])
    .delete()
}

/** Deletes all refusals of the given customers. */
export async function forgetRefusals(
  knex: Knex,
  customerIds: string[]
): Promise<void> {
  await knex("promotion_refusal")
    .whereRaw("customer_id = ANY(?)", [customerIds])
    .delete()
}
