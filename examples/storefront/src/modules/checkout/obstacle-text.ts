import {
  isErrorCode,
  isResultCode,
  sentenceFor,
} from "medusa-plugin-voyado-engage-storefront"

import { settings } from "@/lib/settings"
import type { ObstacleText } from "./obstacle"

const NOT_CHARGED = "No order was placed, and nothing was charged."

/**
 * What to tell about a payment that has placed no order; null for a code that is
 * none of ours, as anybody can write anything into an address.
 */
export function obstacleText(
  code: string,
  {
    refused = [],
    total = "",
  }: {
    /** What the refused offers are called. */
    refused?: string[]
    /** What the cart costs now, for people. */
    total?: string
  } = {}
): ObstacleText | null {
  if (code === "total_changed") {
    return {
      title: "Your total has changed",
      lines: [
        "Your cart is not what it was when you opened this page.",
        NOT_CHARGED,
        `Your total is now ${total}.`,
      ],
    }
  }
  if (!isResultCode(code)) {
    return null
  }
  const sentence = sentenceFor(code, settings)
  switch (code) {
    case "outcome_unknown":
      return { title: "The shop did not answer", lines: [sentence] }
    case "engage_unavailable":
      return {
        title: "Your offer cannot be checked right now",
        lines: [
          NOT_CHARGED,
          "Try again in a moment, or take the offer off your cart.",
        ],
      }
    case "redemption_in_progress":
      return { title: "Your offer is in use", lines: [sentence, NOT_CHARGED] }
  }
  if (!isErrorCode(code)) {
    return {
      title: "Your order was not placed",
      lines: [sentence, NOT_CHARGED],
    }
  }
  const names = refused.map((name) => `“${name}”`).join(" and ")
  return {
    title: `${names || "Your offer"} could not be used`,
    lines: [sentence, NOT_CHARGED, `Without it, your total is ${total}.`],
  }
}
