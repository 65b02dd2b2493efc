import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import {
  CLAIM_RENEWAL_MS,
  CLAIM_RENEWED_FOR_MS,
} from "../../modules/promotion-redemption/ledger/time"

/**
 * Renews what a completion has claimed for as long as it runs, at most for
 * `CLAIM_RENEWED_FOR_MS`. A claim is short, as nobody renews that of a server
 * that died; one that another run has taken is not renewed, and its completion
 * finds out when it comes to redeem.
 *
 * @returns what ends it.
 */
export function keepClaim(
  service: PromotionRedemptionModuleService,
  claim: { cart_id: string; run_id: string }
): () => void {
  const began = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - began > CLAIM_RENEWED_FOR_MS) {
      clearInterval(timer)
      return
    }
    // Without its database a completion has another chance before the claim ends.
    service.renewClaim(claim).catch(() => undefined)
  }, CLAIM_RENEWAL_MS)
  // A server that closes does not wait for it.
  timer.unref()
  return () => clearInterval(timer)
}
