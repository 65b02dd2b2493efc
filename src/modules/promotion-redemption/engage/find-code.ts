import { readingsOf } from "./body-text"

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
    finder(phrases, (source) => `${BEFORE}(?:${source})${AFTER}`),
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
