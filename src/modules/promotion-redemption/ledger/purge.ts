import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** After this an assignment that was never sent is not worth a row, in days. */
const UNSENT_DAYS = 90

/**
 * Deletes redemptions that came to nothing long ago: on a cart that nobody came
 * back to, or taken off. Only those that no call was ever made for.
 *
 * @returns how many rows went.
 */
export async function purgeUnsent(knex: Knex): Promise<number> {
  return knex("promotion_redemption")
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
    .delete()
}

/**
 * Takes notes and actors off settled redemptions: who changed them, who gave them
 * back.
 *
 * @param days how long a settled redemption keeps them.
 * @returns how many rows were stripped.
 */
export async function stripSettled(knex: Knex, days: number): Promise<number> {
  return knex("promotion_redemption")
    .whereIn("status", ["redeemed", "rejected", "released"])
    .whereRaw("status_changed_at < now() - ? * interval '1 day'", [days])
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
