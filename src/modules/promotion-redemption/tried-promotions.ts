import type { EngagePromotion } from "./engage/types"

/** More offers are never applied at once; the oldest are dropped first. */
const MOST = 500

/**
 * The offers that customers are applying to carts at the moment, by cart. If an
 * offer is refused, staff are shown its name without another call to Engage. In
 * memory: an offer is removed when its request ends.
 */
export class TriedPromotions {
  private readonly promotions = new Map<string, EngagePromotion>()

  keep(cartId: string, promotion: EngagePromotion): void {
    const key = keyOf(cartId, promotion.id)
    this.promotions.delete(key)
    this.promotions.set(key, promotion)
    const [oldest] = this.promotions.keys()
    if (this.promotions.size > MOST && oldest) {
      this.promotions.delete(oldest)
    }
  }

  take(cartId: string, assignmentId: string): EngagePromotion | null {
    const key = keyOf(cartId, assignmentId)
    const promotion = this.promotions.get(key) ?? null
    this.promotions.delete(key)
    return promotion
  }
}

function keyOf(cartId: string, assignmentId: string): string {
  return `${cartId} ${assignmentId}`
}
