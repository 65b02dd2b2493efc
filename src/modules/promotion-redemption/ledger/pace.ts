import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Reserves slots for background calls, in a row of the database that all servers
 * share: each reservation moves the time of the next free slot on. Checkout calls
 * take no slot and never wait for a slot.
 *
 * @returns how long to wait until the first slot, in milliseconds, by the
 * database's clock; the next slots follow `1000 / per_second` ms apart.
 */
export async function reservePace(
  knex: Knex,
  { calls, per_second }: { calls: number; per_second: number }
): Promise<number> {
  const span = knex.raw("? * interval '1 second'", [calls / per_second])
  const { rows } = await knex.raw<{ rows: { wait_ms: string }[] }>(
    `INSERT INTO engage_call_pace AS pace (id, next_call_at)
     VALUES ('background', now() + :span)
     ON CONFLICT (id) DO UPDATE
       SET next_call_at = GREATEST(pace.next_call_at, now()) + :span,
           updated_at = now()
     RETURNING extract(epoch FROM next_call_at - :span - now()) * 1000 AS wait_ms`,
    { span }
  )
  return Math.max(0, Number(rows[0]?.wait_ms ?? 0))
}
