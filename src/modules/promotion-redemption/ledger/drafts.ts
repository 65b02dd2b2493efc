import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { EngagePromotionDraftDTO } from "../../../types/promotion-redemption"
import { isUniqueViolation } from "./unique-violation"

/** Drafts that a promotion's page shows. */
const SHOWN = 10

/** Why a draft is not begun, or its row. */
export type BegunDraft =
  | { kind: "begun"; draft: EngagePromotionDraftDTO }
  /** Somebody's call is out. */
  | { kind: "in_progress" }
  /** An earlier call may have created one. */
  | { kind: "unknown" }

/**
 * Commits that a draft is about to be created, before it is. One call at a time
 * for a promotion; one of a dead server counts as out until its time is over.
 */
export async function beginDraft(
  knex: Knex,
  {
    promotion_id,
    name,
    created_by,
    despite_unknown,
    timeout_ms,
  }: {
    promotion_id: string
    name: string
    created_by: string
    /** The operator has looked in Engage. */
    despite_unknown: boolean
    /** Longest time that a call can be out, in milliseconds. */
    timeout_ms: number
  }
): Promise<BegunDraft> {
  await knex("engage_promotion_draft")
    .where({ promotion_id, status: "creating" })
    .whereRaw("created_at < now() - ? * interval '1 millisecond'", [timeout_ms])
    .update({ status: "unknown", updated_at: knex.fn.now() })
  const latest = (await listDrafts(knex, promotion_id))[0]
  if (latest?.status === "unknown" && !despite_unknown) {
    return { kind: "unknown" }
  }
  try {
    const [draft] = (await knex("engage_promotion_draft")
      .insert({
        id: generateEntityId(undefined, "engdraft"),
        promotion_id,
        status: "creating",
        name,
        created_by,
      })
      .returning("*")) as [EngagePromotionDraftDTO]
    return { kind: "begun", draft }
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "in_progress" }
    }
    throw error
  }
}

/** Commits what became of it. */
export async function finishDraft(
  knex: Knex,
  {
    id,
    ...columns
  }: Pick<
    EngagePromotionDraftDTO,
    "id" | "status" | "engage_promotion_id" | "http_status"
  >
): Promise<EngagePromotionDraftDTO> {
  const [draft] = (await knex("engage_promotion_draft")
    .where({ id })
    .update({ ...columns, updated_at: knex.fn.now() })
    .returning("*")) as [EngagePromotionDraftDTO]
  return draft
}

/** A promotion's drafts, newest first, ten at most. */
export async function listDrafts(
  knex: Knex,
  promotionId: string
): Promise<EngagePromotionDraftDTO[]> {
  return knex("engage_promotion_draft")
    .where({ promotion_id: promotionId })
    .orderByRaw("created_at DESC, id DESC")
    .limit(SHOWN)
}
