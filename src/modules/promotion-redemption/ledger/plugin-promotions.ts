import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** The offer for which the plugin makes one Medusa promotion. */
export type PluginPromotion = {
  /** Engage's id of the promotion, or the nearest value that Engage gave. */
  engage_promotion_id: string
  value_type: "PERCENT" | "MONEY"
  value: number
  /** MONEY only. */
  currency_code: string | null
  /** MONEY only: the amount includes tax. */
  is_tax_inclusive: boolean
}

/** A text that identifies the offer. */
function keyOf(wanted: PluginPromotion): string {
  return [
    wanted.engage_promotion_id,
    wanted.value_type,
    wanted.value,
    ...(wanted.value_type === "MONEY"
      ? [
          wanted.currency_code,
          wanted.is_tax_inclusive ? "with_tax" : "without_tax",
        ]
      : []),
  ].join(":")
}

/** The Medusa promotion that the plugin made for the offer; null if none. */
export async function findPluginPromotion(
  knex: Knex,
  wanted: PluginPromotion
): Promise<string | null> {
  const row: { promotion_id: string } | undefined = await knex(
    "managed_promotion"
  )
    .where({ provided_for: keyOf(wanted) })
    .first("promotion_id")
  return row?.promotion_id ?? null
}

/**
 * Notes the Medusa promotion that the plugin made for the offer, in place of
 * `instead_of` if that promotion can no longer be used.
 *
 * @returns false when another server was faster: the caller deletes the promotion.
 */
export async function notePluginPromotion(
  knex: Knex,
  {
    wanted,
    promotion_id,
    promotion_code = null,
    instead_of,
  }: {
    wanted: PluginPromotion
    promotion_id: string
    promotion_code?: string | null
    instead_of: string | null
  }
): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    if (instead_of) {
      // The old promotion stays managed, for the carts and orders that have the
      // promotion.
      await transaction("managed_promotion")
        .where({
          provided_for: keyOf(wanted),
          promotion_id: instead_of,
        })
        .update({ provided_for: null, updated_at: transaction.fn.now() })
    }
    const rows: unknown[] = await transaction("managed_promotion")
      .insert({
        id: generateEntityId(undefined, "manprom"),
        promotion_id,
        promotion_code,
        source: "plugin",
        provided_for: keyOf(wanted),
      })
      .onConflict()
      .ignore()
      .returning("id")
    return rows.length > 0
  })
}

const FORMS = { with_tax: true, without_tax: false }

/** The given promotions that the plugin made for MONEY, each with its offer. */
export async function listMoneyPromotions(
  knex: Knex,
  promotionIds: string[]
): Promise<Map<string, PluginPromotion>> {
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

/** Reads the text of {@link keyOf}. Engage's id may contain a colon. */
function moneyOf(key: string): PluginPromotion {
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
