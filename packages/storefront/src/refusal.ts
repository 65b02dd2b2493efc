import { parseCodedMessage } from "../../../src/errors/coded-message"
import { sentenceFor, type ResultCode, type SentenceOptions } from "./sentences"

/**
 * The result of a call that failed. Plain data: a server action can pass a refusal
 * to a browser unchanged.
 */
export type Refusal<Code extends ResultCode = ResultCode> = {
  ok: false
  code: Code
  /** For the shopper, in the language of `locale`. */
  sentence: string
  /** An explanation in English, for a log. */
  message: string
}

/** Makes a refusal from a code. */
export function refuse<Code extends ResultCode>(
  code: Code,
  message: string,
  options: SentenceOptions = {}
): Refusal<Code> {
  return { ok: false, code, sentence: sentenceFor(code, options), message }
}

/** Makes a refusal from an error of the sdk. */
export function refusalOf(error: unknown, options?: SentenceOptions): Refusal {
  const { code, message } = readError(error)
  return refuse(code, message, options)
}

/**
 * Reads the code and the shop's sentence from an error of the sdk. Of an answer, the
 * sdk's error keeps only the status and the message.
 */
export function readError(error: unknown): {
  code: ResultCode
  message: string
} {
  const message = error instanceof Error ? error.message : String(error)
  const status = (error as { status?: number } | null)?.status
  const coded = parseCodedMessage(message)
  return coded ?? { code: codeOf(status), message }
}

function codeOf(status: number | undefined): ResultCode {
  switch (status) {
    case 401:
      return "not_signed_in"
    case 404:
      return "cart_not_found"
    case 409:
      // Medusa answers 409 while another request has locked the cart.
      return "redemption_in_progress"
    default:
      return status && status < 500 ? "shop_refused" : "shop_unavailable"
  }
}
