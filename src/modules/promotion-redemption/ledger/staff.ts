import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type {
  RedemptionAction,
  RedemptionStatus,
} from "../../../types/promotion-redemption"

/*
 * What the staff tell each other about a redemption: notes, and who of them is on
 * it. None of it changes the redemption, so none of it is an event of the machine.
 */

/** Who is on a redemption, and since when. */
export type Taker = { actor_id: string; since: Date }

/** Statuses in which a redemption is open, whatever it was when it was taken. */
const OPEN: readonly RedemptionStatus[] = ["pending", "redeeming", "attention"]

/** The last of these says whether somebody is on a redemption. */
const ABOUT_TAKING: readonly RedemptionAction[] = ["take", "leave", "resolve"]

/**
 * Who of the staff is on which redemption. A redemption that has been settled, or
 * whose offer has been given back, since it was taken is nobody's any more.
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

/** Adds a note of the staff's. @returns false when there is no such redemption. */
export async function addNote(
  knex: Knex,
  { id, note, actor_id }: { id: string; note: string; actor_id: string }
): Promise<boolean> {
  return record(knex, { id, action: "note", note, actor_id })
}

/** Why somebody could not be put on a redemption. */
export type TakeResult = "done" | "not_found" | "taken"

/**
 * Puts one of the staff on a redemption. Of two who take it at once, the row's
 * lock lets one be first; the other finds somebody on it.
 *
 * @param instead_of - who is on it as `actor_id` knows; null: nobody
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
 * Takes one of the staff off a redemption. Whoever else is on it stays.
 * @returns false when there is no such redemption.
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

/** The status stays as it is. @returns false when there is no such redemption. */
async function record(
  knex: Knex,
  {
    id,
    action,
    actor_id,
    note = null,
  }: {
    id: string
    action: RedemptionAction
    actor_id: string
    note?: string | null
  }
): Promise<boolean> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `INSERT INTO promotion_redemption_action
       (id, promotion_redemption_id, action, from_status, to_status, note,
        actor_id)
     SELECT ?, id, ?, status, status, ?, ?
     FROM promotion_redemption WHERE id = ? AND deleted_at IS NULL`,
    [generateEntityId(undefined, "promract"), action, note, actor_id, id]
  )
  return rowCount > 0
}
