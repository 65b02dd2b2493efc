import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import type { NeighbourWithWorkflow } from "./undo-lost-runs"

/**
 * What `@medusajs/loyalty-plugin` does with a gift card at completion, and (seen
 * in 2.21.1) cannot undo by itself: it debits the card, and links it to the order.
 */
export const GIFT_CARD_HANDLERS: NeighbourWithWorkflow[] = [
  {
    workflowId: completeCartWorkflowId,
    hook: "beforePaymentAuthorization",
    runs: "confirm-cart-credit-lines",
  },
  {
    workflowId: completeCartWorkflowId,
    hook: "orderCreated",
    runs: "clone-cart-gift-cards-to-order",
  },
]
