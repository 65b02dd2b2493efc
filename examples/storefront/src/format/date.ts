import { settings } from "../shop/settings"

const DAY = new Intl.DateTimeFormat(settings.locale, { dateStyle: "long" })

/** A day, as in `31 December 2026`; null for what is no date. */
export function formatDay(value: string): string | null {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : DAY.format(date)
}
