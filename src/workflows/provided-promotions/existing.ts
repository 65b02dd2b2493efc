import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { Provided } from "../../modules/promotion-redemption/ledger/provided"
import { AS_MADE_FIELDS, isAsMade } from "./as-made"

/**
 * The promotion that was made before, if it still is as it was made; `stale` is
 * one that is not: an operator has changed or deleted it.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched it off.
 */
export async function existingPromotion(
  container: MedusaContainer,
  provided: Provided
): Promise<{ code: string | null; stale: string | null }> {
  const promotionId = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .findProvided(provided)
  if (!promotionId) {
    return { code: null, stale: null }
  }
  const {
    data: [promotion],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion",
    fields: ["code", "status", ...AS_MADE_FIELDS],
    filters: { id: promotionId },
  })
  if (!promotion?.code || !isAsMade(promotion, provided)) {
    return { code: null, stale: promotionId }
  }
  if (promotion.status !== "active") {
    throw engageError("promotion_not_configured")
  }
  return { code: promotion.code ?? null, stale: null }
}
