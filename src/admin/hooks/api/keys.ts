/**
 * The cache keys of the screens' queries; an action invalidates all keys under
 * `all`.
 */
export const KEYS = {
  all: ["promotion-redemptions"] as const,
  list: (query: object) => [...KEYS.all, "list", query] as const,
  refusals: (query: object) => [...KEYS.all, "refusals", query] as const,
  detail: (id: string) => [...KEYS.all, "detail", id] as const,
  summary: (query: object) => [...KEYS.all, "summary", query] as const,
  health: () => [...KEYS.all, "health"] as const,
  promotion: (id: string) => [...KEYS.all, "promotion", id] as const,
  awaiting: () => [...KEYS.all, "promotions-awaiting-decision"] as const,
  orderPromotions: (id: string) => [...KEYS.all, "order", id] as const,
  check: (customer: string, time: number) =>
    [...KEYS.all, "check", customer, time] as const,
  customer: (id: string) => [...KEYS.all, "customer", id] as const,
  /** Actions on redemptions do not change these. */
  me: () => ["promotion-redemptions-rights", "me"] as const,
  flags: () => ["promotion-redemptions-rights", "flags"] as const,
  rights: () => ["promotion-redemptions-rights", "mine"] as const,
}
