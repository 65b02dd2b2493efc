import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { ClaimInput } from "./claim"
import type { CartDiscount } from "./claim-plan"
import { discountColumns } from "./row"
import { COMPLETION_CHECK_MS, fromNow } from "./time"
import { transition } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Notes discounts of a cart that lack their assignment, before there is an order
 * that is refused for them: should the server die in between, the job finds the
 * order and shows it to an operator. One row for each promotion on a cart,
 * however often the cart is tried, and one for each payment that was undone.
 */
export async function noteUncovered(
  knex: Knex,
  input: Omit<ClaimInput, "discounts">,
  discounts: CartDiscount[]
): Promise<void> {
  for (const discount of discounts) {
    const columns = {
      run_id: input.run_id,
      customer_id: input.customer_id,
      ...discountColumns(discount.amount, input.currency_code),
      rejected_at: knex.fn.now(),
      // Until the order is undone, somebody has to see that it is.
      next_attempt_at: fromNow(knex, COMPLETION_CHECK_MS),
    }
    const noted = await transition(knex, {
      from: ["rejected"],
      to: "rejected",
      by: "checkout",
      where: (rows) =>
        rows
          .where({
            cart_id: input.cart_id,
            promotion_id: discount.promotion_id,
          })
          .whereNull("assignment_id")
          // An earlier try had a payment, which is looked after there.
          .whereNull("payment_collection_id"),
      set: columns,
    })
    if (!noted.length) {
      await insert(knex, input, discount, columns)
    }
  }
}

async function insert(
  knex: Knex,
  { cart_id, channel }: Pick<ClaimInput, "cart_id" | "channel">,
  { promotion_id, code }: CartDiscount,
  columns: Record<string, Knex.Value | Knex.Raw>
): Promise<void> {
  try {
    await knex("promotion_redemption").insert({
      id: generateEntityId(undefined, "promred"),
      assignment_id: null,
      cart_id,
      channel,
      promotion_id,
      promotion_code: code,
      status: "rejected",
      reason: "promotion_requires_assignment",
      status_changed_at: knex.fn.now(),
      status_changed_by: "checkout",
      ...columns,
    })
  } catch (error) {
    // Another run of the same cart was faster, or its order is shown already.
    if (!isUniqueViolation(error)) {
      throw error
    }
  }
}
