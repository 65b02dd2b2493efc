/** JSON in a JSON string, and once more: no answer has been seen deeper. */
const ESCAPE_LEVELS = 3

/**
 * A body as it came, and as it reads with JSON's escapes undone, once for each
 * level that is there. To look for a word in all of them finds it in JSON of
 * any depth, in a bare JSON string, in plain text and in HTML, without parsing:
 * no schema of Engage's error bodies is published, and no body can make it fail.
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
