import type { PromotionRedemptionDTO } from "../../../../types/promotion-redemption"
import type { ClaimInput } from "../../ledger/claim"
import type { CartDiscount } from "../../ledger/claim-plan"

/** What a redemption takes off its cart: 10, unless told otherwise. */
export function discountOf(
  { promotion_id, promotion_code }: PromotionRedemptionDTO,
  amount = 10
): CartDiscount {
  return { promotion_id, code: promotion_code, amount }
}

/** A completion of a guest's cart that these redemptions discount. */
export function createClaim(
  redemptions: [PromotionRedemptionDTO, ...PromotionRedemptionDTO[]],
  overrides: Partial<ClaimInput> = {}
): ClaimInput {
  return {
    cart_id: redemptions[0].cart_id,
    customer_id: redemptions[0].customer_id,
    currency_code: "eur",
    run_id: "run",
    channel: "ECOM",
    discounts: redemptions.map((redemption) => discountOf(redemption)),
    has_offers: true,
    ...overrides,
  }
}
