import { settings } from "./settings"

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/

/** A date without a time is the same day everywhere; a time has a place. */
const DATE = new Intl.DateTimeFormat(settings.locale, {
  dateStyle: "long",
  timeZone: "UTC",
})
const DAY_HERE = new Intl.DateTimeFormat(settings.locale, { dateStyle: "long" })

/** A day, as in `31 December 2026`; null for what is no date. */
export function formatDay(value: string): string | null {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) {
    return null
  }
  return (DATE_ONLY.test(value) ? DATE : DAY_HERE).format(date)
}
