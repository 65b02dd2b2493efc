import { createHash } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ContactKey } from "../engage/endpoints"

/** The customer of a look-up, and the key that the contact was looked up by. */
export type ContactOf = {
  /** Null for a guest. */
  customer_id: string | null
  by: ContactKey
  contactType?: string
}

/**
 * Made of the key, so that a changed address is looked up again, and of the
 * customer, so that each customer can be forgotten.
 */
export function digestOf({ customer_id, by, contactType }: ContactOf): string {
  return createHash("sha256")
    .update(JSON.stringify([customer_id, by, contactType ?? null]))
    .digest("hex")
}

/** The remembered contact's id; null when Engage has to be asked. */
export async function findContact(
  knex: Knex,
  of: ContactOf
): Promise<string | null> {
  const row: { contact_id: string } | undefined = await knex("engage_contact")
    .where({ id: digestOf(of) })
    .whereRaw("expires_at > now()")
    .first("contact_id")
  return row?.contact_id ?? null
}

/**
 * Remembers a contact for `seconds`, by the database's clock, and removes the
 * customer's contacts that were found by another key.
 */
export async function keepContact(
  knex: Knex,
  of: ContactOf,
  { contact_id, seconds }: { contact_id: string; seconds: number }
): Promise<void> {
  const id = digestOf(of)
  const expires_at = knex.raw("now() + ? * interval '1 second'", [seconds])
  await knex("engage_contact")
    .insert({ id, customer_id: of.customer_id, contact_id, expires_at })
    .onConflict("id")
    .merge({ contact_id, expires_at, updated_at: knex.fn.now() })
  if (of.customer_id) {
    await knex("engage_contact")
      .where({ customer_id: of.customer_id })
      .whereNot({ id })
      .delete()
  }
}

/**
 * Removes the contacts of customers from the ledger and from the remembered
 * contacts. The assignments stay: each is used for at most one order, also without
 * a contact.
 *
 * @returns the number of redemptions changed.
 */
export async function forgetContacts(
  knex: Knex,
  customerIds: string[]
): Promise<number> {
  // One array for all ids: Postgres takes 65,535 values at most.
  const ofCustomers = (rows: Knex.QueryBuilder) =>
    rows.whereRaw("customer_id = ANY(?)", [customerIds])
  await knex("engage_contact").modify(ofCustomers).delete()
  return knex("promotion_redemption")
    .modify(ofCustomers)
    .whereNotNull("contact_id")
    .update({ contact_id: null, updated_at: knex.fn.now() })
}

/** Deletes remembered contacts whose time is over. */
export async function purgeContacts(knex: Knex): Promise<number> {
  return knex("engage_contact").whereRaw("expires_at <= now()").delete()
}
