import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type {
  ManagedPromotionDTO,
  ManagedPromotionSource,
} from "../../../types/promotion-redemption"

/** A Medusa promotion, with its present code. */
export type CodePromotion = { id: string; code: string }

/**
 * The given Medusa promotions that require an assignment. A promotion unknown to
 * the ledger with the code of a managed promotion counts as managed: an operator
 * deleted the promotion and created it anew. Medusa has no two promotions with the
 * same code at a time.
 */
export async function listManagedPromotionIds(
  knex: Knex,
  promotions: CodePromotion[]
): Promise<Set<string>> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `SELECT asked.id FROM unnest(?::text[], ?::text[]) AS asked (id, code)
     WHERE EXISTS (
       SELECT 1 FROM managed_promotion
       WHERE promotion_id = asked.id
         AND require_assignment AND deleted_at IS NULL
     ) OR (
       EXISTS (
         SELECT 1 FROM managed_promotion
         WHERE promotion_code = asked.code
           AND require_assignment AND deleted_at IS NULL
       ) AND NOT EXISTS (
         SELECT 1 FROM managed_promotion WHERE promotion_id = asked.id
       )
     )`,
    [promotions.map(({ id }) => id), promotions.map(({ code }) => code)]
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * The ids of all Medusa promotions that require an assignment, without those that the
 * plugin made: nobody can guess the code of such a promotion.
 */
export async function listManagedByHand(knex: Knex): Promise<string[]> {
  return knex("managed_promotion")
    .where({ require_assignment: true })
    .whereNull("deleted_at")
    .whereNot({ source: "plugin" })
    .pluck("promotion_id")
}

/**
 * Notes that a Medusa promotion stands for an Engage promotion. If noted already,
 * only the code is updated: the operator's decision is kept.
 */
export async function noteManagedPromotion(
  knex: Knex,
  promotion: {
    promotion_id: string
    promotion_code?: string | null
    source: ManagedPromotionSource
    /** Orders used the promotion freely: open until an operator decides. */
    awaiting_decision: boolean
  }
): Promise<void> {
  const { promotion_code = null } = promotion
  const insert = knex("managed_promotion")
    .insert({
      id: generateEntityId(undefined, "manprom"),
      ...promotion,
      promotion_code,
      require_assignment: !promotion.awaiting_decision,
    })
    .onConflict("promotion_id")
  await (promotion_code === null
    ? insert.ignore()
    : insert.merge({ promotion_code, updated_at: knex.fn.now() }))
}

/** The note on a Medusa promotion; null without a note. */
export async function findManagedPromotion(
  knex: Knex,
  promotionId: string
): Promise<ManagedPromotionDTO | null> {
  const row = (await knex("managed_promotion")
    .where({ promotion_id: promotionId })
    .first()) as ManagedPromotionDTO | undefined
  return row ?? null
}

/**
 * Stores an operator's decision whether a Medusa promotion requires an assignment.
 * Later links do not change the decision.
 */
export async function decideManagedPromotion(
  knex: Knex,
  {
    promotion_id,
    promotion_code,
    require_assignment,
    decided_by,
  }: {
    promotion_id: string
    promotion_code?: string
    require_assignment: boolean
    decided_by: string
  }
): Promise<ManagedPromotionDTO> {
  const decision = {
    ...(promotion_code !== undefined && { promotion_code }),
    require_assignment,
    awaiting_decision: false,
    decided_by,
    decided_at: knex.fn.now(),
  }
  const [row] = (await knex("managed_promotion")
    .insert({
      id: generateEntityId(undefined, "manprom"),
      promotion_id,
      source: "admin",
      ...decision,
    })
    .onConflict("promotion_id")
    .merge({ ...decision, updated_at: knex.fn.now() })
    .returning("*")) as [ManagedPromotionDTO]
  return row
}

/** An Engage promotion, as seen in the ledger. */
type SeenEngagePromotion = {
  /** Null: an operator linked the promotion without an id. */
  engage_promotion_id: string | null
  /** The name by the latest redemption with a name; null without any. */
  promotion_name: string | null
  redemption_count: number
  redeemed_count: number
  last_seen_at: Date
}

/** Several templates for one promotion are rare; a hundred is a mistake. */
const MAX_SEEN = 100

/** The Engage promotions that were linked for a Medusa promotion. */
export async function listSeenEngagePromotions(
  knex: Knex,
  promotionId: string
): Promise<SeenEngagePromotion[]> {
  const rows: (Omit<
    SeenEngagePromotion,
    "redemption_count" | "redeemed_count"
  > & { redemption_count: string; redeemed_count: string })[] = await knex(
    "promotion_redemption"
  )
    .where({ promotion_id: promotionId })
    .whereNull("deleted_at")
    .groupBy("engage_promotion_id")
    .orderByRaw("max(created_at) DESC")
    .limit(MAX_SEEN)
    .select(
      "engage_promotion_id",
      knex.raw("count(*) AS redemption_count"),
      knex.raw("count(*) FILTER (WHERE status = 'redeemed') AS redeemed_count"),
      knex.raw("max(created_at) AS last_seen_at"),
      knex.raw(
        `(array_agg(promotion_name ORDER BY created_at DESC)
           FILTER (WHERE promotion_name IS NOT NULL))[1] AS promotion_name`
      )
    )
  return rows.map((row) => ({
    ...row,
    redemption_count: Number(row.redemption_count),
    redeemed_count: Number(row.redeemed_count),
  }))
}

/** The number of promotions for which an operator has to decide: managed or not. */
export async function countAwaitingDecision(knex: Knex): Promise<number> {
  const [counted] = await knex("managed_promotion")
    .where({ awaiting_decision: true })
    .whereNull("deleted_at")
    .count("* as count")
  return Number(counted?.count ?? 0)
}
