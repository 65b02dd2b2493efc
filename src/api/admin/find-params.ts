import { z } from "@medusajs/framework/zod"
import { createFindParams } from "@medusajs/medusa/api/utils/validators"

import { ONE_LINE } from "../../modules/promotion-redemption/engage/ids"

const MAX_LIMIT = 1000
const MAX_OFFSET = 10_000_000

/** Text that Postgres compares with a column: see `ONE_LINE`. */
export const oneLine = z.string().regex(ONE_LINE, {
  error: "has to be one line of at most 255 characters",
})

/** One value, or a list of values of which at least one must match. */
export function oneOrMore<Value extends z.ZodType>(value: Value) {
  return z.union([value, z.array(value).min(1).max(100)]).optional()
}

/** A whole number in a query string. */
export function count(min: number, max: number, initial: number) {
  return z.coerce.number().int().min(min).max(max).default(initial)
}

/**
 * Medusa's own paging and field selection, within bounds that Postgres accepts:
 * `limit` 1 to 1000.
 *
 * @param columns the columns that callers can sort by
 */
export function createBoundedFindParams(columns: readonly string[]) {
  const order = new RegExp(`^-?(?:${columns.join("|")})$`)
  return createFindParams().extend({
    limit: count(1, MAX_LIMIT, 20),
    offset: count(0, MAX_OFFSET, 0),
    order: z
      .string()
      .regex(order, {
        error: `has to be one of ${columns.join(", ")}, with "-" for descending`,
      })
      .optional(),
  })
}
