import { MedusaError } from "@medusajs/framework/utils"

import {
  ERROR_SENTENCES,
  OPERATOR_ERROR_SENTENCES,
  type ErrorCode,
  type OperatorErrorCode,
} from "./catalogue"

/** Differences from the catalogue for one error. */
export type EngageErrorOverrides = {
  /** Instead of the catalogue's sentence. */
  message?: string
}

const SENTENCES = { ...ERROR_SENTENCES, ...OPERATOR_ERROR_SENTENCES }

/** The only code for which the caller is not to blame. */
const UNAVAILABLE = "engage_unavailable" satisfies ErrorCode

/**
 * An error with a code of the catalogue. Medusa answers 400 with
 * `{ type: "not_allowed", code, message }`; its `conflict` would be a 409 and
 * lose the sentence. `engage_unavailable` is 500 by itself, and 503 where the
 * route passes it to {@link answerUnavailable}.
 */
export function engageError(
  code: ErrorCode | OperatorErrorCode,
  overrides: EngageErrorOverrides = {}
): MedusaError {
  const type =
    code === UNAVAILABLE
      ? MedusaError.Types.UNEXPECTED_STATE
      : MedusaError.Types.NOT_ALLOWED

  return new MedusaError(type, overrides.message ?? SENTENCES[code], code)
}

/** The part of a response that an answer needs. */
type Response = {
  status(code: number): { json(body: unknown): unknown }
}

/**
 * Answers 503 `{ type, code, message }` if the error is `engage_unavailable`,
 * and returns whether it answered; if not, throw the error on. No type of Medusa's
 * gives a 503, and Medusa's handler takes code and sentence away from an error with
 * a status above 499.
 *
 * ```ts
 * try { … } catch (error) {
 *   if (!answerUnavailable(error, res)) throw error
 * }
 * ```
 */
export function answerUnavailable(error: unknown, res: Response): boolean {
  if (!isUnavailable(error)) {
    return false
  }

  const { type, code, message } = engageError(UNAVAILABLE)
  res.status(503).json({ type, code, message })

  return true
}

/**
 * Whether an error is `engage_unavailable`. By code and not by class: an error from
 * a workflow engine in another process is a plain object.
 */
export function isUnavailable(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === UNAVAILABLE
  )
}
