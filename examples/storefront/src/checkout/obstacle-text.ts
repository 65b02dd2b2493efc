import { sentenceFor } from "medusa-plugin-voyado-engage-storefront"

import { nameOf } from "../offers/offer-text"
import { sentenceOf, statusOf } from "../shop/errors"
import { settings } from "../shop/settings"
import type { ObstacleText } from "./obstacle"
import type { PaymentOutcome } from "./use-pay"

const NOT_CHARGED = "No order was placed, and nothing was charged."

/**
 * What to tell about a payment that has placed no order; null if it has.
 * @param total - what the cart costs now, for people
 */
export function obstacleText(
  outcome: PaymentOutcome,
  total: string
): ObstacleText | null {
  const { locale } = settings
  switch (outcome.type) {
    case "order":
      return null
    case "promotion_rejected": {
      const names = outcome.rejected.map((offer) => `“${nameOf(offer)}”`)
      return {
        title: names.length
          ? `${names.join(" and ")} could not be used`
          : "Your offer could not be used",
        lines: [
          sentenceFor(outcome.code, { locale }),
          NOT_CHARGED,
          `Without it, your total is ${total}.`,
        ],
      }
    }
    case "total_changed":
      return {
        title: "Your total has changed",
        lines: [
          "Your cart is not what it was when you opened this page.",
          NOT_CHARGED,
          `Your total is now ${total}.`,
        ],
      }
    case "payment_required":
      return {
        title: "The payment did not go through",
        lines: [NOT_CHARGED, "You can try again."],
      }
    case "engage_unavailable":
      return {
        title: "Your offer cannot be checked right now",
        lines: [
          NOT_CHARGED,
          "Try again in a moment, or take the offer off your cart.",
        ],
      }
    case "redemption_in_progress":
      return {
        title: "Your offer is in use",
        lines: [sentenceFor(outcome.type, { locale }), NOT_CHARGED],
      }
  }
}

/** What to tell when the shop said something else, or nothing at all. */
export function failureText(error: unknown): ObstacleText {
  return statusOf(error) === undefined
    ? {
        title: "The shop did not answer",
        lines: [
          "Your order may have been placed. Look at your orders before you try again.",
        ],
      }
    : { title: "Your order was not placed", lines: [sentenceOf(error)] }
}
