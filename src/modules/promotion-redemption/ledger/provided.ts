import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** What the plugin makes one Medusa promotion for. */
export type Provided = {
  /** Engage's id of the promotion, or the nearest to one that it gave. */
  engage_promotion_id: string
  value_type: "PERCENT" | "MONEY"
  value: number
  /** MONEY only. */
  currency_code: string | null
  /** MONEY only: the amount is one with tax. */
  is_tax_inclusive: boolean
}

/** One text for one promotion that is to be made. */
export function keyOf(provided: Provided): string {
  return [
    provided.engage_promotion_id,
    provided.value_type,
    provided.value,
    ...(provided.value_type === "MONEY"
      ? [
          provided.currency_code,
          provided.is_tax_inclusive ? "with_tax" : "without_tax",
        ]
      : []),
  ].join(":")
}

/** The Medusa promotion that was made for it; null when none was. */
export async function findProvided(
  knex: Knex,
  provided: Provided
): Promise<string | null> {
  const row: { promotion_id: string } | undefined = await knex(
    "managed_promotion"
  )
    .where({ provided_for: keyOf(provided) })
    .first("promotion_id")
  return row?.promotion_id ?? null
}

/**
 * Notes the Medusa promotion that was made for it, in place of `instead_of` if
 * that one is of no use any more.
 *
 * @returns false when another server was faster: then it is to be deleted.
 */
export async function noteProvided(
  knex: Knex,
  {
    provided,
    promotion_id,
    instead_of,
  }: { provided: Provided; promotion_id: string; instead_of: string | null }
): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    if (instead_of) {
      // It stays managed, for the carts and orders that have it.
      await transaction("managed_promotion")
        .where({ provided_for: keyOf(provided), promotion_id: instead_of })
        .update({ provided_for: null, updated_at: transaction.fn.now() })
    }
    const rows: unknown[] = await transaction("managed_promotion")
      .insert({
        id: generateEntityId(undefined, "manprom"),
        promotion_id,
        source: "plugin",
        provided_for: keyOf(provided),
      })
      .onConflict()
      .ignore()
      .returning("id")
    return rows.length > 0
  })
}

const FORMS = { with_tax: true, without_tax: false }

/**
 * Of these Medusa promotions, those that the plugin made for MONEY, with what
 * each was made for.
 */
export async function listMoneyPromotions(
  knex: Knex,
  promotionIds: string[]
): Promise<Map<string, Provided>> {
  const rows: { promotion_id: string; provided_for: string }[] = await knex(
    "managed_promotion"
  )
    .whereIn("promotion_id", promotionIds)
    .whereLike("provided_for", "%:MONEY:%")
    .select("promotion_id", "provided_for")
  return new Map(
    rows.map(({ promotion_id, provided_for }) => [
      promotion_id,
      moneyOf(provided_for),
    ])
  )
}

/** Reads what {@link keyOf} wrote. Engage's own id may have a colon in it. */
function moneyOf(key: string): Provided {
  const parts = key.split(":")
  const [, value, currency_code, form] = parts.splice(-4)
  return {
    engage_promotion_id: parts.join(":"),
    value_type: "MONEY",
    value: Number(value),
    currency_code: currency_code ?? null,
    is_tax_inclusive: FORMS[form as keyof typeof FORMS],
  }
}
