import type { AdminNotGiven } from "../../types/admin-http"

/** What a list had that the shop could not give. Nothing of it is personal. */
export type NotGivenOffer = Pick<
  AdminNotGiven,
  "kind" | "promotion_code" | "currency_code" | "promotion_name"
>

/** More than an operator reads; what was seen longest ago goes first. */
const MOST_KEPT = 100

/**
 * Counts what Engage offers and the shop cannot give, in this process since it
 * started. In memory on purpose: a list must not cost the database a write, and
 * what still is so is seen again with the next list.
 */
export class NotGiven {
  private readonly seen = new Map<string, AdminNotGiven>()

  /** Notes what one list had. The same thing twice in it counts once. */
  note(offers: NotGivenOffer[]): void {
    const last_seen_at = new Date().toISOString()
    const byKey = new Map(offers.map((offer) => [keyOf(offer), offer]))
    for (const [key, offer] of byKey) {
      const count = (this.seen.get(key)?.count ?? 0) + 1
      // Anew, so that the order is that of the latest list.
      this.seen.delete(key)
      this.seen.set(key, { ...offer, count, last_seen_at })
    }
    while (this.seen.size > MOST_KEPT) {
      const [oldest] = this.seen.keys()
      this.seen.delete(oldest as string)
    }
  }

  /** What came last first. */
  list(): AdminNotGiven[] {
    return [...this.seen.values()].reverse()
  }
}

function keyOf(offer: NotGivenOffer): string {
  const { kind, promotion_code, currency_code, promotion_name } = offer
  return JSON.stringify(
    kind === "no_promotion"
      ? [kind, promotion_code]
      : [kind, currency_code, promotion_name]
  )
}
