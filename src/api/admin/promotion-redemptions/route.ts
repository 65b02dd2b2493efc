import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { RedemptionOrder } from "../../../modules/promotion-redemption/ledger/search"
import type {
  AdminPromotionRedemption,
  AdminPromotionRedemptionListResponse,
} from "../../../types/admin-http"
import { nullRelations } from "../null-relations"
import { withLaterOrders } from "./later-orders"
import { readFilters } from "./read-filters"
import { takersById } from "./staff"
import type { AdminGetPromotionRedemptionsParamsType } from "./validators"

/** Lists redemptions; redemptions that need an operator come first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<
    unknown,
    AdminGetPromotionRedemptionsParamsType
  >,
  res: MedusaResponse<AdminPromotionRedemptionListResponse>
) => {
  const { limit, offset, order } = req.validatedQuery
  const service = req.scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const { filters, is_partial } = await readFilters(req, req.filterableFields)
  const page = async () => {
    const ids = await service.ledger.findRedemptionIds({
      filters,
      order: readOrder(order),
      limit,
      offset,
    })
    return ids.length ? inOrder(req, ids) : []
  }
  // In parallel: with a long ledger, counting takes the most time.
  const [promotion_redemptions, count] = await Promise.all([
    page(),
    service.ledger.countRedemptions(filters),
  ])
  res.json({ promotion_redemptions, count, limit, offset, is_partial })
}

function readOrder(order: string | undefined): RedemptionOrder {
  if (!order) {
    return null
  }
  const descending = order.startsWith("-")
  return {
    // The validator allows only names of columns.
    column: order.slice(
      descending ? 1 : 0
    ) as NonNullable<RedemptionOrder>["column"],
    direction: descending ? "desc" : "asc",
  }
}

async function inOrder(
  { scope, queryConfig }: AuthenticatedMedusaRequest,
  ids: string[]
): Promise<AdminPromotionRedemption[]> {
  const [{ data }, takers] = await Promise.all([
    scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "promotion_redemption",
      fields: [...new Set([...queryConfig.fields, "id"])],
      filters: { id: ids },
    }),
    takersById(scope, ids),
  ])
  // The rows have `Date`s, the type has text: JSON makes the text.
  const rows = data as unknown as AdminPromotionRedemption[]
  const complete = await withLaterOrders(
    scope,
    rows.map((row) => ({
      ...nullRelations(row, queryConfig.fields),
      taken_by: takers.get(row.id) ?? null,
    })),
    queryConfig.fields
  )
  const byId = new Map(complete.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
