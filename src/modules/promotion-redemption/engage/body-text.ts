/** JSON in a JSON string, and once more: no answer has been seen deeper. */
const ESCAPE_LEVELS = 3

/**
 * A body as received, and with JSON's escapes undone, once for each level of
 * escapes, three at most. Searching all readings finds a word in JSON, in JSON
 * inside a JSON string, in plain text and in HTML, without parsing: Engage
 * publishes no schema of its error bodies, and no body can make the search fail.
 */
export function readingsOf(body: string): string[] {
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
