/**
 * The list's rows when the operator opened a redemption. The queue is kept in the
 * browser's history: after a redemption is resolved and has left the list, the page
 * can still link to the previous and next row.
 */
export type Queue = {
  ids: string[]
  /** The list's address: its filters and page. */
  search: string
}

/** @param state - the router's state; any value */
export function readQueue(state: unknown): Queue | null {
  const { queue } = (state ?? {}) as { queue?: Partial<Queue> }
  return Array.isArray(queue?.ids) && typeof queue.search === "string"
    ? { ids: queue.ids.map(String), search: queue.search }
    : null
}

/** The address of a queue's list; without a queue, of the whole list. */
export function listPath(queue: Queue | null): string {
  return `/promotion-redemptions${queue?.search ?? ""}`
}

export function redemptionPath(id: string): string {
  return `/promotion-redemptions/${id}`
}
