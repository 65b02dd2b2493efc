import { readingsOf } from "./body-text"

/**
 * The value of a JSON field named for a code. Letters, `_` and `-` only, 64 at
 * most: the form of a code, and not of an address, an id, a key or a sentence.
 */
const FIELD = /"(?:error_?)?(?:code|error)"\s*:\s*"([A-Za-z][A-Za-z_-]{2,63})"/i

/** A body of a single word with several parts, such as `PromotionNotFound`. */
const ALONE = /^\s*"?((?:[A-Z][a-z]{1,30}){2,8})"?\s*$/

const MAX_LENGTH = 64

/**
 * The word in a body that looks like a code, known or not; null if none. The only
 * part kept of an answer that the plugin does not understand, for later study.
 */
export function codeWordOf(body: string): string | null {
  for (const text of readingsOf(body)) {
    const word = FIELD.exec(text)?.[1] ?? ALONE.exec(text)?.[1]
    if (word && word.length <= MAX_LENGTH) {
      return word
    }
  }
  return null
}
