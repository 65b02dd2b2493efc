/**
 * Turns the admin's codes, such as "enGB" and "ptBR", into the browser's "en-GB".
 */
export function localeOf(language: string): string {
  const locale = language.replace(/([a-z])([A-Z])/g, "$1-$2")
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en"
  } catch {
    return "en"
  }
}

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

/** Units of relative time, largest first, with their length in seconds. */
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", DAY_S],
  ["hour", HOUR_S],
  ["minute", MINUTE_S],
  ["second", 1],
]

/**
 * Formats the screens' values in a language. Times are in the browser's time zone.
 * @param language - a language code of the admin, such as "sv" or "enGB"
 */
export function createFormat(language: string) {
  const locale = localeOf(language)
  const dateTimeFormat = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
  })
  const preciseFormat = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
  })
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium" })
  // In UTC, so that a day stays the same in every time zone.
  const calendarDayFormat = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  })
  const writtenDayFormat = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeZone: "UTC",
  })
  const numberFormat = new Intl.NumberFormat(locale)
  const relativeFormat = new Intl.RelativeTimeFormat(locale, {
    numeric: "auto",
  })

  return {
    /** @param time - ISO 8601, or a Date */
    dateTime: (time: string | Date) => dateTimeFormat.format(new Date(time)),
    /** Like `dateTime`, with seconds. */
    precise: (time: string | Date) => preciseFormat.format(new Date(time)),
    date: (time: string | Date) => dateFormat.format(new Date(time)),
    /** @param day - `YYYY-MM-DD` */
    calendarDay: (day: string) => calendarDayFormat.format(new Date(day)),
    /**
     * The day that Engage wrote, alone or with a time: the same for every reader.
     * Text that begins with no day stays as it is.
     */
    writtenDay: (text: string) => {
      const [written = ""] = /^\d{4}-\d{2}-\d{2}/.exec(text.trim()) ?? []
      const day = new Date(written)
      return Number.isNaN(day.getTime()) ? text : writtenDayFormat.format(day)
    },
    number: (value: number) => numberFormat.format(value),
    /** @param amount - in major units */
    money: (amount: number, currencyCode: string) =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency: currencyCode,
      }).format(amount),
    /** "in 5 minutes", "2 days ago". */
    relative: (time: string | Date, now = Date.now()) => {
      const seconds = Math.round((new Date(time).getTime() - now) / 1000)
      const [unit, length] = STEPS.find(
        ([, length]) => Math.abs(seconds) >= length
      ) ?? ["second", 1]
      return relativeFormat.format(Math.round(seconds / length), unit)
    },
    /** "340 ms", "4.5 s". */
    duration: (milliseconds: number) =>
      milliseconds < 1000
        ? `${numberFormat.format(milliseconds)} ms`
        : `${new Intl.NumberFormat(locale, {
            maximumFractionDigits: 1,
          }).format(milliseconds / 1000)} s`,
  }
}
