import { stringify } from "csv-stringify/browser/esm/sync"

import type { AdminPromotionRedemption } from "../../types/admin-http"
import { localeOf } from "./format"

/** With this mark, spreadsheets read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF"

/** The screen's words for the file. */
export type PeopleWords = {
  headers: Record<PeopleColumn, string>
  status: (row: AdminPromotionRedemption) => string
  reason: (row: AdminPromotionRedemption) => string
}

/** The columns for people, from left to right. */
const COLUMNS = [
  "offer",
  "code",
  "status",
  "reason",
  "order",
  "customer",
  "email",
  "discount",
  "currency",
  "changed",
  "created",
  "note",
  "takenBy",
  "id",
] as const

/** See {@link COLUMNS}. */
type PeopleColumn = (typeof COLUMNS)[number]

/**
 * A CSV file that spreadsheets in the given language open with a double click: the
 * file uses the language's decimal sign, and a field separator that does not clash.
 * No cell can be a formula.
 *
 * @param language - a language code of the admin, such as "sv"
 * @param timeZone - the time zone of all times, an IANA name; column headings name
 * it
 */
export function peopleCsv(
  rows: AdminPromotionRedemption[],
  {
    language,
    timeZone,
    words,
  }: { language: string; timeZone: string; words: PeopleWords }
): string {
  const locale = localeOf(language)
  const decimalSign = decimalSignOf(locale)
  const time = timeFormat(timeZone)
  const cells = (
    row: AdminPromotionRedemption
  ): Record<PeopleColumn, string> => ({
    offer: row.promotion_name ?? row.promotion_code,
    code: row.promotion_code,
    status: words.status(row),
    reason: words.reason(row),
    order: row.order ? String(row.order.display_id) : "",
    customer: [row.customer?.first_name, row.customer?.last_name]
      .filter(Boolean)
      .join(" "),
    email: row.customer?.email ?? "",
    discount: amountOf(row, decimalSign),
    currency: row.currency_code?.toUpperCase() ?? "",
    changed: time(row.status_changed_at),
    created: time(row.created_at),
    note: row.note ?? "",
    takenBy: row.taken_by?.user?.email ?? "",
    id: row.id,
  })
  const lines = [
    COLUMNS.map((column) =>
      column === "changed" || column === "created"
        ? `${words.headers[column]} (${timeZone})`
        : words.headers[column]
    ),
    ...rows.map((row) => {
      const texts = cells(row)
      return COLUMNS.map((column) => texts[column])
    }),
  ]
  return (
    BYTE_ORDER_MARK +
    stringify(lines, {
      delimiter: decimalSign === "," ? ";" : ",",
      record_delimiter: "\r\n",
      escape_formulas: true,
      // LibreOffice takes commas and semicolons for separators at the same time: it
      // would cut `1149,50` into two cells.
      quoted: true,
      // A leading `\n` is the only risky start that the library leaves: a
      // spreadsheet may drop the line break.
      cast: { string: (text) => (text.startsWith("\n") ? `'${text}` : text) },
    })
  )
}

function decimalSignOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.find(({ type }) => type === "decimal")?.value ?? "."
}

/** In major units, with the decimals of the currency, without spaces. */
function amountOf(
  { discount_amount, currency_code }: AdminPromotionRedemption,
  decimalSign: string
): string {
  if (discount_amount === null || !currency_code) {
    return ""
  }
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency_code,
  }).resolvedOptions()
  return discount_amount
    .toFixed(maximumFractionDigits)
    .replace(".", decimalSign)
}

/**
 * `2026-10-14 13:22`: spreadsheets recognise this form of time in every language.
 */
function timeFormat(timeZone: string): (time: string) => string {
  const format = new Intl.DateTimeFormat("sv", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  })
  return (time) => format.format(new Date(time))
}
