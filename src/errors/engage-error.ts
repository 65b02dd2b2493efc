import { MedusaError } from "@medusajs/framework/utils"

import {
  ERROR_SENTENCES,
  OPERATOR_ERROR_SENTENCES,
  type ErrorCode,
  type OperatorErrorCode,
} from "./catalogue"

const SENTENCES = { ...ERROR_SENTENCES, ...OPERATOR_ERROR_SENTENCES }

/** The only code for which the caller is not to blame. */
const UNAVAILABLE = "engage_unavailable" satisfies ErrorCode

/**
 * An error with a code of the catalogue, and the catalogue's sentence unless
 * `message` is given. Medusa answers 400 with
 * `{ type: "not_allowed", code, message }`; its `conflict` would be a 409 and
 * lose the sentence. `engage_unavailable` is 500 by itself, and 503 where the
 * route is wrapped by `answering503`.
 */
export function engageError(
  code: ErrorCode | OperatorErrorCode,
  message: string = SENTENCES[code]
): MedusaError {
  const type =
    code === UNAVAILABLE
      ? MedusaError.Types.UNEXPECTED_STATE
      : MedusaError.Types.NOT_ALLOWED

  return new MedusaError(type, message, code)
}

/**
 * Whether an error is `engage_unavailable`. By code and not by class: an error from
 * a workflow engine in another process is a plain object.
 */
export function isUnavailable(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === UNAVAILABLE
}
