import type { Claim } from "../../modules/promotion-redemption/ledger/claim"

/** A completion's claim, kept for the hook that redeems. */
export type CompletionClaim = Claim & {
  cart_id: string
  /**
   * At 0 the order needs no payment; otherwise only an authorised payment counts.
   */
  total: number
  payment_session_ids: string[]
  /**
   * How long the customer may still wait for the plugin, in milliseconds. Medusa's
   * and the payment provider's time in between does not count.
   */
  time_left_ms: number
}

type Completion = {
  cart_id: string
  claim?: CompletionClaim
  /** Ends the renewal of the claim. */
  stopRenewal?: () => void
}

/**
 * Completions under way in this process of carts with a discount, by workflow run.
 * Needed because Medusa does not pass one hook's result to the next hook, and passes
 * `undefined` to the compensation of a hook that threw. In memory is enough: all
 * steps of a completion run in one process; after a crash Medusa undoes nothing, and
 * the job recovers from the ledger.
 */
const completions = new Map<string, Completion>()

let validateRan = false

/** Notes that the handler of complete-cart's `validate` has run in this process. */
export function markValidateRan(): void {
  validateRan = true
}

/**
 * Whether `validate`'s handler has run in this process, so the shop has wired it.
 */
export function validateHasRun(): boolean {
  return validateRan
}

/** Notes that a completion is about to claim a cart's redemptions. */
export function openCompletion(run: string, cart_id: string): void {
  completions.set(run, { cart_id })
}

/**
 * Notes a completion's claim.
 * @param stopRenewal called at the completion's end.
 */
export function noteClaim(
  run: string,
  claim: CompletionClaim,
  stopRenewal?: () => void
): void {
  completions.set(run, { cart_id: claim.cart_id, claim, stopRenewal })
}

/** A completion's claim. Undefined for a completion without a claim. */
export function claimOf(run: string): CompletionClaim | undefined {
  return completions.get(run)?.claim
}

/** Forgets a completion. Undefined for a completion that never began to claim. */
export function closeCompletion(run: string): Completion | undefined {
  const completion = completions.get(run)
  completion?.stopRenewal?.()
  completions.delete(run)
  return completion
}
