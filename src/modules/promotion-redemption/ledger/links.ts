import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { CodePromotion } from "./managed-promotions"
import { reservesAssignment, OCCUPIES_CART } from "./predicates"
import {
  assigned,
  toRedemption,
  type AssignedRedemption,
  type RedemptionRow,
} from "./row"
import { apply, begin } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/** An assignment to link to a cart. */
export type LinkInput = {
  assignment_id: string
  cart_id: string
  customer_id: string | null
  promotion_id: string
  promotion_code: string
  /** The offer's name for people. Left out: unknown. */
  promotion_name?: string | null
  /** The offer's heading, which the shopper reads. Left out: unknown. */
  promotion_heading?: string | null
  engage_promotion_id: string | null
  contact_id: string | null
  channel: string
  /** Who links the assignment, as recorded in `status_changed_by`. */
  by: string
}

/** The result of linking. */
type LinkResult =
  | {
      kind: "linked"
      redemption: AssignedRedemption
      /** The cart where the assignment was redeemed before, if another cart. */
      moved_from: string | null
    }
  | {
      kind: "refused"
      code: ErrorCode
      /**
       * The row that reserves the assignment for an order, while not known as
       * redeemed. The caller tells the customer by the state of that order.
       */
      reserved_for_order?: PromotionRedemptionDTO
    }

/**
 * Links an assignment to a cart. A redeemed assignment of the same contact without
 * an order moves to the cart, and no second call is made.
 */
export async function link(knex: Knex, input: LinkInput): Promise<LinkResult> {
  const reserving = await reservingRow(knex, input)
  if (reserving) {
    return moveRedeemed(knex, reserving, input)
  }
  try {
    const row = await begin(
      knex,
      { event: "link" },
      { row: columnsOf(input), by: input.by }
    )
    return { kind: "linked", redemption: assigned(row), moved_from: null }
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "refused", code: "promotion_already_applied" }
    }
    throw error
  }
}

/** Picks the columns: a caller may pass a whole row, such as a released row. */
function columnsOf(input: LinkInput): Omit<LinkInput, "by"> {
  return {
    assignment_id: input.assignment_id,
    cart_id: input.cart_id,
    customer_id: input.customer_id,
    promotion_id: input.promotion_id,
    promotion_code: input.promotion_code,
    promotion_name: input.promotion_name ?? null,
    promotion_heading: input.promotion_heading ?? null,
    engage_promotion_id: input.engage_promotion_id,
    contact_id: input.contact_id,
    channel: input.channel,
  }
}

/** Gives the rows of a cart without a customer to the cart's first customer. */
export async function adopt(
  knex: Knex,
  { cart_id, customer_id }: { cart_id: string; customer_id: string }
): Promise<void> {
  await knex("promotion_redemption")
    .where({ cart_id })
    .whereNull("customer_id")
    .update({ customer_id, updated_at: knex.fn.now() })
}

/** The Medusa promotions of all assignments that the cart has ever had. */
export async function listPromotionsOfCart(
  knex: Knex,
  cartId: string
): Promise<{ promotion_id: string; promotion_code: string }[]> {
  return knex("promotion_redemption")
    .where({ cart_id: cartId })
    .whereNotNull("assignment_id")
    .select("promotion_id", "promotion_code")
}

/** A redeemed assignment of the contact that waits for an order. */
export async function findRedeemedWithoutOrder(
  knex: Knex,
  of: { assignment_id: string; contact_id: string }
): Promise<PromotionRedemptionDTO | null> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .where(of)
    .whereIn("status", ["redeemed", "attention"])
    .whereNotNull("redeemed_at")
    .whereNull("order_id")
    .limit(1)
  return rows.map(toRedemption)[0] ?? null
}

/** The row that reserves the assignment, or has the assignment on the same cart. */
async function reservingRow(
  knex: Knex,
  { assignment_id, cart_id }: LinkInput
): Promise<PromotionRedemptionDTO | undefined> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .where({ assignment_id })
    .where((row) =>
      row
        .whereRaw(reservesAssignment())
        .orWhere((here) => here.where({ cart_id }).whereRaw(OCCUPIES_CART))
    )
    .limit(1)
  return rows[0] && toRedemption(rows[0])
}

async function moveRedeemed(
  knex: Knex,
  reserving: PromotionRedemptionDTO,
  input: LinkInput
): Promise<LinkResult> {
  const redeemed = reserving.redeemed_at && !reserving.order_id
  if (!redeemed) {
    const code = whyReserved(reserving)
    return code === "promotion_already_redeemed" && !reserving.redeemed_at
      ? { kind: "refused", code, reserved_for_order: reserving }
      : { kind: "refused", code }
  }
  if (
    reserving.cart_id !== input.cart_id &&
    (!reserving.contact_id || reserving.contact_id !== input.contact_id)
  ) {
    return { kind: "refused", code: "promotion_already_redeemed" }
  }
  try {
    const { id, cart_id, status } = reserving
    const [moved] = await apply(
      knex,
      {
        event: "move_to_cart",
        status,
        cart_id: input.cart_id,
        customer_id: input.customer_id,
        promotion_id: input.promotion_id,
        promotion_code: input.promotion_code,
      },
      { rows: { id, cart_id }, by: input.by }
    )
    return moved
      ? {
          kind: "linked",
          redemption: assigned(moved),
          moved_from:
            reserving.cart_id === input.cart_id ? null : reserving.cart_id,
        }
      : { kind: "refused", code: "redemption_in_progress" }
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "refused", code: "promotion_already_applied" }
    }
    throw error
  }
}

function whyReserved({ status, order_id }: PromotionRedemptionDTO): ErrorCode {
  if (status === "linked") {
    return "promotion_already_applied"
  }
  if (!order_id) {
    return "redemption_in_progress"
  }
  return status === "claimed" || status === "redeeming"
    ? "redemption_in_progress"
    : "promotion_already_redeemed"
}

/** The released rows, or that an order in progress prevented the unlink. */
type UnlinkResult = {
  released: AssignedRedemption[]
  /** An order uses a row of the cart: no row was released. */
  in_progress: boolean
}

/**
 * Takes assignments off a cart. Rows that a completion has claimed, or that may
 * have been sent, cannot be taken off; redeemed rows stay bound to the cart, also
 * without a discount.
 */
export async function unlink(
  knex: Knex,
  {
    cart_id,
    promotion_ids,
    reason,
    by,
  }: {
    cart_id: string
    promotion_ids: string[]
    reason:
      | "unlinked"
      | "customer_changed"
      | "promotion_automatic"
      | "promotion_deleted"
    by: string
  }
): Promise<UnlinkResult> {
  const busy = await knex("promotion_redemption")
    .where({ cart_id })
    .whereIn("promotion_id", promotion_ids)
    .whereIn("status", ["claimed", "redeeming", "pending"])
    .first("id")
  if (busy) {
    return { released: [], in_progress: true }
  }
  const released = await apply(
    knex,
    { event: "unlink", reason },
    { rows: { cart_id, promotion_id: promotion_ids }, by }
  )
  return { released: released.map(assigned), in_progress: false }
}

/**
 * Changes the Medusa promotion of a linked redemption: to another promotion, or to
 * the same promotion under its new code.
 *
 * @returns false when the row is not `linked` any more, or when the cart has
 * another redemption of the promotion.
 */
export async function changePromotion(
  knex: Knex,
  { id, promotion }: { id: string; promotion: CodePromotion }
): Promise<boolean> {
  try {
    const changed = await apply(
      knex,
      {
        event: "change_promotion",
        promotion_id: promotion.id,
        promotion_code: promotion.code,
      },
      { rows: { id }, by: "cart" }
    )
    return changed.length > 0
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false
    }
    throw error
  }
}
