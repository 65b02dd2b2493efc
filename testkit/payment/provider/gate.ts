/** What Medusa asks a payment provider to do. */
export type ProviderOperation =
  "initiate" | "authorize" | "capture" | "refund" | "cancel" | "delete"

/** Sees a call to the payment provider, and may hold it up. */
export type ProviderGate = (
  operation: ProviderOperation,
  data: Record<string, unknown>
) => Promise<void>

let gate: ProviderGate | null = null

/** Where every call passes before the provider carries it out. */
export const providerGate = {
  /** Null: calls go on at once. */
  set(next: ProviderGate | null): void {
    gate = next
  },
  /** @param data what the shop keeps of the payment, or gives to start one. */
  async pass(
    operation: ProviderOperation,
    data: Record<string, unknown> = {}
  ): Promise<void> {
    await gate?.(operation, data)
  },
}
