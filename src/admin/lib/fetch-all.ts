import type {
  AdminPromotionRedemption,
  AdminPromotionRedemptionListParams,
  AdminPromotionRedemptionListResponse,
} from "../../types/admin-http"

/** Rows of a request, as many as the API gives. */
const BATCH = 1000

/** More than a browser should hold, and more than people read. */
export const MOST_ROWS = 20_000

/** There are more rows than a browser should hold. */
export class TooManyRows extends Error {
  constructor(readonly most: number) {
    super(`There are more than ${most} redemptions`)
    this.name = "TooManyRows"
  }
}

/**
 * All redemptions that filters leave, newest first. What is made meanwhile is left
 * out, so that no page is moved on by it.
 *
 * @throws TooManyRows
 */
export async function fetchAll(
  filters: AdminPromotionRedemptionListParams,
  fetchPage: (
    query: AdminPromotionRedemptionListParams
  ) => Promise<AdminPromotionRedemptionListResponse>,
  now = new Date()
): Promise<AdminPromotionRedemption[]> {
  const rows = new Map<string, AdminPromotionRedemption>()
  let offset = 0
  let count = 1
  while (offset < count) {
    const page = await fetchPage({
      ...filters,
      created_at: { $lte: now.toISOString() },
      order: "-created_at",
      limit: BATCH,
      offset,
    })
    if (page.count > MOST_ROWS) {
      throw new TooManyRows(MOST_ROWS)
    }
    for (const row of page.promotion_redemptions) {
      rows.set(row.id, row)
    }
    count = page.count
    offset += BATCH
  }
  return [...rows.values()]
}
