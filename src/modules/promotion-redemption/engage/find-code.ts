import { readingsOf, wholeWord } from "./body-text"

/**
 * Looks for the first of some of Engage's codes in a body. Null when there is
 * none.
 *
 * @param codes as Engage writes them, → ours.
 */
export function codeFinder<Code extends string>(
  codes: Record<string, Code>
): (body: string) => Code | null {
  const ours = new Map<string, Code>(
    Object.entries(codes).map(([word, code]) => [word.toLowerCase(), code])
  )
  const words = Object.keys(codes).join("|")
  // A field that is named for it comes before a sentence that mentions one.
  const patterns = [
    new RegExp(`"(?:error_?)?code"\\s*:\\s*"(${words})"`, "i"),
    wholeWord(words),
  ]

  return (body) => {
    const readings = readingsOf(body)
    for (const pattern of patterns) {
      for (const text of readings) {
        const word = pattern.exec(text)?.[1]
        if (word) {
          return ours.get(word.toLowerCase()) ?? null
        }
      }
    }
    return null
  }
}
