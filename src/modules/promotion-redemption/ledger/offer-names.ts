import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { literally, NAMES } from "./search"

/** Most names read. A shop with a separate name for each customer has more. */
const MAX_NAMES = 1000

/** Names of offers, in lower case. `is_partial`: more names exist than were read. */
type OfferNames = { names: string[]; is_partial: boolean }

/** The names and headings of offers that contain a text. */
export async function offerNamesWith(
  knex: Knex,
  text: string
): Promise<OfferNames> {
  const found = await Promise.all(
    NAMES.map((column) => namesIn(knex, column, text))
  )
  return {
    names: [...new Set(found.flatMap(({ names }) => names))],
    is_partial: found.some(({ is_partial }) => is_partial),
  }
}

/**
 * The names of a column that contain a text. Many redemptions share few names:
 * Postgres reads the index name by name, so the number of rows does not matter.
 */
async function namesIn(
  knex: Knex,
  column: (typeof NAMES)[number],
  text: string
): Promise<OfferNames> {
  const named = `${column} IS NOT NULL AND deleted_at IS NULL`
  const { rows } = await knex.raw<{ rows: { name: string; fits: boolean }[] }>(
    `WITH RECURSIVE names AS (
       (SELECT lower(${column}) AS name, 1 AS number
        FROM promotion_redemption WHERE ${named}
        ORDER BY lower(${column}) USING ~<~ LIMIT 1)
       UNION ALL
       SELECT (SELECT lower(${column})
               FROM promotion_redemption
               WHERE ${named} AND lower(${column}) ~>~ names.name
               ORDER BY lower(${column}) USING ~<~ LIMIT 1), number + 1
       FROM names WHERE name IS NOT NULL AND number <= ?
     )
     SELECT name, name LIKE ? AS fits FROM names WHERE name IS NOT NULL`,
    [MAX_NAMES, `%${literally(text.toLowerCase())}%`]
  )
  return {
    names: rows.filter(({ fits }) => fits).map(({ name }) => name),
    is_partial: rows.length > MAX_NAMES,
  }
}
