import { ERROR_SENTENCES, type ErrorCode } from "../errors/catalogue"

/** A sentence for a shopper, for every code. */
export type Sentences = Readonly<Record<ErrorCode, string>>

const sv: Sentences = {
  promotion_not_valid_for_redemption_channel:
    "Erbjudandet kan inte användas i webbutiken.",
  promotion_already_redeemed: "Erbjudandet har redan använts.",
  promotion_not_found: "Erbjudandet finns inte längre.",
  promotion_not_associated_with_contact: "Erbjudandet tillhör inte dig.",
  not_a_valid_redemption_channel:
    "Erbjudandet kan inte användas här. Kontakta butiken.",
  invalid_promotion_id_no_data:
    "Erbjudandet kunde inte kännas igen. Kontakta butiken.",
  promotion_expired: "Erbjudandet har gått ut.",
  promotion_not_configured: "Erbjudandet gäller inte i den här butiken.",
  promotion_not_applicable:
    "Erbjudandet ger ingen rabatt på det som ligger i din varukorg.",
  promotion_already_applied: "Erbjudandet används redan i din varukorg.",
  promotion_value_type_unsupported:
    "Erbjudandet kan inte användas i webbutiken.",
  promotion_currency_mismatch:
    "Erbjudandet kan inte användas i varukorgens valuta.",
  promotion_requires_assignment:
    "Rabatten är personlig och kan bara användas av den som har fått den.",
  promotion_refused: "Erbjudandet kan inte användas.",
  assignment_id_is_a_promotion_id:
    "Erbjudandet kunde inte kännas igen. Ladda om sidan och försök igen.",
  redemption_in_progress:
    "Erbjudandet används i en order just nu. Försök igen om en liten stund.",
  engage_unavailable:
    "Dina erbjudanden kan inte nås just nu. Försök igen senare.",
}

/** Sentences for shoppers by language. */
export const sentences = { en: ERROR_SENTENCES, sv } satisfies Record<
  string,
  Sentences
>

/** Which sentence is wanted. */
export type SentenceOptions = {
  /** A language, or one of a country, such as `sv-SE`. @defaultValue `en` */
  locale?: string
  /** The shop's own, for some of the codes or for all of them. */
  sentences?: Partial<Sentences>
}

/**
 * A sentence for a shopper: the shop's own, else in the language of `locale` if
 * there is one, else in English.
 */
export function sentenceFor(
  code: ErrorCode,
  { locale = "en", sentences: own = {} }: SentenceOptions = {}
): string {
  const [language] = locale.toLowerCase().split(/[-_]/)
  return own[code] ?? (language === "sv" ? sv : ERROR_SENTENCES)[code]
}
