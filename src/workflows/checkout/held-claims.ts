import type { Claim } from "../../modules/promotion-redemption/ledger/claim"

/** What a completion of a cart holds, for the hook that redeems it. */
export type HeldClaim = Claim & {
  cart_id: string
  /** Nothing is to be paid, or a payment exists only once it is authorised. */
  total: number
  payment_session_ids: string[]
  /**
   * How long the customer may still wait for the plugin, in milliseconds: what
   * Medusa and the payment provider take meanwhile does not count.
   */
  time_left_ms: number
}

type Completion = {
  cart_id: string
  claim?: HeldClaim
  /** Ends the renewal of the claim. */
  letGo?: () => void
}

/**
 * Completions of carts with a discount that are under way in this process, by
 * run. Medusa tells a hook nothing of what an earlier one returned, and a hook
 * that failed nothing at all. All steps of a completion run in one process; when
 * it dies nothing is undone, and the job finds what is left.
 */
const completions = new Map<string, Completion>()

let validateRan = false

/** Notes that the handler of complete-cart's `validate` has run in this process. */
export function markValidateRan(): void {
  validateRan = true
}

/** Whether the handler of `validate` has run in this process: the shop has wired it. */
export function validateHasRun(): boolean {
  return validateRan
}

/** Notes that a completion is about to claim what discounts a cart. */
export function openCompletion(run: string, cart_id: string): void {
  completions.set(run, { cart_id })
}

/**
 * Notes what it holds.
 * @param letGo is called when the completion ends.
 */
export function holdClaim(
  run: string,
  claim: HeldClaim,
  letGo?: () => void
): void {
  completions.set(run, { cart_id: claim.cart_id, claim, letGo })
}

/** What a completion holds. Undefined when it has claimed nothing. */
export function heldClaim(run: string): HeldClaim | undefined {
  return completions.get(run)?.claim
}

/** Forgets a completion. Undefined when it never was about to claim anything. */
export function closeCompletion(run: string): Completion | undefined {
  const completion = completions.get(run)
  completion?.letGo?.()
  completions.delete(run)
  return completion
}
