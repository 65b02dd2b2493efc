/** What a cell may hold. */
export type CsvValue = string | number | boolean | Date | null | undefined

/** Makes a spreadsheet that knows no better read the file as UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF"

/** What makes a spreadsheet take a cell for a formula. Source: OWASP. */
const FORMULA = /^[=+\-@\t\r\n]/

/** One line of CSV (RFC 4180), of cells that no spreadsheet takes for formulas. */
export function csvLine(values: CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`
}

function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) {
    return ""
  }
  if (value instanceof Date) {
    return value.toISOString()
  }
  // Only what somebody has written can be a formula: a number may be negative.
  if (typeof value !== "string") {
    return String(value)
  }
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
