/** Ids of Medusa's and of Engage's are made of these, and are never longer. */
const PLAIN_ID = /^[\w-]{1,100}$/

/**
 * Whether a value from an address has the form of an id. Nothing else is looked
 * up or repeated: the database fails on a null byte, and Medusa writes the
 * sentence of every answer into the log, line breaks and all.
 */
export function isPlainId(value: unknown): value is string {
  return typeof value === "string" && PLAIN_ID.test(value)
}
