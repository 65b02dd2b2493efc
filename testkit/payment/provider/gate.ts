/** The calls that Medusa makes to a payment provider. */
export type ProviderOperation =
  "initiate" | "authorize" | "capture" | "refund" | "cancel" | "delete"

/** Sees every call to the payment provider, and may delay a call. */
export type ProviderGate = (
  operation: ProviderOperation,
  data: Record<string, unknown>
) => Promise<void>

let gate: ProviderGate | null = null

/** Every call passes here before the provider runs the call. */
export const providerGate = {
  /** Null: calls continue at once. */
  set(next: ProviderGate | null): void {
    gate = next
  },
  /** @param data the shop's data of the payment, or for starting a payment. */
  async pass(
    operation: ProviderOperation,
    data: Record<string, unknown> = {}
  ): Promise<void> {
    await gate?.(operation, data)
  },
}
