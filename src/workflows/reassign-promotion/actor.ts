import type { AttemptTrigger } from "../../types/promotion-redemption"

/** Who gives offers back by themselves: the event of the cancelled order, */
export const ORDER_CANCELED = "order.canceled"

/** and that of items which the shop has received back. */
export const RETURN_RECEIVED = "order.return_received"

/** What makes the calls of somebody who gives back. */
export function triggerOf(
  actor: string
): Extract<AttemptTrigger, "manual" | "cancellation" | "return"> {
  switch (actor) {
    case ORDER_CANCELED:
      return "cancellation"
    case RETURN_RECEIVED:
      return "return"
    default:
      return "manual"
  }
}
