import { ENGAGE_ERRORS, type SandboxEngageCode } from "./engage-errors"
import type { JsonValue } from "./types"

/** A whole answer, ready to be sent. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  body: JsonValue | object,
  headers: Record<string, string> = {}
): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  }
}

/** An answer with no body. */
export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: "" }
}

/**
 * A refusal with one of Engage's codes, in the form that has been seen in use:
 * `errorCode` and `message`. No schema is published (Inferred).
 */
export function refusalAnswer(code: SandboxEngageCode): Answer {
  const { status, message } = ENGAGE_ERRORS[code]
  return jsonAnswer(status, { errorCode: code, message })
}

/**
 * A failure for which no code of Engage's is documented: it carries none, so
 * that nobody comes to rely on an invented one.
 */
export function plainFailure(
  status: number,
  message: string,
  headers: Record<string, string> = {}
): Answer {
  return jsonAnswer(status, { message }, headers)
}
