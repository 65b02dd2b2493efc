import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { CartDiscount } from "./claim-plan"
import type { FactsOf } from "./events"
import { CLAIM_LEASE_MS } from "./time"
import { apply, begin } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Notes a cart's discounts without their required assignment, before Medusa makes
 * the order that will be refused. If the server dies in between, the job finds the
 * order and shows it to an operator. One row for each promotion on a cart, however
 * often the cart is completed, and one for each undone payment.
 *
 * @returns false if another completion of the cart is at work with such a row: its
 * row cannot stand for two orders.
 */
export async function noteMissingAssignments(
  knex: Knex,
  input: {
    cart_id: string
    customer_id: string | null
    currency_code: string
    channel: string
    run_id: string
  },
  discounts: CartDiscount[]
): Promise<boolean> {
  const { run_id, cart_id, customer_id, currency_code, channel } = input
  for (const { promotion_id, code, amount } of discounts) {
    const facts = { run_id, customer_id, amount, currency_code }
    const row = { cart_id, channel, promotion_id, promotion_code: code }
    if (await note(knex, facts, row)) {
      continue
    }
    if (await isAtWork(knex, { cart_id, promotion_id })) {
      return false
    }
    // The row in the way is of an order that an operator is shown or has settled, or
    // was undone just now: then there is room for another.
    await note(knex, facts, row)
  }
  return true
}

/** @returns false if a row that cannot be used is in the way. */
async function note(
  knex: Knex,
  facts: FactsOf<"note_missing_assignment">,
  row: { cart_id: string; promotion_id: string; [column: string]: string }
): Promise<boolean> {
  const by = "checkout"
  const { cart_id, promotion_id } = row
  const again = await apply(
    knex,
    { event: "note_missing_again", ...facts },
    { rows: { cart_id, promotion_id }, by }
  )
  if (again.length) {
    return true
  }
  try {
    await begin(
      knex,
      { event: "note_missing_assignment", ...facts },
      { row, by }
    )
    return true
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false
    }
    throw error
  }
}

/** Whether another completion has such a row, and has not undone its order yet. */
async function isAtWork(
  knex: Knex,
  of: { cart_id: string; promotion_id: string }
): Promise<boolean> {
  const row = await knex("promotion_redemption")
    .where({ ...of, status: "rejected" })
    .whereNull("assignment_id")
    .whereNotNull("run_id")
    .whereRaw("rejected_at > now() - ? * interval '1 millisecond'", [
      CLAIM_LEASE_MS,
    ])
    .first("id")
  return row !== undefined
}
