import { z } from "@medusajs/framework/zod"
import { MedusaError } from "@medusajs/framework/utils"

const ASSIGNMENT_ID = /^[A-Za-z0-9_-]{1,100}$/

/**
 * An id that may become part of an address of Engage's: an assignment's or a
 * contact's. Letters, digits, `-` and `_`, 100 at most, without surrounding signs.
 * Narrow on purpose: an id comes from a customer's request, and without dots,
 * slashes and percent signs an id can never change which address the plugin calls.
 */
export const assignmentIdSchema = z.string().regex(ASSIGNMENT_ID)

/** Whether a value may be used as an id in an address. */
export function isAssignmentId(value: unknown): value is string {
  return typeof value === "string" && ASSIGNMENT_ID.test(value)
}

/**
 * The id, fit for an address.
 * @throws MedusaError INVALID_DATA when it is not of the form above. The id is
 * not repeated in the message.
 */
export function toPathSegment(id: string): string {
  if (!isAssignmentId(id)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "An id for Engage has 1 to 100 letters, digits, hyphens or underscores."
    )
  }

  return encodeURIComponent(id)
}

/** Words of JSON that would pass for an id in plain text. */
const NO_ID = new Set(["null", "true", "false", "undefined"])

/**
 * The contact's id in the body of an answer: a bare JSON string, as
 * documented, or plain text. Null when it is neither, or not fit for an address.
 */
export function parseContactId(body: string): string | null {
  const text = body.trim()
  const id = /^"[^"\\]*"$/.test(text) ? text.slice(1, -1).trim() : text

  return isAssignmentId(id) && !NO_ID.has(id) ? id : null
}

/**
 * An id or a code that is stored and compared: one line, of 255 characters at
 * most. Any other text would reach the database, and from its errors the log.
 */
export const ONE_LINE = /^[^\p{Cc}\u2028\u2029]{1,255}$/u
