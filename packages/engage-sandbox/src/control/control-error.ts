import type { SandboxEngageCode } from "../engage-errors"

/** What a control call can go wrong with. */
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
 * A control call that was not carried out. Over HTTP it is answered with
 * `status` and `{ code, message }`. A redemption in a store that Engage's rule
 * refuses has one of Engage's codes.
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

/** What a control call can name by an id. */
export type NamedThing = "contact" | "assignment" | "promotion" | "fault"

/** The most ids that an error lists. */
const LISTED_IDS = 10

/**
 * Something that a control call names does not exist.
 * @param known - the ids that there are
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
