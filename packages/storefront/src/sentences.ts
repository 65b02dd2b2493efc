import {
  ERROR_SENTENCES,
  isErrorCode,
  SWEDISH_SENTENCES,
  type ErrorCode,
} from "../../../src/errors/catalogue"

/** The codes that are not about a refused offer. Code → sentences. */
const OTHERS = {
  not_signed_in: [
    "Sign in to see and use your offers.",
    "Logga in för att se och använda dina erbjudanden.",
  ],
  verification_required: [
    "Verify your e-mail address to see your offers.",
    "Bekräfta din e-postadress för att se dina erbjudanden.",
  ],
  cart_not_found: [
    "Your cart is not there any more. Please start a new one.",
    "Varukorgen finns inte längre. Börja på en ny.",
  ],
  shop_refused: [
    "Something went wrong. Please reload the page and try again.",
    "Något gick fel. Ladda om sidan och försök igen.",
  ],
  shop_unavailable: [
    "The shop cannot be reached right now. Please try again in a moment.",
    "Butiken kan inte nås just nu. Försök igen om en liten stund.",
  ],
  payment_not_started: [
    "Your payment has not been started yet. Please choose how to pay.",
    "Betalningen har inte påbörjats. Välj hur du vill betala.",
  ],
  payment_requires_more: [
    "Your payment needs one more step from you.",
    "Betalningen kräver ett steg till från dig.",
  ],
  payment_not_authorized: [
    "Your payment did not go through. Please try again, or pay in another way.",
    "Betalningen gick inte igenom. Försök igen, eller betala på ett annat sätt.",
  ],
  order_not_placed: [
    "Your order could not be placed. Please look at your cart and try again.",
    "Beställningen kunde inte genomföras. Se över varukorgen och försök igen.",
  ],
  outcome_unknown: [
    "The shop did not answer. Your order may have been placed: look at your orders before you try again.",
    "Butiken svarade inte. Beställningen kan ha gått igenom: titta bland dina beställningar innan du försöker igen.",
  ],
} as const satisfies Record<string, readonly [english: string, swedish: string]>

/** A code of any result: why an offer was refused, or why the call failed. */
export type ResultCode = ErrorCode | keyof typeof OTHERS

/** A sentence for every code. */
export type Sentences = Readonly<Record<ResultCode, string>>

/** Sentences for shoppers, by language. */
export const sentences = {
  en: { ...ERROR_SENTENCES, ...othersIn(0) },
  sv: { ...SWEDISH_SENTENCES, ...othersIn(1) },
}

/** Which sentence a call returns. */
export type SentenceOptions = {
  /**
   * A language, with or without a country, such as `sv` or `sv-SE`.
   * @defaultValue `en`
   */
  locale?: string
  /** The shop's own sentences, for some codes or for all. */
  sentences?: Partial<Sentences>
}

/**
 * A sentence for a shopper: the shop's own if given, else in the language of
 * `locale` if the package has that language, else in English.
 */
export function sentenceFor(
  code: ResultCode,
  { locale = "en", sentences: own = {} }: SentenceOptions = {}
): string {
  const [language] = locale.toLowerCase().split(/[-_]/)
  return own[code] ?? (language === "sv" ? sentences.sv : sentences.en)[code]
}

/**
 * Whether a value, for example a parameter in a page's address, is a result's code.
 */
export function isResultCode(value: unknown): value is ResultCode {
  return (
    isErrorCode(value) ||
    (typeof value === "string" && Object.hasOwn(OTHERS, value))
  )
}

function othersIn(language: 0 | 1) {
  return Object.fromEntries(
    Object.entries(OTHERS).map(([code, both]) => [code, both[language]])
  ) as Record<keyof typeof OTHERS, string>
}
