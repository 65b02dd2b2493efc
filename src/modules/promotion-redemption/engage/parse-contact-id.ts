import { isAssignmentId } from "./assignment-id"

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
