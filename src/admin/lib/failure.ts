import { FetchError } from "@medusajs/js-sdk"

import { en } from "../i18n/en"
import { ApiError } from "./post"

/** Whether the requested record does not exist. */
export function isNotFound(error: unknown): boolean {
  return (
    (error instanceof FetchError || error instanceof ApiError) &&
    error.status === 404
  )
}

/** Whether the user's role forbids the request. */
export function isForbidden(error: unknown): boolean {
  return (
    (error instanceof FetchError || error instanceof ApiError) &&
    error.status === 403
  )
}

/** Whether the shop could not ask Engage. */
export function isUnavailable(error: unknown): boolean {
  return (
    (error instanceof FetchError || error instanceof ApiError) &&
    error.status === 503
  )
}

/** Why an action failed: a key of the translations, if a sentence exists. */
export function sentenceOf(
  error: unknown
):
  | `error.${keyof typeof en.error}`
  | `reason.${keyof typeof en.reason}.why`
  | null {
  const code = error instanceof ApiError ? error.code : null
  return code === null ? null : sentenceOfCode(code)
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
