/**
 * The rows among which a redemption was opened, as the list showed them then. It
 * goes along in the browser's history, so that a row that was settled, and is in
 * the list no more, still has a row before and after it.
 */
export type Queue = {
  ids: string[]
  /** The list's address: what it was filtered by, and which page it was. */
  search: string
}

/** @param state - of the router; anything, or nothing */
export function readQueue(state: unknown): Queue | null {
  const { queue } = (state ?? {}) as { queue?: Partial<Queue> }
  return Array.isArray(queue?.ids) && typeof queue.search === "string"
    ? { ids: queue.ids.map(String), search: queue.search }
    : null
}

/** Where the list of a queue is; without one, the whole list. */
export function listPath(queue: Queue | null): string {
  return `/promotion-redemptions${queue?.search ?? ""}`
}

export function redemptionPath(id: string): string {
  return `/promotion-redemptions/${id}`
}
