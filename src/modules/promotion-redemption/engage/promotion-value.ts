import type { EngagePromotionChannel } from "./types"

/** An amount of money in the currency's main unit, as Medusa counts. */
export type Money = {
  amount: number
  /** ISO 4217, in lower case as in Medusa. */
  currency_code: string
}

/** The discount of a promotion in one channel. */
export type PromotionValue =
  /** The shop's promotion with the code decides. */
  | { type: "EXTERNALOFFER"; promotion_code: string }
  /** Percentage of the items' price, above 0 and at most 100. */
  | { type: "PERCENT"; percent: number }
  /** An amount for each currency. The first is Engage's main amount. */
  | { type: "MONEY"; amounts: Money[] }

const NUMBER = /^\d{1,12}(\.\d{1,4})?$/

/**
 * Reads the value of a promotion in a channel. Null when the value cannot be read,
 * or when no web shop can give the type.
 *
 * Engage's docs call PERCENT an integer and MONEY an object of amount and
 * currency. The letter case of the fields is not confirmed, and `localValues` is
 * not described: an element counts if the element, or its `value`, is an object of
 * amount and currency; the code skips any other.
 */
export function valueOf(
  channel: Pick<EngagePromotionChannel, "valueType" | "value" | "localValues">
): PromotionValue | null {
  switch (channel.valueType) {
    case "EXTERNALOFFER":
      return externalOffer(channel.value)
    case "PERCENT":
      return percentage(channel.value)
    case "MONEY":
      return money([channel.value, ...channel.localValues])
    default:
      return null
  }
}

function externalOffer(value: unknown): PromotionValue | null {
  const code =
    typeof value === "string" || typeof value === "number" ? `${value}` : ""
  return code.trim()
    ? { type: "EXTERNALOFFER", promotion_code: code.trim() }
    : null
}

function percentage(value: unknown): PromotionValue | null {
  const percent = numberOf(value)
  return percent !== null && percent <= 100
    ? { type: "PERCENT", percent }
    : null
}

function money(values: unknown[]): PromotionValue | null {
  const amounts: Money[] = []
  for (const value of values) {
    const one = moneyOf(value) ?? moneyOf(fieldOf(value, "value"))
    const known = amounts.some(
      ({ currency_code }) => currency_code === one?.currency_code
    )
    if (one && !known) {
      amounts.push(one)
    }
  }
  return amounts.length ? { type: "MONEY", amounts } : null
}

function moneyOf(value: unknown): Money | null {
  const amount = numberOf(fieldOf(value, "amount"))
  const currency = fieldOf(value, "currency")
  return amount !== null &&
    typeof currency === "string" &&
    /^[a-z]{3}$/i.test(currency)
    ? { amount, currency_code: currency.toLowerCase() }
    : null
}

/** A number above 0, also if written as a text. */
function numberOf(value: unknown): number | null {
  const text = typeof value === "number" ? `${value}` : value
  return typeof text === "string" && NUMBER.test(text) && Number(text) > 0
    ? Number(text)
    : null
}

/** A field by its name in any letter case. */
function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) {
    return undefined
  }
  const field = Object.entries(value).find(
    ([key]) => key.toLowerCase() === name
  )
  return field?.[1]
}
