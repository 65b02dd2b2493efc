import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"

/** What samples call and a reader has of their own. */
declare global {
  function showConfirmation(order: HttpTypes.StoreOrder): void
  function showRefusal(sentence: string, cart: HttpTypes.StoreCart | null): void
  function showPayment(code: string, cart: HttpTypes.StoreCart | null): void
  function showProblem(sentence: string): void

  function placeOrder(cartId: string): Promise<string>
  function loyaltyNumberOf(
    customerId: string | null,
    container: MedusaContainer
  ): Promise<string>

  // Of `docs/hooks.md`: a handler of the shop's own for a hook, with its undo.
  const holdTickets: (input: unknown) => Promise<void>
  const freeTickets: () => Promise<void>
}
