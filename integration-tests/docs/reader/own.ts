import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"

/** What samples call and a reader has of their own. */
declare global {
  function showConfirmation(order: HttpTypes.StoreOrder): void
  function showRefusal(sentence: string, cart: HttpTypes.StoreCart): void
  function showPayment(
    cart: HttpTypes.StoreCart,
    reason: "not_started" | "requires_more" | "not_authorized"
  ): void
  function showRetry(sentence: string, cart: HttpTypes.StoreCart): void

  function placeOrder(cartId: string): Promise<string>
  function loyaltyNumberOf(
    customerId: string | null,
    container: MedusaContainer
  ): Promise<string>

  // Of `docs/hooks.md`: a handler of the shop's own for a hook, with its undo.
  const holdTickets: (input: unknown) => Promise<void>
  const freeTickets: () => Promise<void>
}
