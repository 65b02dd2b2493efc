/** The longest wait that we take from anybody, in milliseconds: 1 h. */
export const MAX_RETRY_AFTER_MS = 3_600_000

/**
 * What a `Retry-After` header asks for, in milliseconds from now, 1 h at most.
 * The header holds seconds or a date. Null when it is absent or says neither.
 */
export function parseRetryAfter(
  header: string | string[] | undefined,
  now: Date
): number | null {
  const value = (Array.isArray(header) ? header[0] : header)?.trim()
  if (!value) {
    return null
  }

  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : httpDate(value) - now.getTime()

  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS)
}

/** NaN for anything but a date with a day's or a month's name in it. */
function httpDate(value: string): number {
  // Date.parse reads "-5" and "1.5" as dates too.
  return /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN
}
