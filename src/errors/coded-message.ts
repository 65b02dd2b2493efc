import { isErrorCode, type ErrorCode } from "./catalogue"

/**
 * What a caller accepts who reads nothing but the sentence of an error, as
 * `@medusajs/js-sdk` does: the code is to come before it.
 *
 * No imports but the catalogue here: the storefront entry point ships this file
 * to browsers.
 */
export const CODED_ERRORS = "application/json;engage-errors=coded"

/** A sentence with its code before it. */
export function codedMessage(code: ErrorCode, message: string): string {
  return `${code}: ${message}`
}

/** The code before a sentence, and the sentence; null if there is none. */
export function parseCodedMessage(
  text: string
): { code: ErrorCode; message: string } | null {
  const [code, ...rest] = text.split(": ")
  return isErrorCode(code) ? { code, message: rest.join(": ") } : null
}
