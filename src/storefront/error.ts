import type { ErrorCode } from "../errors/catalogue"
import { parseCodedMessage } from "../errors/coded-message"

const NAME = "EngagePromotionError"

/** The shop refused a call about an offer, and says why by a code. */
export class EngagePromotionError extends Error {
  override readonly name = NAME
  /** Of the catalogue; `sentenceFor` has a sentence for it. */
  readonly code: ErrorCode
  /** The answer's: 400, or 503 with `engage_unavailable`. */
  readonly status: number | undefined

  /** @param message - the shop's sentence, in English */
  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.status = statusOf(cause)
  }
}

/**
 * Whether an error is an {@link EngagePromotionError}, of whichever copy of this
 * package: bundlers can make one for the server and one for the browser.
 */
export function isEngagePromotionError(
  error: unknown
): error is EngagePromotionError {
  return error instanceof Error && error.name === NAME
}

/** Runs a call of the sdk; an error with a code becomes one of ours. */
export async function typed<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** What the shop says in an error of the sdk; null for any other error. */
export function refusalOf(error: unknown): EngagePromotionError | null {
  const coded = error instanceof Error && parseCodedMessage(error.message)
  return coded
    ? new EngagePromotionError(coded.code, coded.message, error)
    : null
}

/** The HTTP status that the sdk notes on its errors. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null | undefined)?.status
  return typeof status === "number" ? status : undefined
}
