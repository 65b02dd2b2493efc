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
  promotion_limit_reached: [
    "This offer has already been used the maximum number of times.",
    "Erbjudandet har redan använts det högsta antalet gånger.",
  ],
  promotion_already_applied: [
    "This offer is already applied to your cart.",
    "Erbjudandet används redan i din varukorg.",
  ],
  cart_already_completed: [
    "This cart has already been ordered.",
    "Varukorgen är redan beställd.",
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
    "Erbjudandet används i en beställning just nu. Försök igen om en liten stund.",
  ],
  promotion_held_by_unpaid_order: [
    "You have used this offer in an order that is not paid yet. Pay that order, or have it cancelled, to use the offer again.",
    "Du har använt erbjudandet i en beställning som inte är betald än. Betala den, eller avbeställ den, för att använda erbjudandet igen.",
  ],
  engage_unavailable: [
    "Your offers cannot be reached right now. Please try again later.",
    "Dina erbjudanden kan inte nås just nu. Försök igen senare.",
  ],
} as const satisfies Record<string, readonly [english: string, swedish: string]>

/** A code in an answer of the store API or of the admin API. */
export type ErrorCode = keyof typeof CATALOGUE

/** A sentence for every code. */
export type Sentences = Readonly<Record<ErrorCode, string>>

/** The sentences of the shop's answers. */
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

/**
 * Codes in answers of the admin API alone. Code → sentence for an operator.
 */
export const OPERATOR_ERROR_SENTENCES = {
  redemption_not_redeemed:
    "Only a redeemed offer can be given back, and only once an order has used it.",
  order_not_canceled:
    "The offer can be given back once its order is cancelled or returned.",
  order_partly_returned:
    "Only a part of the order was returned. Send `despite_partial_return` to give the offer back all the same.",
  redemption_already_reassigned: "This offer was given back already.",
  reassignment_not_possible:
    "Whose offer it was is not known here. Please assign it in Engage by hand.",
  reassignment_in_progress:
    "This offer is being given back right now. Please try again in a minute.",
  reassignment_outcome_unknown:
    "Whether Engage has given the offer back is not known. Please look at the contact in Engage, or try again in a minute.",
  contact_not_found: "Engage does not know this contact any more.",
  invalid_contact_id: "Engage does not take this contact's id.",
  invalid_promotion_id: "Engage does not take this promotion's id.",
  redemption_action_not_allowed:
    "This cannot be done with the redemption in its present status.",
  redemption_busy:
    "Somebody, or the background job, is at this redemption right now. Please look again in a moment.",
  redemption_taken: "Somebody else of the staff is on this redemption by now.",
  assignment_held_elsewhere:
    "Another redemption reserves this assignment: it was used for another order.",
  engage_not_configured:
    "The plugin is switched off, or has no key: Engage is not asked.",
  engage_set_up_wrongly:
    "Engage's answer shows a wrong key, address or set-up on our side.",
  promotion_is_automatic:
    "An automatic promotion can be neither linked nor managed.",
  draft_in_progress: "A draft for this promotion is being created right now.",
  draft_outcome_unknown:
    "Whether Engage has created the draft is not known. Please look in Engage before you create another.",
  draft_refused: "Engage does not take this draft.",
} as const

/** See {@link OPERATOR_ERROR_SENTENCES}. */
export type OperatorErrorCode = keyof typeof OPERATOR_ERROR_SENTENCES

/** Whether a value is one of the catalogue's codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(CATALOGUE, value)
}

/** Whether a value is one of the codes for operators. */
export function isOperatorErrorCode(
  value: unknown
): value is OperatorErrorCode {
  return (
    typeof value === "string" && Object.hasOwn(OPERATOR_ERROR_SENTENCES, value)
  )
}

/**
 * Engage's own codes for a redemption, as Engage writes the codes, → ours.
 * Source: Engage docs, "Redeem a promotion", response codes. `GatewayTimeout`
 * is left out: the code comes with a 504 and is no refusal.
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

/**
 * Engage's own codes for an assignment, as Engage writes the codes, → ours.
 * Source: Engage docs, "Assign a promotion".
 */
export const ENGAGE_ASSIGN_CODES = {
  InvalidContactId: "invalid_contact_id",
  InvalidPromotionId: "invalid_promotion_id",
  ContactNotFound: "contact_not_found",
  PromotionNotFound: "promotion_not_found",
  PromotionExpired: "promotion_expired",
} as const satisfies Record<string, ErrorCode | OperatorErrorCode>
