import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type Value = string | number | boolean | null | readonly string[]

/** A piece of SQL, with the values of its `?`. */
export type Sql = { readonly sql: string; readonly values: readonly Value[] }

/** SQL by its text. The text is always the plugin's own, never a caller's. */
export const sql = (text: string, ...values: Value[]): Sql => ({
  sql: text,
  values,
})

export const isSql = (value: unknown): value is Sql =>
  typeof value === "object" && value !== null && "sql" in value

/** A template of SQL: pieces of SQL become part of the text, and values are bound. */
export const sqlOf = (
  text: TemplateStringsArray,
  ...holes: (Sql | Value)[]
): Sql => {
  const pieces = holes.map(asSql)
  return {
    sql: text.reduce((all, next, nth) => all + pieces[nth - 1]?.sql + next),
    values: pieces.flatMap(({ values }) => values),
  }
}

const asSql = (hole: Sql | Value): Sql => (isSql(hole) ? hole : sql("?", hole))

export const joined = (separator: string, pieces: readonly Sql[]): Sql => ({
  sql: pieces.map((piece) => piece.sql).join(separator),
  values: pieces.flatMap(({ values }) => values),
})

/** A row's columns with their new values, for `INSERT`. */
export const insertion = (columns: Record<string, Sql | Value>): Sql =>
  sqlOf`(${sql(Object.keys(columns).join(", "))})
    VALUES (${joined(", ", Object.values(columns).map(asSql))})`

/** Columns with their new values, for `SET`. */
export const assignment = (columns: Record<string, Sql | Value>): Sql =>
  joined(
    ", ",
    Object.entries(columns).map(
      ([column, value]) => sqlOf`${sql(column)} = ${value}`
    )
  )

/** A condition on a column: a value, one of several values, or null. */
export const equals = (column: string, value: Value): Sql =>
  value === null
    ? sql(`${column} IS NULL`)
    : Array.isArray(value)
      ? sqlOf`${sql(column)} = ANY(${value})`
      : sqlOf`${sql(column)} = ${value}`

/**
 * Runs a statement. Not by Knex's builder: to build and to compile a statement of
 * the ledger by the builder takes longer than Postgres needs for it, and each order
 * with an offer, and each waiting row, would pay for that.
 */
export async function run<Row>(
  knex: Knex,
  { sql: text, values }: Sql
): Promise<Row[]> {
  const { rows } = (await knex.raw(text, values as Knex.RawBinding[])) as {
    rows: Row[]
  }
  return rows
}
