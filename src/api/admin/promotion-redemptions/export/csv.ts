import { stringify } from "csv-stringify/sync"

/** The types of a cell's value. */
export type CsvValue = string | number | boolean | Date | null | undefined

/**
 * Spreadsheets that do not detect UTF-8 read the file as UTF-8 only with this mark.
 */
export const BYTE_ORDER_MARK = "\uFEFF"

/**
 * Makes lines of CSV (RFC 4180) whose cells no spreadsheet runs as formulas: the
 * library knows the signs that begin a formula, full-width signs included. Source:
 * OWASP, "CSV Injection".
 */
export function csvLines(rows: CsvValue[][]): string {
  return stringify(rows, {
    record_delimiter: "\r\n",
    escape_formulas: true,
    // The library quotes a cell with a whole `\r\n`, but not with only `\r` or `\n`.
    quoted_match: /[\r\n]/,
    cast: {
      boolean: String,
      date: (date) => date.toISOString(),
      // A leading `\n` is the only risky start that the library leaves: a
      // spreadsheet may drop the line break.
      string: (text) => (text.startsWith("\n") ? `'${text}` : text),
    },
  })
}
