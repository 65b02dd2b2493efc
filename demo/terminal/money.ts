const FORMAT = new Intl.NumberFormat("en", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** An amount in major units, as in `1,349.10 SEK`. */
export function money(amount: number, currencyCode: string): string {
  return `${FORMAT.format(amount)} ${currencyCode.toUpperCase()}`
}
