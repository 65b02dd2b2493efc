import {
  isErrorCode,
  type ErrorCode,
  type OperatorErrorCode,
} from "./catalogue"

/**
 * The `accept` header of a caller who asks for the code before the sentence of an
 * error, because `@medusajs/js-sdk` keeps only the sentence.
 *
 * No imports but the catalogue here: the storefront entry point ships this file
 * to browsers.
 */
export const CODED_ERRORS = "application/json;engage-errors=coded"

/** A sentence behind its code. */
export function codedMessage(
  code: ErrorCode | OperatorErrorCode,
  message: string
): string {
  return `${code}: ${message}`
}

/** The code before a sentence, and the sentence; null without a code. */
export function parseCodedMessage(
  text: string
): { code: ErrorCode; message: string } | null {
  const [code, ...rest] = text.split(": ")
  return isErrorCode(code) ? { code, message: rest.join(": ") } : null
}
