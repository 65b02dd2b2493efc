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

/**
 * Whether a row still stands for its assignment on the cart. False for `released`
 * and refused rows, also for a refused row in `attention`, whose order stands: if
 * that order was half undone and the cart is bought again, the new order has no
 * discount.
 */
export function countsForCart(
  redemption: Pick<PromotionRedemptionDTO, "status" | "rejected_at">
): boolean {
  return redemption.status !== "released" && !isRefused(redemption)
}

/** Whether Engage, or the ledger, refused the row's assignment for its cart. */
export function isRefused({
  status,
  rejected_at,
}: Pick<PromotionRedemptionDTO, "status" | "rejected_at">): boolean {
  return (
    status === "rejected" || (status === "attention" && rejected_at !== null)
  )
}

/**
 * Whether the row's promotion may not discount the cart, even if open to every
 * customer: Engage refused the assignment on the cart. False once an operator
 * opens the promotion after the refusal.
 */
export function isRefusedHere(
  redemption: Pick<
    PromotionRedemptionDTO,
    "status" | "rejected_at" | "assignment_id"
  > & {
    /** An operator opened the promotion to everybody after the row was refused. */
    opened: boolean
  }
): boolean {
  return (
    isRefused(redemption) &&
    redemption.assignment_id !== null &&
    !redemption.opened
  )
}

/**
 * Whether a row belongs to the cart's present customer. A row linked while the
 * cart had no customer belongs to the customer that the cart got since, such as a
 * guest who gives an address.
 */
export function isOf(
  redemption: Pick<PromotionRedemptionDTO, "customer_id">,
  cartCustomerId: string | null
): boolean {
  return (
    redemption.customer_id === null || redemption.customer_id === cartCustomerId
  )
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
