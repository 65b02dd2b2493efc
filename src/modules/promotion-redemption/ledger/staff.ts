import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type {
  RedemptionAction,
  RedemptionStatus,
} from "../../../types/promotion-redemption"

/*
 * Notes about a redemption, and which member of staff works on the redemption.
 * Neither changes the redemption, so neither is an event of the machine.
 */

/** The member of staff who works on a redemption, and since when. */
type Taker = { actor_id: string; since: Date }

/**
 * Open statuses. A redemption keeps its member of staff through changes among the
 * open statuses.
 */
const OPEN: readonly RedemptionStatus[] = ["pending", "redeeming", "attention"]

/** The latest of these actions says whether a member of staff is on a redemption. */
const ABOUT_TAKING: readonly RedemptionAction[] = ["take", "leave", "resolve"]

/**
 * The member of staff on each redemption. Settling a redemption, or giving the
 * offer back, ends the work of the member of staff.
 */
export async function takersOf(
  knex: Knex,
  ids: string[]
): Promise<Map<string, Taker>> {
  if (!ids.length) {
    return new Map()
  }
  const { rows } = await knex.raw<{
    rows: {
      id: string
      status: RedemptionStatus
      action: RedemptionAction
      from_status: RedemptionStatus
      actor_id: string
      since: Date
    }[]
  }>(
    `SELECT DISTINCT ON (redemption.id) redemption.id, redemption.status,
       action.action, action.from_status, action.actor_id,
       action.created_at AS since
     FROM promotion_redemption_action action
     JOIN promotion_redemption redemption
       ON redemption.id = action.promotion_redemption_id
     WHERE action.promotion_redemption_id = ANY(?) AND action.action = ANY(?)
       AND redemption.reassign_status IS DISTINCT FROM 'reassigned'
     ORDER BY redemption.id, action.created_at DESC, action.id DESC`,
    [ids, [...ABOUT_TAKING]]
  )
  return new Map(
    rows
      .filter(
        ({ action, actor_id, status, from_status }) =>
          action === "take" &&
          actor_id !== "" &&
          (OPEN.includes(status) || status === from_status)
      )
      .map(({ id, actor_id, since }) => [id, { actor_id, since }])
  )
}

/** Adds a note by a member of staff. @returns false for an unknown redemption. */
export async function addNote(
  knex: Knex,
  { id, note, actor_id }: { id: string; note: string; actor_id: string }
): Promise<boolean> {
  return record(knex, { id, action: "note", note, actor_id })
}

/** The result of putting a member of staff on a redemption. */
type TakeResult = "done" | "not_found" | "taken"

/**
 * Puts a member of staff on a redemption. If two members of staff take a
 * redemption at once, the row's lock lets one be first; the second gets "taken".
 *
 * @param instead_of - the present member of staff as `actor_id` knows; null: none
 */
export async function take(
  knex: Knex,
  {
    id,
    actor_id,
    instead_of,
  }: { id: string; actor_id: string; instead_of: string | null }
): Promise<TakeResult> {
  return knex.transaction(async (trx) => {
    const found = await trx("promotion_redemption")
      .where({ id })
      .forNoKeyUpdate()
      .first("id")
    if (!found) {
      return "not_found"
    }
    const taker = (await takersOf(trx, [id])).get(id)?.actor_id ?? null
    if (taker === actor_id) {
      return "done"
    }
    if (taker !== instead_of) {
      return "taken"
    }
    await record(trx, { id, action: "take", actor_id })
    return "done"
  })
}

/**
 * Takes a member of staff off a redemption. Another member of staff on the
 * redemption stays.
 * @returns false for an unknown redemption.
 */
export async function leave(
  knex: Knex,
  { id, actor_id }: { id: string; actor_id: string }
): Promise<boolean> {
  return knex.transaction(async (trx) => {
    const found = await trx("promotion_redemption")
      .where({ id })
      .forNoKeyUpdate()
      .first("id")
    if (found && (await takersOf(trx, [id])).get(id)?.actor_id === actor_id) {
      await record(trx, { id, action: "leave", actor_id })
    }
    return found !== undefined
  })
}

/** Leaves the status unchanged. @returns false for an unknown redemption. */
async function record(
  knex: Knex,
  of: { id: string; action: RedemptionAction; actor_id: string; note?: string }
): Promise<boolean> {
  const actionId = generateEntityId(undefined, "promract")
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `INSERT INTO promotion_redemption_action
       (id, promotion_redemption_id, action, from_status, to_status, note,
        actor_id)
     SELECT ?, id, ?, status, status, ?, ?
     FROM promotion_redemption WHERE id = ? AND deleted_at IS NULL`,
    [actionId, of.action, of.note ?? null, of.actor_id, of.id]
  )
  return rowCount > 0
}
