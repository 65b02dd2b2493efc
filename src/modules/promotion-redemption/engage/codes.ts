/** Signs that people write between the parts of a code. */
const BETWEEN = "[\\s_-]{0,3}"

/** Endings of an error class's name after its code. */
const SUFFIX = `(?:${BETWEEN}(?:exception|error))?`

const BEFORE = "(?<![\\p{L}\\p{N}_])"
const AFTER = "(?![\\p{L}\\p{N}_])"

/**
 * Finds the first of the given codes of Engage in a body; null if none. Finds a
 * code in every form that a person would write: `PromotionNotFound`,
 * `promotion_not_found`, `Promotion not found`, `PromotionNotFoundException`, in
 * any letter case.
 *
 * @param codes Engage's codes → our codes.
 * @param sentences other words for a code, as sources of a regular expression.
 */
export function codeFinder<Code>(
  codes: Record<string, Code>,
  sentences: Record<string, Code> = {}
): (body: string) => Code | null {
  const words = alternatives(Object.entries(codes), inAnyForm)
  const phrases = alternatives(Object.entries(sentences), (source) => source)
  const finders = [
    // A field named for a code comes before a sentence that mentions a code.
    finder(
      words,
      (source) => `"(?:error_?)?code"\\s*:\\s*"(?:${source})${SUFFIX}"`
    ),
    finder(words, (source) => `${BEFORE}(?:${source})${SUFFIX}${AFTER}`),
    finder(phrases, (source) => `${BEFORE}(?:${source})${SUFFIX}${AFTER}`),
  ]

  return (body) => {
    const readings = readingsOf(body)
    for (const find of finders) {
      for (const text of readings) {
        const code = find(text)
        if (code !== undefined) {
          return code
        }
      }
    }
    return null
  }
}

type Alternatives<Code> = { source: string; codes: Code[] }

/** One group of a regular expression for each code, in their order. */
function alternatives<Code>(
  entries: [string, Code][],
  sourceOf: (word: string) => string
): Alternatives<Code> {
  return {
    source: entries.map(([word]) => `(${sourceOf(word)})`).join("|"),
    codes: entries.map(([, code]) => code),
  }
}

function finder<Code>(
  { source, codes }: Alternatives<Code>,
  around: (source: string) => string
): (text: string) => Code | undefined {
  if (!codes.length) {
    return () => undefined
  }
  const pattern = new RegExp(around(source), "iu")

  return (text) => {
    const groups = pattern.exec(text)?.slice(1) ?? []
    return codes[groups.findIndex((group) => group !== undefined)]
  }
}

/** `PromotionNotFound` → its parts, with optional signs between. */
function inAnyForm(word: string): string {
  return word.split(/(?<=[a-z])(?=[A-Z])/).join(BETWEEN)
}

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

/** JSON in a JSON string, and once more: no answer has been seen deeper. */
const ESCAPE_LEVELS = 3

/**
 * A body as received, and with JSON's escapes undone, once for each level of
 * escapes, three at most. Searching all readings finds a word in JSON, in JSON
 * inside a JSON string, in plain text and in HTML, without parsing: Engage
 * publishes no schema of its error bodies, and no body can make the search fail.
 */
function readingsOf(body: string): string[] {
  const readings = [body]
  let text = body

  for (let level = 0; level < ESCAPE_LEVELS && text.includes("\\"); level++) {
    text = unescapeJson(text)
    readings.push(text)
  }

  return readings
}

function unescapeJson(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|(["\\/])|[bfnrt])/g,
    (_, hex: string | undefined, char: string | undefined) =>
      hex ? String.fromCharCode(parseInt(hex, 16)) : (char ?? " ")
  )
}
