/** What is known of a run from outside: what customers did and were told. */
export class Model {
  /** Steps taken so far. */
  steps = 0
  /** For each cart, the assignment that each of its promotions stands for. */
  private readonly links = new Map<string, Map<string, string>>()
  /** Engage refused for no reason of ours at some time. */
  refusesAtWill = false

  link(cartId: string, promotionId: string, assignmentId: string): void {
    const ofCart = this.links.get(cartId) ?? new Map<string, string>()
    this.links.set(cartId, ofCart.set(promotionId, assignmentId))
  }

  unlink(cartId: string, promotionId: string): void {
    this.links.get(cartId)?.delete(promotionId)
  }

  /** Which assignment a promotion on a cart stands for; null when for none. */
  assignmentOf(cartId: string, promotionId: string): string | null {
    return this.links.get(cartId)?.get(promotionId) ?? null
  }
}
