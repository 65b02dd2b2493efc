import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Pool } from "@medusajs/framework/pg"

/** Runs a statement with `$1`, `$2`, … in a shop's database. @returns the rows. */
export type Database = <Row extends object>(
  statement: string,
  values?: unknown[]
) => Promise<Row[]>

/** The database of a shop that runs in this process. */
export function onKnex(knex: Pick<Knex, "raw">): Database {
  return async <Row extends object>(
    statement: string,
    values: unknown[] = []
  ) => {
    const used: unknown[] = []
    const raw = statement.replaceAll(/\$(\d+)/g, (_, place: string) => {
      used.push(values[Number(place) - 1])
      return "?"
    })
    const { rows } = await knex.raw<{ rows: Row[] }>(raw, used as never)
    return rows
  }
}

/** The database of a shop whose servers are separate processes. */
export function onPool(pool: Pool): Database {
  return async <Row extends object>(statement: string, values?: unknown[]) => {
    const { rows } = await pool.query<Row>(statement, values)
    return rows
  }
}
