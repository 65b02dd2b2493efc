import { ENGAGE_ERRORS, type SandboxEngageCode } from "./engage-errors"
import type { JsonValue, SandboxRefusalForm } from "./types"

/** A complete answer, ready to send. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
  /** Engage's code, if the answer is a refusal. */
  refusal?: SandboxEngageCode
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
 * A refusal with an error code of Engage. By default in the form observed in
 * practice, `errorCode` and `message`, with the documented status. Engage publishes
 * no schema (Inferred).
 */
export function refusalAnswer(
  code: SandboxEngageCode,
  form: SandboxRefusalForm = "json",
  status: number = ENGAGE_ERRORS[code].status
): Answer {
  const { message } = ENGAGE_ERRORS[code]
  return { ...refusalIn(form), refusal: code }

  function refusalIn(form: SandboxRefusalForm): Answer {
    switch (form) {
      case "json":
        return jsonAnswer(status, { errorCode: code, message })
      case "json_string":
        return jsonAnswer(status, code)
      case "plain_text":
        return {
          status,
          headers: { "content-type": "text/plain; charset=utf-8" },
          body: code,
        }
      case "empty":
        return emptyAnswer(status)
      case "nested":
        return jsonAnswer(status, { error: { errorCode: code, message } })
      case "exception":
        return jsonAnswer(status, { errorCode: `${code}Exception`, message })
      case "sentence":
        return jsonAnswer(status, { message: sentenceOf(code) })
    }
  }
}

/** `PromotionAlreadyRedeemed` → "Promotion already redeemed". */
function sentenceOf(code: SandboxEngageCode): string {
  const [first = "", ...others] = code.split(/(?<=[a-z])(?=[A-Z])/)
  return [first, ...others.map((word) => word.toLowerCase())].join(" ")
}

/**
 * A failure for which Engage documents no code: the answer has no code either, so
 * that no client relies on an invented code.
 */
export function plainFailure(
  status: number,
  message: string,
  headers: Record<string, string> = {}
): Answer {
  return jsonAnswer(status, { message }, headers)
}
