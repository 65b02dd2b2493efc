import { FetchError } from "@medusajs/js-sdk"

import { en } from "../i18n/en"

const hasStatus = (status: number) => (error: unknown) =>
  error instanceof FetchError && error.status === status

/** Whether the requested record does not exist. */
export const isNotFound = hasStatus(404)

/** Whether the user's role forbids the request. */
export const isForbidden = hasStatus(403)

/** Whether the shop could not ask Engage. */
export const isUnavailable = hasStatus(503)

/**
 * Why an action failed: a key of the translations, if a sentence exists. The code
 * stands before the message: see `post`.
 */
export function sentenceOf(error: unknown) {
  return error instanceof FetchError
    ? sentenceOfCode(error.message.split(": ")[0] ?? "")
    : null
}

/** @param code - a code of `src/errors` */
export function sentenceOfCode(code: string) {
  if (isKeyOf(en.error, code)) {
    return `error.${code}` as const
  }
  return isKeyOf(en.reason, code) ? (`reason.${code}.why` as const) : null
}

function isKeyOf<T extends object>(
  texts: T,
  key: string
): key is keyof T & string {
  return Object.hasOwn(texts, key)
}
