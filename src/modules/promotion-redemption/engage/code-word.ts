import { readingsOf } from "./body-text"

/**
 * The value of a field that is named for a code, in JSON. Letters, `_` and `-`
 * only, 64 at most: a code reads like that, and neither an address, nor an id,
 * nor a key, nor a sentence does.
 */
const FIELD = /"(?:error_?)?(?:code|error)"\s*:\s*"([A-Za-z][A-Za-z_-]{2,63})"/i

/** A body that is one word of several parts, such as `PromotionNotFound`. */
const ALONE = /^\s*"?((?:[A-Z][a-z]{1,30}){2,8})"?\s*$/

const MAX_LENGTH = 64

/**
 * The word in a body that looks like a code, known or not: all that is kept of
 * an answer that nobody understands, to learn from. Null when there is none.
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
