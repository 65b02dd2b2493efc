import type { ErrorCode } from "../../../src/errors/catalogue"
import { parseCodedMessage } from "../../../src/errors/coded-message"

/**
 * The shop refused a call about an offer, and says why by a code of the catalogue;
 * `sentenceFor` has a sentence for it. Its `cause` is the sdk's own error.
 */
export class EngagePromotionError extends Error {
  override readonly name = "EngagePromotionError"

  /** @param message - the shop's sentence, in English */
  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown
  ) {
    super(message, { cause })
  }
}

/** What the shop says in an error of the sdk; null for any other error. */
export function refusalOf(error: unknown): EngagePromotionError | null {
  const coded = error instanceof Error && parseCodedMessage(error.message)
  return coded
    ? new EngagePromotionError(coded.code, coded.message, error)
    : null
}
