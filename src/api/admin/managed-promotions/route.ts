import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type {
  AdminManagedPromotion,
  AdminManagedPromotionListResponse,
} from "../../../types/admin-http"
import { nullRelations } from "../null-relations"

/** Lists the promotions in the ledger, also promotions that await a decision. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminManagedPromotionListResponse>
) => {
  const { data, metadata } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "managed_promotion",
      ...req.queryConfig,
      filters: req.filterableFields,
    })
  res.json({
    // The rows have `Date`s, the type has text: JSON makes the text.
    managed_promotions: (data as unknown as AdminManagedPromotion[]).map(
      (row) => nullRelations(row, req.queryConfig.fields)
    ),
    count: metadata?.count ?? 0,
    limit: metadata?.take ?? 0,
    offset: metadata?.skip ?? 0,
  })
}
