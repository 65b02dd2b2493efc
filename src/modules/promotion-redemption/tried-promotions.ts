import type { EngagePromotion } from "./engage/types"

/** More are never being applied at once; those of long ago go first. */
const MOST = 500

/**
 * What the assignments are that customers are applying to carts at this moment, by
 * cart. Should one be refused, staff are told what it is called, and Engage is not
 * asked again for that. In memory: each is taken out when its request ends.
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
