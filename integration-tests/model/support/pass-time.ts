import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TIMES_OF: Record<string, string[]> = {
  promotion_redemption: [
    "next_attempt_at",
    "lease_expires_at",
    "deferred_at",
    "redeemed_at",
    "rejected_at",
    "status_changed_at",
    "created_at",
    "updated_at",
  ],
  promotion_redemption_attempt: ["started_at", "finished_at", "created_at"],
  engage_call_pace: ["next_call_at"],
}

/**
 * Lets time pass for the ledger, which goes by the database's clock: everything
 * it remembers moves into the past.
 */
export async function passTime(knex: Knex, ms: number): Promise<void> {
  for (const [table, columns] of Object.entries(TIMES_OF)) {
    const moved = columns.map(
      (column) => `${column} = ${column} - ${ms} * interval '1 millisecond'`
    )
    await knex.raw(`UPDATE ${table} SET ${moved.join(", ")}`)
  }
}
