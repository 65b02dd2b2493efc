import { parseCodedMessage } from "../../../src/errors/coded-message"
import { sentenceFor, type ResultCode, type SentenceOptions } from "./sentences"

/**
 * What a call answers that was not done. Plain data: a server action can hand it
 * to a browser as it is.
 */
export type Refusal<Code extends ResultCode = ResultCode> = {
  ok: false
  code: Code
  /** For the shopper, in the language that was asked for. */
  sentence: string
  /** What the shop said, in English; for a log. */
  message: string
}

/** A refusal by its code. */
export function refuse<Code extends ResultCode>(
  code: Code,
  message: string,
  options: SentenceOptions = {}
): Refusal<Code> {
  return { ok: false, code, sentence: sentenceFor(code, options), message }
}

/** What an error of the sdk says, as a refusal. */
export function refusalOf(error: unknown, options?: SentenceOptions): Refusal {
  const { code, message } = readError(error)
  return refuse(code, message, options)
}

/**
 * The code and the shop's sentence in an error of the sdk, which has no more of an
 * answer than its status and its message.
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
      // So Medusa answers while another request has the cart.
      return "redemption_in_progress"
    default:
      return status && status < 500 ? "shop_refused" : "shop_unavailable"
  }
}
