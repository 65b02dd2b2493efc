import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Days after which a row that was never sent is deleted. */
const UNSENT_DAYS = 90

/**
 * Deletes redemptions that were released, or left on a cart, long ago. Only rows
 * without any call and without any operator's action; the staff's notes on the
 * rows are deleted too.
 *
 * @returns how many redemptions were deleted.
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
 * Removes notes and actors from settled redemptions and from the records of
 * operators' actions: who changed the redemption, who gave the offer back.
 *
 * @param days how long a settled redemption keeps notes and actors.
 * @returns how many redemptions were stripped.
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
