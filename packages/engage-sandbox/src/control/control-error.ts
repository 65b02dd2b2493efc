import type { SandboxEngageCode } from "../engage-errors"

/** Why a control call failed. */
export type SandboxControlCode =
  | "invalid_input"
  | "invalid_json"
  | "body_too_long"
  | "content_type_required"
  | "route_not_found"
  | "method_not_allowed"
  | "contact_not_found"
  | "assignment_not_found"
  | "promotion_not_found"
  | "fault_not_found"
  | "assignment_taken"
  | SandboxEngageCode

/**
 * A control call failed. Over HTTP the answer has the error's `status` and
 * `{ code, message }`. If Engage's rule refuses a redemption in a store, the code is
 * Engage's.
 */
export class SandboxControlError extends Error {
  constructor(
    readonly code: SandboxControlCode,
    readonly status: number,
    message: string
  ) {
    super(message)
    this.name = "SandboxControlError"
  }
}

/** The kinds of things that a control call names by id. */
export type NamedThing = "contact" | "assignment" | "promotion" | "fault"

/** The most ids that an error lists. */
const LISTED_IDS = 10

/**
 * A control call names an id that does not exist.
 * @param known - the existing ids
 */
export function notFound(
  what: NamedThing,
  id: string,
  known: string[]
): SandboxControlError {
  const more = known.length > LISTED_IDS ? ", …" : ""
  return new SandboxControlError(
    `${what}_not_found`,
    404,
    `There is no ${what} "${id}". ` +
      (known.length
        ? `There are: ${known.slice(0, LISTED_IDS).join(", ")}${more}.`
        : "There is none at all.")
  )
}
