import type { Database } from "./database"

/**
 * The plugin's tables, each with the condition that joins its rows to a redemption;
 * null if the table has none.
 */
const TABLES: Record<string, string | null> = {
  promotion_redemption: "moved.id = row.id",
  promotion_redemption_attempt: "moved.promotion_redemption_id = row.id",
  promotion_redemption_action: "moved.promotion_redemption_id = row.id",
  promotion_refusal: null,
  managed_promotion: null,
  engage_call_pace: null,
  engage_contact: null,
  engage_promotion_draft: null,
}

/** Every time column of the plugin's tables, by table. */
type TimeColumns = { table: string; columns: string[] }[]

const timeColumns = new WeakMap<Database, Promise<TimeColumns>>()

function timeColumnsOf(database: Database): Promise<TimeColumns> {
  const known = timeColumns.get(database)
  if (known) {
    return known
  }
  const read = database<TimeColumns[number]>(
    `SELECT table_name AS table, array_agg(column_name::text) AS columns
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY($1)
       AND data_type = 'timestamp with time zone'
     GROUP BY 1`,
    [Object.keys(TABLES)]
  )
  timeColumns.set(database, read)
  return read
}

/**
 * Lets time pass for the plugin, which uses the database's clock: moves every time
 * in the plugin's tables into the past.
 *
 * @param ms - how much time, in milliseconds.
 * @param cartIds - only the ledger's rows of these carts.
 */
export async function passTime(
  database: Database,
  ms: number,
  cartIds?: string[]
): Promise<void> {
  await move(database, {
    by: `${Number(ms)} * interval '1 millisecond'`,
    ...(cartIds && { rows: "row.cart_id = ANY($1)", values: [cartIds] }),
  })
}

/**
 * Lets time pass for each row with a timer until the row is due: each row and its
 * calls and actions age by the time that the row still waits. No other row ages, and
 * `created_at` stays: the rows of a cart keep their order.
 *
 * @param withinMs - rows that wait longer do not change.
 * @param cartIds - only the rows of these carts.
 */
export async function passTimeUntilDue(
  database: Database,
  withinMs: number,
  cartIds?: string[]
): Promise<void> {
  const ofCarts = cartIds ? "AND row.cart_id = ANY($1)" : ""
  await move(database, {
    by: "GREATEST(row.next_attempt_at - now(), interval '0') + interval '1 second'",
    rows: `row.next_attempt_at <= now() + ${Number(withinMs)} * interval '1 millisecond' ${ofCarts}`,
    values: cartIds && [cartIds],
    kept: "created_at",
  })
}

/**
 * @param kept - a column that does not move.
 * @param rows - an SQL condition on the redemptions; without it, everything moves.
 */
async function move(
  database: Database,
  {
    by,
    rows,
    values,
    kept,
  }: { by: string; rows?: string; values?: unknown[]; kept?: string }
): Promise<void> {
  const tables = await timeColumnsOf(database)
  // The redemptions last: their timers decide how far the rows of other tables move.
  const last = (one: string) => Number(one === "promotion_redemption")
  for (const { table, columns } of tables.sort(
    (one, other) => last(one.table) - last(other.table)
  )) {
    const of = TABLES[table]
    if (rows && !of) {
      continue
    }
    const moved = columns
      .filter((column) => column !== kept)
      .map((column) => `${column} = moved.${column} - (${by})`)
    await database(
      `UPDATE ${table} AS moved SET ${moved.join(", ")}` +
        (rows
          ? ` FROM promotion_redemption AS row WHERE ${of} AND ${rows}`
          : ""),
      values
    )
  }
}
