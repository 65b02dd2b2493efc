/** What is known of a run from outside: what customers did and were told. */
export class Model {
  steps = 0
  /** The assignment that a promotion on a cart stands for, by the ids of both. */
  private readonly links = new Map<string, string>()
  /** Engage refused for no reason of ours at some time. */
  refusesAtWill = false

  link(cartId: string, promotionId: string, assignmentId: string): void {
    this.links.set(`${cartId} ${promotionId}`, assignmentId)
  }

  unlink(cartId: string, promotionId: string): void {
    this.links.delete(`${cartId} ${promotionId}`)
  }

  /** Null when it stands for none. */
  assignmentOf(cartId: string, promotionId: string): string | null {
    return this.links.get(`${cartId} ${promotionId}`) ?? null
  }
}
