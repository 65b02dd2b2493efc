const cache = new Map<string, Intl.NumberFormat>()

/**
 * An amount in major units, as in `1,349.10 kr` or `€139`. Swedish crowns are
 * written as Swedes do, the amount first.
 */
export function formatMoney(amount: number, currencyCode: string): string {
  return formatOf(currencyCode.toUpperCase()).format(amount)
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = cache.get(currency)
  if (known) {
    return known
  }
  const format = new Intl.NumberFormat(currency === "SEK" ? "sv-SE" : "en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    trailingZeroDisplay: "stripIfInteger",
  })
  cache.set(currency, format)
  return format
}
