import type { Pool } from "@medusajs/framework/pg"

/** One copy's own: its number, from 1, and what is assigned to whom. */
export type CopyOf = { assignmentId: string; contactId: string }

/** Columns to change in a copy: name → SQL, which may use `copy` and `source`. */
export type Changes = Record<string, string>

/**
 * Copies rows of a table, once for each of `copies`, in one statement. Columns
 * that `changes` does not name are as in the source.
 */
export async function copyRows(
  pool: Pool,
  {
    table,
    where,
    changes,
    copies,
  }: {
    table: string
    /** SQL that finds the rows to copy. */
    where: string
    changes: Changes
    copies: CopyOf[]
  }
): Promise<void> {
  const { rows } = await pool.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1
       AND is_generated = 'NEVER'`,
    [table]
  )
  const columns = rows.map(({ column_name }) => column_name)
  const values = columns.map(
    (column) => changes[column] ?? `source."${column}"`
  )
  await pool.query(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`)})
     SELECT ${values}
     FROM (SELECT * FROM "${table}" WHERE ${where}) AS source,
       unnest($1::text[], $2::text[])
         WITH ORDINALITY AS copy (assignment_id, contact_id, n)`,
    [
      copies.map(({ assignmentId }) => assignmentId),
      copies.map(({ contactId }) => contactId),
    ]
  )
}
