import type { Database } from "./database"

/** How to copy rows of a table. */
export type Copying = {
  table: string
  /** An SQL condition that finds the rows to copy; without it, one row. */
  where?: string
  /** The columns that differ in a copy: name → SQL, which may use `source`. */
  changes: Record<string, string>
  /** More tables of the SQL, one row for each copy; without it, one copy. */
  copies?: string
  /** The values of `$1`, `$2`, … */
  values?: unknown[]
  /** The schema of the table that takes the copies. */
  into?: string
}

const known = new WeakMap<Database, Map<string, Promise<string[]>>>()

/** The columns of a table that are not computed. */
function columnsOf(database: Database, table: string): Promise<string[]> {
  const ofTables = known.get(database) ?? new Map<string, Promise<string[]>>()
  known.set(database, ofTables)
  const columns =
    ofTables.get(table) ??
    database<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1
         AND is_generated = 'NEVER'`,
      [table]
    ).then((rows) => rows.map(({ column_name }) => column_name))
  ofTables.set(table, columns)
  return columns
}

/** Copies rows of a table of the shop in one statement. */
export async function copyRows(
  database: Database,
  {
    table,
    where = "true LIMIT 1",
    changes,
    copies,
    values,
    into = "public",
  }: Copying
): Promise<void> {
  const columns = await columnsOf(database, table)
  await database(
    `INSERT INTO ${into}."${table}" (${columns.map((column) => `"${column}"`)})
     SELECT ${columns.map((column) => changes[column] ?? `source."${column}"`)}
     FROM (SELECT * FROM public."${table}" WHERE ${where}) AS source
       ${copies ? `, ${copies}` : ""}`,
    values
  )
}
