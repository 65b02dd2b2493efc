/**
 * The one catalogue of error codes: code → sentence, in English and in Swedish.
 * The code is the contract; the sentence is for people and may be reworded in any
 * release.
 *
 * No imports here: the storefront entry point ships this file to browsers.
 */
const CATALOGUE = {
  promotion_not_valid_for_redemption_channel: [
    "This offer cannot be used in the online shop.",
    "Erbjudandet kan inte användas i webbutiken.",
  ],
  promotion_already_redeemed: [
    "This offer has already been used.",
    "Erbjudandet har redan använts.",
  ],
  promotion_not_found: [
    "This offer no longer exists.",
    "Erbjudandet finns inte längre.",
  ],
  promotion_not_associated_with_contact: [
    "This offer is not yours to use.",
    "Erbjudandet tillhör inte dig.",
  ],
  not_a_valid_redemption_channel: [
    "This offer cannot be used here. Please contact the shop.",
    "Erbjudandet kan inte användas här. Kontakta butiken.",
  ],
  invalid_promotion_id_no_data: [
    "This offer could not be recognised. Please contact the shop.",
    "Erbjudandet kunde inte kännas igen. Kontakta butiken.",
  ],
  promotion_expired: ["This offer has expired.", "Erbjudandet har gått ut."],
  promotion_not_configured: [
    "This offer is not available in this shop.",
    "Erbjudandet gäller inte i den här butiken.",
  ],
  promotion_not_applicable: [
    "This offer gives no discount on what is in your cart.",
    "Erbjudandet ger ingen rabatt på det som ligger i din varukorg.",
  ],
  promotion_already_applied: [
    "This offer is already applied to your cart.",
    "Erbjudandet används redan i din varukorg.",
  ],
  promotion_value_type_unsupported: [
    "This offer cannot be used in the online shop.",
    "Erbjudandet kan inte användas i webbutiken.",
  ],
  promotion_currency_mismatch: [
    "This offer cannot be used in the currency of your cart.",
    "Erbjudandet kan inte användas i varukorgens valuta.",
  ],
  promotion_requires_assignment: [
    "This discount is personal and can only be used by those it was given to.",
    "Rabatten är personlig och kan bara användas av den som har fått den.",
  ],
  promotion_refused: [
    "This offer cannot be used.",
    "Erbjudandet kan inte användas.",
  ],
  assignment_id_is_a_promotion_id: [
    "This offer could not be recognised. Please reload the page and try again.",
    "Erbjudandet kunde inte kännas igen. Ladda om sidan och försök igen.",
  ],
  redemption_in_progress: [
    "This offer is being used in an order right now. Please try again in a moment.",
    "Erbjudandet används i en order just nu. Försök igen om en liten stund.",
  ],
  engage_unavailable: [
    "Your offers cannot be reached right now. Please try again later.",
    "Dina erbjudanden kan inte nås just nu. Försök igen senare.",
  ],
} as const satisfies Record<string, readonly [english: string, swedish: string]>

/** A code that a caller of the store or admin API may be answered with. */
export type ErrorCode = keyof typeof CATALOGUE

/** A sentence for every code. */
export type Sentences = Readonly<Record<ErrorCode, string>>

/** What the shop answers. */
export const ERROR_SENTENCES = sentencesIn(0)

/** The same in Swedish, for storefronts. */
export const SWEDISH_SENTENCES = sentencesIn(1)

function sentencesIn(language: 0 | 1): Sentences {
  return Object.fromEntries(
    Object.entries(CATALOGUE).map(([code, sentences]) => [
      code,
      sentences[language],
    ])
  ) as Sentences
}

/** Whether a value is one of the catalogue's codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(CATALOGUE, value)
}

/**
 * Engage's own codes for a redemption, as it writes them, → ours.
 * Source: Engage docs, "Redeem a promotion", response codes. `GatewayTimeout`
 * is left out: it comes with a 504 and is no refusal.
 */
export const ENGAGE_CODES = {
  NotAValidRedemptionChannel: "not_a_valid_redemption_channel",
  InvalidPromotionIdNoData: "invalid_promotion_id_no_data",
  PromotionNotFound: "promotion_not_found",
  PromotionNotAssociatedWithContact: "promotion_not_associated_with_contact",
  PromotionNotValidForRedemptionChannel:
    "promotion_not_valid_for_redemption_channel",
  PromotionAlreadyRedeemed: "promotion_already_redeemed",
} as const satisfies Record<string, ErrorCode>
