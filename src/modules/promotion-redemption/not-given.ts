import type { AdminNotGiven } from "../../types/admin-http"
import { Remembered } from "./remembered"

/** An offer in Engage's list that the shop could not give. Without personal data. */
export type NotGivenOffer = Pick<
  AdminNotGiven,
  "kind" | "promotion_code" | "currency_code" | "promotion_name"
>

/** More than an operator reads. */
const MOST_KEPT = 100

/**
 * Counts Engage's offers that the shop cannot give, since the process started. In
 * memory on purpose: a list must not cost the database a write, and the next list
 * shows every offer again that the shop still cannot give.
 */
export class NotGiven {
  private readonly seen = new Remembered<AdminNotGiven>(MOST_KEPT)

  /** Notes the offers of one list. An offer twice in the list counts once. */
  note(offers: NotGivenOffer[]): void {
    const last_seen_at = new Date().toISOString()
    const byKey = new Map(offers.map((offer) => [keyOf(offer), offer]))
    for (const [key, offer] of byKey) {
      const count = (this.seen.get(key)?.count ?? 0) + 1
      this.seen.set(key, { ...offer, count, last_seen_at })
    }
  }

  /** The latest offers first. */
  list(): AdminNotGiven[] {
    return this.seen.list().reverse()
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
