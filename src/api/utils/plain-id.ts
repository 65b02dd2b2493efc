/**
 * All ids of Medusa and Engage have only these characters, and at most this length.
 */
const PLAIN_ID = /^[\w-]{1,100}$/

/**
 * Whether a value from a path looks like an id. No other value is looked up or
 * repeated: Postgres fails on a null byte, and Medusa logs the sentence of every
 * answer, line breaks included.
 */
export function isPlainId(value: unknown): value is string {
  return typeof value === "string" && PLAIN_ID.test(value)
}
