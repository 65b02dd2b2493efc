import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"

import { formatDay } from "@/lib/date"
import { formatMoney } from "@/lib/money"

/** What an offer is called. */
export function nameOf({ heading, name }: StoreEngagePromotion): string {
  return heading ?? name ?? "An offer for you"
}

/**
 * What an offer takes off, short enough for a corner: `15 %`, `100 kr`. Null
 * when only the shop knows, and the heading says it.
 */
export function valueOf({
  value_type,
  value,
  currency_code,
}: StoreEngagePromotion): string | null {
  if (value === null) {
    return null
  }
  if (value_type === "PERCENT") {
    return `${value} %`
  }
  return value_type === "MONEY" && currency_code
    ? formatMoney(Number(value), currency_code)
    : null
}

/**
 * Until when it can be used, as in `Until 31 December 2026`; null for ever. The day
 * is the one that Engage wrote, wherever its reader is.
 */
export function untilWhen({ expires_on }: StoreEngagePromotion): string | null {
  const day = expires_on && formatDay(expires_on.slice(0, "2026-12-31".length))
  return day ? `Until ${day}` : null
}
