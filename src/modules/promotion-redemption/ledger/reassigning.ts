import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { OperatorErrorCode } from "../../../errors/catalogue"
import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  ReassignStatus,
} from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"
import { NOT_HELD } from "./time"
import { apply, closeAttempt, type ClosedAttempt } from "./transition"

/** A redemption whose offer the holder may give back. */
type TakenForReassigning = {
  redemption: PromotionRedemptionDTO
  /** An earlier call of ours may have assigned the promotion already. */
  may_have_arrived: boolean
  /** If so, the call is so recent that Engage may still be working on the call. */
  sent_lately: boolean
}

/** How long a call without a verdict may still be under way, in seconds. */
const UNDER_WAY_S = 60

/**
 * Condition on an attempt that may have assigned the promotion. Also a 200 that
 * came after another worker had taken the row, as the row does not show the
 * answer.
 */
const MAY_HAVE_ASSIGNED = `
  FROM promotion_redemption_attempt AS attempt
  WHERE attempt.promotion_redemption_id = promotion_redemption.id
    AND attempt.operation = 'reassign'
    AND (attempt.outcome IS NULL OR attempt.outcome IN ('unknown', 'assigned'))`

/**
 * Takes a redeemed row of a cancelled or returned order, to give the offer back.
 * Compare-and-set: of two operators at once, one becomes the holder.
 *
 * @returns null when the row has another holder, was given back already, or is not
 * redeemed any more.
 */
export async function takeForReassigning(
  knex: Knex,
  {
    id,
    order_id,
    ...lease
  }: { id: string; order_id: string; run_id: string; lease_ms: number }
): Promise<TakenForReassigning | null> {
  const [row] = await apply(
    knex,
    { event: "take_for_reassigning", ...lease },
    {
      rows: { id, order_id },
      by: null,
      returning: {
        may_have_arrived: `EXISTS (SELECT 1 ${MAY_HAVE_ASSIGNED})`,
        sent_lately: `EXISTS (SELECT 1 ${MAY_HAVE_ASSIGNED}
          AND COALESCE(attempt.finished_at, attempt.started_at)
            > now() - interval '${UNDER_WAY_S} seconds')`,
      },
    }
  )
  return row
    ? {
        redemption: row,
        may_have_arrived: row.may_have_arrived === true,
        sent_lately: row.sent_lately === true,
      }
    : null
}

/**
 * Commits that the assign call is about to be made. From here on the contact may
 * have a new assignment, even if this server dies.
 *
 * @param known_ids the contact's present assignments of the promotion, to tell
 * later whether the call arrived.
 * @returns the attempt's id; null when the caller no longer is the holder.
 */
export async function startReassigning(
  knex: Knex,
  {
    id,
    by,
    ...call
  }: {
    id: string
    run_id: string
    trigger: AttemptTrigger
    /** Who gives the offer back. */
    by: string
    known_ids: string[]
    lease_ms: number
  }
): Promise<string | null> {
  const [row] = await apply(
    knex,
    { event: "reassign", ...call },
    {
      rows: { id },
      by: null,
      ...(call.trigger === "manual" && {
        record: { action: "reassign", actor_id: by, to_status: "redeemed" },
      }),
    }
  )
  return row?.attempt_id ?? null
}

/**
 * Commits the state of giving back, and releases the lease.
 *
 * @returns null when another worker has taken the row: only the attempt is closed.
 */
export async function finishReassigning(
  knex: Knex,
  {
    id,
    run_id,
    by,
    status,
    reason = null,
    close,
  }: {
    id: string
    run_id: string
    by: string
    status: ReassignStatus | null
    reason?: PromotionRedemptionDTO["reassign_reason"]
    close?: ClosedAttempt
  }
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await apply(
    knex,
    status === "reassigned"
      ? { event: "reassigned", run_id, reassigned_by: by }
      : {
          event: "not_reassigned",
          ...{ run_id, reassign_status: status, reassign_reason: reason },
        },
    { rows: { id }, by: null, close }
  )
  if (!row && close) {
    await closeAttempt(knex, close)
  }
  return row ?? null
}

/**
 * The redeemed rows of the given orders for which giving back was never tried, or
 * was cut off when a server died.
 */
export async function listNotReassigned(
  knex: Knex,
  orderIds: string[]
): Promise<PromotionRedemptionDTO[]> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .whereIn("order_id", orderIds)
    .where({ status: "redeemed" })
    .where((open) =>
      open
        .whereNull("reassign_status")
        .orWhere((left) =>
          left.where({ reassign_status: "sending" }).whereRaw(NOT_HELD)
        )
    )
    .orderBy("created_at")
  return rows.map(toRedemption)
}

/** Why a redemption could not be taken to give its offer back. */
export async function whyNotTaken(
  knex: Knex,
  id: string
): Promise<OperatorErrorCode> {
  const row: { status: string; reassign_status: string | null } | undefined =
    await knex("promotion_redemption")
      .where({ id })
      .first("status", "reassign_status")
  if (row?.reassign_status === "reassigned") {
    return "redemption_already_reassigned"
  }
  return row?.status === "redeemed"
    ? "reassignment_in_progress"
    : "redemption_not_redeemed"
}
