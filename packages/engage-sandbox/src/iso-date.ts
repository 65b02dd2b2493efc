/** A day, with or without a time and an offset. */
const ISO =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Whether a text is a date in ISO 8601 that exists. `Date.parse` alone accepts "5",
 * and reads 30 February as a day in March.
 */
export function isIsoDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = ISO.exec(text) ?? []
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)

  return (
    !Number.isNaN(Date.parse(text)) &&
    !Number.isNaN(midnight.getTime()) &&
    midnight.getUTCDate() === Number(day)
  )
}
