import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { EngagePromotionDraftDTO } from "../../../types/promotion-redemption"
import { isUniqueViolation } from "./unique-violation"

/** How many drafts a promotion's page shows. */
const SHOWN = 10

/** The row of a begun draft, or why none was begun. */
type BegunDraft =
  | { kind: "begun"; draft: EngagePromotionDraftDTO }
  /** Another call for the promotion is out. */
  | { kind: "in_progress" }
  /** An earlier call may have created a draft. */
  | { kind: "unknown" }

/**
 * Commits that a draft is about to be created, before the call. One call at a time
 * for a promotion; a dead server's call counts as out until `timeout_ms` is over.
 */
export async function beginDraft(
  knex: Knex,
  {
    despite_unknown,
    timeout_ms,
    ...draft
  }: {
    promotion_id: string
    name: string
    created_by: string
    /** The operator has checked in Engage that no draft exists. */
    despite_unknown: boolean
    /** How long a call can be out at most, in milliseconds. */
    timeout_ms: number
  }
): Promise<BegunDraft> {
  const { promotion_id } = draft
  await knex("engage_promotion_draft")
    .where({ promotion_id, status: "creating" })
    .whereRaw("created_at < now() - ? * interval '1 millisecond'", [timeout_ms])
    .update({ status: "unknown", updated_at: knex.fn.now() })
  const latest = (await listDrafts(knex, promotion_id))[0]
  if (latest?.status === "unknown" && !despite_unknown) {
    return { kind: "unknown" }
  }
  try {
    const id = generateEntityId(undefined, "engdraft")
    const [begun] = (await knex("engage_promotion_draft")
      .insert({ ...draft, id, status: "creating" })
      .returning("*")) as [EngagePromotionDraftDTO]
    return { kind: "begun", draft: begun }
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "in_progress" }
    }
    throw error
  }
}

/** Commits the outcome of a draft's call. */
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

/** The newest drafts of a promotion, ten at most, newest first. */
export async function listDrafts(
  knex: Knex,
  promotionId: string
): Promise<EngagePromotionDraftDTO[]> {
  return knex("engage_promotion_draft")
    .where({ promotion_id: promotionId })
    .orderByRaw("created_at DESC, id DESC")
    .limit(SHOWN)
}
