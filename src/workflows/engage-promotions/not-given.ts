import type { NotGivenOffer } from "../../modules/promotion-redemption/not-given"
import type { StoreEngagePromotion } from "../../types/http"
import { offerName } from "./offer-name"

/** A customer whom Engage has more than once, so that nothing can be listed. */
export const CONTACT_AMBIGUOUS: NotGivenOffer = {
  kind: "contact_ambiguous",
  promotion_code: null,
  currency_code: null,
  promotion_name: null,
}

/**
 * Of a list of offers, those that Engage gives and the shop cannot: a promotion, or
 * an amount in the cart's currency, is missing.
 */
export function notGivenOf(
  offers: StoreEngagePromotion[],
  currency_code: string | null
): NotGivenOffer[] {
  return offers.flatMap((offer): NotGivenOffer[] => {
    const { reason, promotion_code } = offer
    const promotion_name = offerName(offer)
    if (reason === "promotion_not_configured" && promotion_code) {
      return [
        {
          kind: "no_promotion",
          promotion_code,
          currency_code: null,
          promotion_name,
        },
      ]
    }
    return reason === "promotion_currency_mismatch" && currency_code
      ? [
          {
            kind: "no_amount",
            promotion_code: null,
            currency_code,
            promotion_name,
          },
        ]
      : []
  })
}
