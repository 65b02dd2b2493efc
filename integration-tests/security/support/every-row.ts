import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A row of any table, all of its columns as text. */
export type AnyRow = { table: string; text: string }

/** Tables that are the plugin's own. */
const OURS = [
  "engage_call_pace",
  "engage_contact",
  "engage_promotion_draft",
  "managed_promotion",
  "promotion_redemption",
  "promotion_redemption_action",
  "promotion_redemption_attempt",
]

/** Every row of every table in the shop's database. */
export async function everyRow(container: MedusaContainer): Promise<AnyRow[]> {
  const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows: tables } = (await pg.raw(
    `SELECT table_schema AS schema, table_name AS name
     FROM information_schema.tables
     WHERE table_type = 'BASE TABLE'
       AND table_schema NOT IN ('pg_catalog', 'information_schema')`
  )) as { rows: { schema: string; name: string }[] }

  const found: AnyRow[] = []
  for (const { schema, name } of tables) {
    const { rows } = (await pg.raw("SELECT t::text AS text FROM ??.?? AS t", [
      schema,
      name,
    ])) as { rows: { text: string }[] }
    found.push(...rows.map(({ text }) => ({ table: name, text })))
  }
  return found
}

/**
 * Whether the plugin wrote it. Medusa keeps the whole cart with each execution
 * of complete-cart; the executions of our own workflows are ours.
 */
export function isOfThePlugin({ table, text }: AnyRow): boolean {
  return (
    OURS.includes(table) ||
    (table === "workflow_execution" && !text.includes(",complete-cart,"))
  )
}
