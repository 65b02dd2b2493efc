import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** After this an assignment that was never sent is not worth a row, in days. */
const UNSENT_DAYS = 90

/**
 * Deletes redemptions that came to nothing long ago: on a cart that nobody came
 * back to, or taken off. Only those that no call was ever made
 * for, and that no operator ever acted on; notes of the staff go with them.
 *
 * @returns how many rows went.
 */
export async function purgeUnsent(knex: Knex): Promise<number> {
  const gone = knex("promotion_redemption")
    .whereIn("status", ["linked", "released"])
    .where({ attempt_count: 0 })
    .whereRaw("status_changed_at < now() - ? * interval '1 day'", [UNSENT_DAYS])
    .whereNotExists((attempts) =>
      attempts
        .from("promotion_redemption_attempt")
        .whereRaw(
          "promotion_redemption_attempt.promotion_redemption_id = promotion_redemption.id"
        )
    )
    .whereNotExists((actions) =>
      actions
        .from("promotion_redemption_action")
        .whereRaw(
          "promotion_redemption_action.promotion_redemption_id = promotion_redemption.id"
        )
        .whereNotIn("action", ["note", "take", "leave"])
    )
    .delete()
    .returning("id")
  const notes = knex("promotion_redemption_action")
    .whereIn("promotion_redemption_id", knex.select("id").from("gone"))
    .delete()
  const rows: unknown[] = await knex
    .with("gone", gone)
    .with("notes", notes)
    .select("id")
    .from("gone")
  return rows.length
}

/**
 * Takes notes and actors off settled redemptions, and off what operators did to
 * them: who changed them, who gave them back.
 *
 * @param days how long a settled redemption keeps them.
 * @returns how many rows were stripped.
 */
export async function stripSettled(knex: Knex, days: number): Promise<number> {
  const settled = () =>
    knex("promotion_redemption")
      .whereIn("status", ["redeemed", "rejected", "released"])
      .whereRaw("status_changed_at < now() - ? * interval '1 day'", [days])
  await knex("promotion_redemption_action")
    .whereIn("promotion_redemption_id", settled().select("id"))
    .where((personal) =>
      personal.whereNotNull("note").orWhereNot({ actor_id: "" })
    )
    .update({ note: null, actor_id: "", updated_at: knex.fn.now() })
  return settled()
    .where((personal) =>
      personal
        .whereNotNull("note")
        .orWhereNotNull("reassigned_by")
        .orWhereNot({ status_changed_by: "" })
    )
    .update({
      note: null,
      reassigned_by: null,
      status_changed_by: "",
      updated_at: knex.fn.now(),
    })
}
