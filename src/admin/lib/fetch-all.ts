import type {
  AdminPromotionRedemption,
  AdminPromotionRedemptionListParams,
  AdminPromotionRedemptionListResponse,
} from "../../types/admin-http"

/** Rows per request: the API's maximum. */
const BATCH = 1000

/** More rows than a browser should hold and people would read. */
export const MOST_ROWS = 20_000

/** The filters match more rows than a browser should hold. */
export class TooManyRows extends Error {
  constructor(readonly most: number) {
    super(`There are more than ${most} redemptions`)
    this.name = "TooManyRows"
  }
}

/**
 * All redemptions that match the filters, newest first. Redemptions created
 * meanwhile are left out: a new row would shift the rows of the next page.
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
