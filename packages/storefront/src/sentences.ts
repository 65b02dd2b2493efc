import {
  ERROR_SENTENCES,
  SWEDISH_SENTENCES,
  type ErrorCode,
  type Sentences,
} from "../../../src/errors/catalogue"

/** Sentences for shoppers by language. */
export const sentences = { en: ERROR_SENTENCES, sv: SWEDISH_SENTENCES }

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
  return own[code] ?? (language === "sv" ? sentences.sv : sentences.en)[code]
}
