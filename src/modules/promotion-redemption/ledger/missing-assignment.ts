import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { CartDiscount } from "./claim-plan"
import { apply, begin } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Notes a cart's discounts without their required assignment, before Medusa makes
 * the order that will be refused. If the server dies in between, the job finds the
 * order and shows it to an operator. One row for each promotion on a cart, however
 * often the cart is completed, and one for each undone payment.
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
): Promise<void> {
  const { run_id, cart_id, customer_id, currency_code, channel } = input
  const by = "checkout"
  for (const { promotion_id, code, amount } of discounts) {
    const facts = { run_id, customer_id, amount, currency_code }
    const noted = await apply(
      knex,
      { event: "note_missing_again", ...facts },
      { rows: { cart_id, promotion_id }, by }
    )
    if (noted.length) {
      continue
    }
    try {
      await begin(
        knex,
        { event: "note_missing_assignment", ...facts },
        { row: { cart_id, channel, promotion_id, promotion_code: code }, by }
      )
    } catch (error) {
      // Another completion of the cart was faster, or an operator is shown the
      // order already.
      if (!isUniqueViolation(error)) {
        throw error
      }
    }
  }
}
