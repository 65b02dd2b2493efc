import { FetchError } from "@medusajs/js-sdk"

import { en } from "../i18n/en"
import { ApiError } from "./post"

/** A code that the screens have a sentence for. */
export type ToldCode = keyof typeof en.error

/** Whether what was asked for is not there. */
export function isNotFound(error: unknown): boolean {
  return (
    (error instanceof FetchError || error instanceof ApiError) &&
    error.status === 404
  )
}

/** Whether Engage could not be asked. */
export function isUnavailable(error: unknown): boolean {
  return (
    (error instanceof FetchError || error instanceof ApiError) &&
    error.status === 503
  )
}

/** Why an action failed, if there is a sentence for it. */
export function codeOf(error: unknown): ToldCode | null {
  return error instanceof ApiError &&
    error.code !== null &&
    Object.hasOwn(en.error, error.code)
    ? (error.code as ToldCode)
    : null
}
