import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type PromotionRedemptionModuleService from "../../service"

/** The connections that a module's service makes its statements over. */
export function connectionsOf(service: PromotionRedemptionModuleService): Knex {
  return (service as unknown as { readonly knex: Knex }).knex
}

/** What was sent to the database, with its values. */
export type Statement = { sql: string; bindings: readonly unknown[] }

/** Keeps what is sent over these connections from now on. */
export function recordStatements(knex: Knex): () => Statement[] {
  const seen: Statement[] = []
  knex.on("query", ({ sql, bindings }: Statement) =>
    seen.push({ sql, bindings })
  )
  return () => [...seen]
}

/** Counts what is sent over these connections from now on. */
export function countStatements(knex: Knex): () => number {
  const statements = recordStatements(knex)
  return () => statements().length
}

/** How Postgres would carry a statement out, in its own words. */
export async function explain(
  knex: Knex,
  { sql, bindings }: Statement
): Promise<string> {
  const filled = sql.replace(
    /\$(\d+)/g,
    (_, position) => `'${String(bindings[Number(position) - 1])}'`
  )
  const { rows } = await knex.raw<{ rows: { "QUERY PLAN": string }[] }>(
    `EXPLAIN ${filled.replace(/\?/g, "\\?")}`
  )
  return rows.map((row) => row["QUERY PLAN"]).join("\n")
}
