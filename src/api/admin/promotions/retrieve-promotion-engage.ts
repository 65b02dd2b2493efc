import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { AdminPromotionEngage } from "../../../types/admin-http"
import { toAdminDraft } from "./to-admin-draft"

/**
 * How a Medusa promotion stands to Engage.
 * @throws MedusaError NOT_FOUND
 */
export async function retrievePromotionEngage(
  container: MedusaContainer,
  promotionId: string
): Promise<AdminPromotionEngage> {
  const {
    data: [promotion],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion",
    fields: ["id", "code", "is_automatic"],
    filters: { id: promotionId },
  })
  if (!promotion) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Promotion with id: ${promotionId} was not found`
    )
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const [managed, seen, counts, drafts] = await Promise.all([
    service.findManagedPromotion(promotionId),
    service.listSeenEngagePromotions(promotionId),
    service.countByStatus({ promotion_id: promotionId }),
    service.listDrafts(promotionId),
  ])
  return {
    promotion_id: promotion.id,
    promotion_code: promotion.code ?? "",
    is_automatic: Boolean(promotion.is_automatic),
    is_known: managed !== null,
    require_assignment:
      managed?.require_assignment ?? (await isManagedByCode()),
    awaiting_decision: managed?.awaiting_decision ?? false,
    source: managed?.source ?? null,
    decided_by: managed?.decided_by ?? null,
    decided_at: managed?.decided_at?.toISOString() ?? null,
    engage_promotions: seen.map((one) => ({
      ...one,
      last_seen_at: one.last_seen_at.toISOString(),
    })),
    counts,
    drafts: drafts.map(toAdminDraft),
  }

  /** Made anew, with the code of a managed promotion that was deleted. */
  async function isManagedByCode(): Promise<boolean> {
    const { id, code } = promotion as { id: string; code: string }
    return (await service.listManagedPromotionIds([{ id, code }])).has(id)
  }
}
