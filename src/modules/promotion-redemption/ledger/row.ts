import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"

/** A row of `promotion_redemption` as Postgres returns it. */
export type RedemptionRow = Omit<PromotionRedemptionDTO, "discount_amount"> & {
  discount_amount: string | null
  /** Medusa's exact form of a money amount. */
  raw_discount_amount: unknown
  deleted_at: Date | null
}

/** Postgres' numeric as a number; Medusa's own columns stay behind. */
export function toRedemption(row: RedemptionRow): PromotionRedemptionDTO {
  const { raw_discount_amount, deleted_at, ...redemption } = row
  return {
    ...redemption,
    discount_amount:
      row.discount_amount === null ? null : Number(row.discount_amount),
  }
}

/** The columns of a discount, given in major units of its currency. */
export function discountColumns(amount: number, currencyCode: string) {
  return {
    discount_amount: amount,
    // Medusa's exact form of the same amount, without which it cannot read it.
    raw_discount_amount: JSON.stringify({
      value: String(amount),
      precision: 20,
    }),
    currency_code: currencyCode,
  }
}
