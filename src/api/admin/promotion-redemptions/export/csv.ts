import { stringify } from "csv-stringify/sync"

/** What a cell may hold. */
export type CsvValue = string | number | boolean | Date | null | undefined

/** Makes a spreadsheet that knows no better read the file as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF"

/**
 * Lines of CSV (RFC 4180), of cells that no spreadsheet takes for formulas: the
 * library knows which signs begin one, full-width signs included. Source: OWASP,
 * "CSV Injection".
 */
export function csvLines(rows: CsvValue[][]): string {
  return stringify(rows, {
    record_delimiter: "\r\n",
    escape_formulas: true,
    // It quotes what has the end of a record in it, but not half of one.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: String,
      date: (date) => date.toISOString(),
      // The one beginning that the library leaves: a spreadsheet may drop it.
      string: (text) => (text.startsWith("\n") ? `'${text}` : text),
    },
  })
}
