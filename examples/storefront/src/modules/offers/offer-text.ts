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
 * The last day of an offer, as in `Until 31 December 2026`; null for an offer without
 * an end. All shoppers read the day that Engage wrote, in every time zone.
 */
export function untilWhen({ expires_on }: StoreEngagePromotion): string | null {
  const day = expires_on && formatDay(expires_on.slice(0, "2026-12-31".length))
  return day ? `Until ${day}` : null
}
