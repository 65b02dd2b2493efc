import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { binding, LIVE } from "./predicates"
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
  /** What people call the offer. Left out: nobody said. */
  promotion_name?: string | null
  engage_promotion_id: string | null
  contact_id: string | null
  channel: string
  /** Who links it, as recorded in `status_changed_by`. */
  by: string
}

/** What linking came to. */
export type LinkResult =
  | {
      kind: "linked"
      redemption: AssignedRedemption
      /** The cart it was moved from, when it was redeemed there already. */
      moved_from: string | null
    }
  | {
      kind: "refused"
      code: ErrorCode
      /**
       * The row that holds the assignment for an order, while nobody knows it as
       * redeemed. What becomes of that order decides what its customer is told.
       */
      held_for_order?: PromotionRedemptionDTO
    }

/**
 * Links an assignment to a cart. An assignment that is redeemed and still
 * without its order moves here, within the same contact: it is not sent again.
 */
export async function link(knex: Knex, input: LinkInput): Promise<LinkResult> {
  const holder = await holderOf(knex, input)
  if (holder) {
    return moveRedeemed(knex, holder, input)
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

/** Of a whole row too, such as one that was released and is linked again. */
function columnsOf(input: LinkInput): Omit<LinkInput, "by"> {
  return {
    assignment_id: input.assignment_id,
    cart_id: input.cart_id,
    customer_id: input.customer_id,
    promotion_id: input.promotion_id,
    promotion_code: input.promotion_code,
    promotion_name: input.promotion_name ?? null,
    engage_promotion_id: input.engage_promotion_id,
    contact_id: input.contact_id,
    channel: input.channel,
  }
}

/** Gives the rows of a cart that belonged to nobody to its first customer. */
export async function adopt(
  knex: Knex,
  { cart_id, customer_id }: { cart_id: string; customer_id: string }
): Promise<void> {
  await knex("promotion_redemption")
    .where({ cart_id })
    .whereNull("customer_id")
    .update({ customer_id, updated_at: knex.fn.now() })
}

/** The Medusa promotions that a cart's assignments have ever stood for. */
export async function listPromotionsOfCart(
  knex: Knex,
  cartId: string
): Promise<{ promotion_id: string; promotion_code: string }[]> {
  return knex("promotion_redemption")
    .where({ cart_id: cartId })
    .whereNotNull("assignment_id")
    .select("promotion_id", "promotion_code")
}

/** An assignment of this contact that is redeemed and waits for its order. */
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

/** The row that holds the assignment, or has it on this very cart. */
async function holderOf(
  knex: Knex,
  { assignment_id, cart_id }: LinkInput
): Promise<PromotionRedemptionDTO | undefined> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .where({ assignment_id })
    .where((holding) =>
      holding
        .whereRaw(binding())
        .orWhere((here) => here.where({ cart_id }).whereRaw(LIVE))
    )
    .limit(1)
  return rows[0] && toRedemption(rows[0])
}

async function moveRedeemed(
  knex: Knex,
  holder: PromotionRedemptionDTO,
  input: LinkInput
): Promise<LinkResult> {
  const redeemed = holder.redeemed_at && !holder.order_id
  if (!redeemed) {
    const code = whyHeld(holder)
    return code === "promotion_already_redeemed" && !holder.redeemed_at
      ? { kind: "refused", code, held_for_order: holder }
      : { kind: "refused", code }
  }
  if (
    holder.cart_id !== input.cart_id &&
    (!holder.contact_id || holder.contact_id !== input.contact_id)
  ) {
    return { kind: "refused", code: "promotion_already_redeemed" }
  }
  try {
    const { id, cart_id, status } = holder
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
          moved_from: holder.cart_id === input.cart_id ? null : holder.cart_id,
        }
      : { kind: "refused", code: "redemption_in_progress" }
  } catch (error) {
    if (isUniqueViolation(error)) {
      return { kind: "refused", code: "promotion_already_applied" }
    }
    throw error
  }
}

function whyHeld({ status, order_id }: PromotionRedemptionDTO): ErrorCode {
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

/** Rows that an unlink changed, and whether one could not be. */
export type UnlinkResult = {
  released: AssignedRedemption[]
  /** A row of the cart is in use by an order: nothing was released. */
  in_progress: boolean
}

/**
 * Takes assignments off a cart. What may have been sent to Engage cannot be
 * taken off; what is redeemed stays bound to the cart, whatever its discount.
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
  const onCart = () =>
    knex("promotion_redemption")
      .where({ cart_id })
      .whereIn("promotion_id", promotion_ids)
  const busy = await onCart()
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
