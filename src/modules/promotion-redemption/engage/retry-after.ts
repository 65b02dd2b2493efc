/** The longest wait that we accept from a server, in milliseconds: 1 h. */
export const MAX_RETRY_AFTER_MS = 3_600_000

type Header = string | string[] | undefined

/**
 * The delay that a `Retry-After` header asks for, in milliseconds from now, 1 h at
 * most. The header contains seconds or a date. Null for a missing header, or any
 * other content.
 *
 * @param date the `Date` header of the same answer: the sender's clock, which need
 * not agree with ours.
 * @param now our clock, for an answer without a `Date` header.
 */
export function parseRetryAfter(
  header: Header,
  { date, now }: { date: Header; now: Date }
): number | null {
  const value = first(header)
  if (!value) {
    return null
  }

  const sentAt = httpDate(first(date) ?? "")
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : httpDate(value) - (Number.isNaN(sentAt) ? now.getTime() : sentAt)

  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS)
}

const first = (header: Header): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.trim()

/** NaN unless the text is a date with the name of a day or a month. */
function httpDate(value: string): number {
  // Date.parse reads "-5" and "1.5" as dates too.
  return /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN
}
