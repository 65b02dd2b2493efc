import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AvailableAction,
  OrderOutcome,
  PromotionRedemptionDTO,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import type { DueRedemption } from "./due"
import type { LedgerEvent } from "./events"
import { MACHINE } from "./machine"
import { REASSIGN_UNDECIDED } from "./predicates"
import { MAY_HAVE_ARRIVED } from "./sent"
import { WAITED_MS } from "./time"
import { apply, type OperatorAction, type Transitioned } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Statuses in which an operator may try again, and decide. Trying again also
 * requires an assignment.
 */
export const RETRIABLE: readonly RedemptionStatus[] = ["pending", "attention"]
export const RESOLVABLE: readonly RedemptionStatus[] = ["attention"]

/**
 * Whether an operator may say that Engage has not redeemed the assignment: while
 * an operator has to decide and Engage has not redeemed, or while the order is
 * unpaid.
 */
function canBeNotRedeemed({
  assignment_id,
  status,
  reason,
  redeemed_at,
}: Pick<
  PromotionRedemptionDTO,
  "assignment_id" | "status" | "reason" | "redeemed_at"
>): boolean {
  return (
    assignment_id !== null &&
    redeemed_at === null &&
    (status === "attention"
      ? reason !== "promotion_already_redeemed"
      : status === "pending" && reason === "payment_pending")
  )
}

/**
 * The actions that an operator has for a redemption in its present state. The row
 * may change before the click: the action itself checks again.
 *
 * @param order_outcome the outcome of the order that used the offer
 */
export function availableActions(
  redemption: PromotionRedemptionDTO,
  { order_outcome }: { order_outcome: OrderOutcome | null }
): AvailableAction[] {
  const { assignment_id, status, rejected_at, run_id, lease_expires_at } =
    redemption
  const canGiveBack =
    status === "redeemed" &&
    order_outcome !== null &&
    redemption.reassign_status !== "reassigned"
  const canBeDeclined =
    canGiveBack &&
    order_outcome !== "partly_returned" &&
    redemption.reassign_status !== "declined"
  const isFree =
    (!lease_expires_at || lease_expires_at <= new Date()) &&
    !(rejected_at && run_id)
  return isFree
    ? [
        ...(RETRIABLE.includes(status) && assignment_id
          ? (["retry"] as const)
          : []),
        ...(RESOLVABLE.includes(status) ||
        canBeNotRedeemed(redemption) ||
        canBeDeclined
          ? (["resolve"] as const)
          : []),
        ...(canGiveBack ? (["reassign"] as const) : []),
      ]
    : []
}

/** The row after an operator's action, or why the action was not carried out. */
export type ActionResult<Row = PromotionRedemptionDTO> =
  | { kind: "done"; redemption: Row }
  | { kind: "not_found" }
  | { kind: "not_allowed"; status: RedemptionStatus }
  /** The row has a holder, or a completion may still undo the order. */
  | { kind: "in_progress" }
  /** Another redemption reserves the assignment. */
  | { kind: "reserved_elsewhere" }

/** A redemption that an operator has taken, with the id of the recorded action. */
type TakenRedemption = DueRedemption & { action_id: string }

/**
 * Takes a redemption for one try, as the job does, and records the operator. Of
 * two operators at once, one becomes the holder.
 */
export async function takeForRetry(
  knex: Knex,
  {
    id,
    actor_id,
    ...lease
  }: { id: string; run_id: string; lease_ms: number; actor_id: string }
): Promise<ActionResult<TakenRedemption>> {
  const [row] = await apply(
    knex,
    { event: "take_for_retry", ...lease },
    {
      rows: { id },
      by: actor_id,
      record: { action: "retry", actor_id },
      returning: { may_have_arrived: MAY_HAVE_ARRIVED, waited_ms: WAITED_MS },
    }
  )
  if (row) {
    return { kind: "done", redemption: toTaken(row) }
  }
  return whyNot(knex, id, { statuses: RETRIABLE, ofAssignment: true })
}

function toTaken({
  action_id,
  may_have_arrived,
  waited_ms,
  ...row
}: Transitioned) {
  return {
    ...row,
    may_have_arrived: may_have_arrived === true,
    waited_long: true,
    waited_ms: waited_ms as number,
    action_id: action_id as string,
  }
}

/**
 * Makes a refused redemption, whose order stands, reserve its assignment again, so
 * that the redemption can be sent for the order.
 *
 * @returns false when another redemption reserves the assignment by now.
 */
export async function reserveAgain(
  knex: Knex,
  { id, run_id, order_id }: { id: string; run_id: string; order_id: string }
): Promise<boolean> {
  try {
    const reserving = await apply(
      knex,
      { event: "reserve_again", run_id, order_id },
      { rows: { id }, by: null }
    )
    return reserving.length > 0
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false
    }
    throw error
  }
}

/** Notes the status of a redemption at the end of an operator's action. */
export async function finishAction(
  knex: Knex,
  { id, to_status }: { id: string; to_status: RedemptionStatus }
): Promise<void> {
  await knex("promotion_redemption_action")
    .where({ id })
    .update({ to_status, updated_at: knex.fn.now() })
}

/** An operator's decision on a redemption. */
type Resolve = {
  id: string
  resolution: RedemptionResolution
  note: string
  actor_id: string
  /** The order was cancelled. Default false. */
  order_is_canceled?: boolean
  /** The order stands, and nobody has paid it. Default false. */
  order_is_unpaid?: boolean
}

/**
 * Resolves a redemption by an operator's decision, and records the decision. Of two
 * operators at once, the first decides.
 *
 * A written-off row with an order reserves its assignment, as the order got the
 * discount. If another order reserves the assignment already, the row keeps
 * Engage's reason and reserves no assignment. After a cancelled order the customer
 * can use the assignment again. See also the event `release_written_off`.
 */
export async function resolve(
  knex: Knex,
  input: Resolve
): Promise<ActionResult> {
  try {
    const row = await RESOLVE[input.resolution](knex, input)
    return row ? { kind: "done", redemption: row } : whyNotResolved(knex, input)
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "reserved_elsewhere" }
    }
    throw error
  }
}

const RESOLVE: Record<
  RedemptionResolution,
  (knex: Knex, input: Resolve) => Promise<PromotionRedemptionDTO | undefined>
> = {
  redeemed: resolveRedeemed,
  written_off: writeOff,
  not_redeemed: releaseNotRedeemed,
  not_given_back: declineReassigning,
}

async function declineReassigning(knex: Knex, input: Resolve) {
  return write(knex, input, {
    event: "decline_reassigning",
    note: input.note,
  })
}

async function releaseNotRedeemed(knex: Knex, input: Resolve) {
  const { note, order_is_unpaid = false } = input
  const event = {
    event: "resolve_not_redeemed",
    ...{ note, order_is_unpaid },
  } as const
  return (
    (await write(knex, input, { ...event, status: "attention" })) ??
    write(knex, input, { ...event, status: "pending" })
  )
}

async function resolveRedeemed(knex: Knex, input: Resolve) {
  return write(knex, input, {
    event: "resolve_redeemed",
    note: input.note,
  })
}

async function writeOff(knex: Knex, input: Resolve) {
  const { note } = input
  const released =
    input.order_is_canceled &&
    (await write(knex, input, { event: "write_off_canceled", note }))
  if (released) {
    return released
  }
  try {
    return await write(knex, input, { event: "write_off", note })
  } catch (error) {
    if (isUniqueViolation(error)) {
      return write(knex, input, {
        event: "write_off_reserved_elsewhere",
        note,
      })
    }
    throw error
  }
}

type ResolveEvent = LedgerEvent<
  | "decline_reassigning"
  | "resolve_redeemed"
  | "resolve_not_redeemed"
  | "write_off"
  | "write_off_reserved_elsewhere"
  | "write_off_canceled"
>

async function write(
  knex: Knex,
  { id, resolution, note, actor_id }: Resolve,
  event: ResolveEvent
): Promise<PromotionRedemptionDTO | undefined> {
  const [row] = await apply(knex, event, {
    rows: { id },
    by: actor_id,
    record: {
      action: "resolve",
      resolution,
      note,
      actor_id,
      ...statusesOf(event),
    },
  })
  return row
}

function statusesOf(
  event: ResolveEvent
): Pick<OperatorAction, "from_status" | "to_status"> {
  return event.event === "decline_reassigning"
    ? { from_status: "redeemed", to_status: "redeemed" }
    : {
        from_status: "status" in event ? event.status : "attention",
        to_status: MACHINE[event.event].to,
      }
}

async function whyNotResolved(
  knex: Knex,
  { id, resolution }: Resolve
): Promise<ActionResult> {
  if (resolution === "not_given_back") {
    return whyNotDeclined(knex, id)
  }
  if (resolution !== "not_redeemed") {
    return whyNot(knex, id, {
      statuses: RESOLVABLE,
      ofAssignment: resolution === "redeemed",
    })
  }
  const row = (await knex("promotion_redemption").where({ id }).first()) as
    PromotionRedemptionDTO | undefined
  if (!row) {
    return { kind: "not_found" }
  }
  return canBeNotRedeemed(row)
    ? { kind: "in_progress" }
    : { kind: "not_allowed", status: row.status }
}

async function whyNotDeclined(knex: Knex, id: string): Promise<ActionResult> {
  const row = (await knex("promotion_redemption")
    .where({ id })
    .first("status", knex.raw(`${REASSIGN_UNDECIDED} AS undecided`))) as
    { status: RedemptionStatus; undecided: boolean } | undefined
  if (!row) {
    return { kind: "not_found" }
  }
  return row.undecided
    ? { kind: "in_progress" }
    : { kind: "not_allowed", status: row.status }
}

async function whyNot(
  knex: Knex,
  id: string,
  allowed: {
    statuses: readonly RedemptionStatus[]
    /** Only for rows that have an assignment. */
    ofAssignment: boolean
  }
): Promise<
  Extract<ActionResult, { kind: "not_found" | "not_allowed" | "in_progress" }>
> {
  const row = (await knex("promotion_redemption")
    .where({ id })
    .first("status", "assignment_id")) as
    Pick<PromotionRedemptionDTO, "status" | "assignment_id"> | undefined
  if (!row) {
    return { kind: "not_found" }
  }
  const lacksAssignment = allowed.ofAssignment && !row.assignment_id
  return allowed.statuses.includes(row.status) && !lacksAssignment
    ? { kind: "in_progress" }
    : { kind: "not_allowed", status: row.status }
}
