import { MedusaError } from "@medusajs/framework/utils"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"

/** A redemption with an assignment, for which a call can be made. */
export type AssignedRedemption = PromotionRedemptionDTO & {
  assignment_id: string
}

/** A row of `promotion_redemption` as Postgres returns it. */
export type RedemptionRow = Omit<PromotionRedemptionDTO, "discount_amount"> & {
  discount_amount: string | null
  /** Medusa's exact form of a money amount. */
  raw_discount_amount: unknown
  deleted_at: Date | null
}

/** Converts Postgres' numeric to a number and leaves Medusa's own columns out. */
export function toRedemption(row: RedemptionRow): PromotionRedemptionDTO {
  const { raw_discount_amount, deleted_at, ...redemption } = row
  return {
    ...redemption,
    discount_amount:
      row.discount_amount === null ? null : Number(row.discount_amount),
  }
}

/**
 * Whether the redemption has an assignment to send. Only the redemptions of
 * `missing-assignment.ts` and of `undone-payments.ts` have none: no call is made for
 * them.
 */
export function isAssigned<Redemption extends { assignment_id: string | null }>(
  redemption: Redemption
): redemption is Redemption & { assignment_id: string } {
  return redemption.assignment_id !== null
}

/** @throws MedusaError UNEXPECTED_STATE for a redemption without an assignment. */
export function assigned(
  redemption: PromotionRedemptionDTO
): AssignedRedemption {
  if (!isAssigned(redemption)) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The redemption ${redemption.id} has no assignment`
    )
  }
  return redemption
}

/** The columns of a discount, given in major units of its currency. */
export function discountColumns(amount: number, currencyCode: string) {
  return {
    discount_amount: amount,
    // Medusa's exact form of the amount. Medusa cannot read the amount without the
    // column.
    raw_discount_amount: JSON.stringify({
      value: String(amount),
      precision: 20,
    }),
    currency_code: currencyCode,
  }
}
