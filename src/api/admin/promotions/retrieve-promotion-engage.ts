import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type {
  AdminEngageDraft,
  AdminPromotionEngage,
  AdminPromotionLimits,
} from "../../../types/admin-http"
import type { EngagePromotionDraftDTO } from "../../../types/promotion-redemption"

/**
 * A Medusa promotion's settings, limits and drafts for Engage.
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
    fields: [
      "id",
      "code",
      "is_automatic",
      "limit",
      "used",
      "campaign.budget.*",
    ],
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
    service.ledger.findManagedPromotion(promotionId),
    service.ledger.listSeenEngagePromotions(promotionId),
    service.ledger.countByStatus({ promotion_id: promotionId }),
    service.ledger.listDrafts(promotionId),
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
    limits: limitsOf(promotion),
    decided_by: managed?.decided_by ?? null,
    decided_at: managed?.decided_at?.toISOString() ?? null,
    engage_promotions: seen.map((one) => ({
      ...one,
      last_seen_at: one.last_seen_at.toISOString(),
    })),
    counts,
    drafts: drafts.map(toAdminDraft),
  }

  /** True if staff deleted a managed promotion and made a new one with its code. */
  async function isManagedByCode(): Promise<boolean> {
    const { id, code } = promotion as { id: string; code: string }
    return (await service.ledger.listManagedPromotionIds([{ id, code }])).has(
      id
    )
  }
}

/** The fields of a promotion from `query.graph` that limit its use. */
type Limited = {
  limit?: number | null
  used?: number
  campaign?: { budget?: Budget | null } | null
}

type Budget = {
  type: string
  limit?: unknown
  used?: unknown
  attribute?: string | null
  currency_code?: string | null
}

/** Attributes of Medusa's budgets that count each customer separately. */
const OF_A_CUSTOMER = ["customer_id", "customer_email"]

function limitsOf({ limit, used, campaign }: Limited): AdminPromotionLimits {
  const budget = campaign?.budget
  const budgetLimit = budget?.limit == null ? null : Number(budget.limit)
  return {
    usage_limit: limit ?? null,
    usage_count: used ?? 0,
    budget: budget
      ? {
          type: budget.type,
          limit: budgetLimit,
          used: Number(budget.used ?? 0),
          currency_code: budget.currency_code ?? null,
        }
      : null,
    once_per_customer:
      budget?.type === "use_by_attribute" &&
      OF_A_CUSTOMER.includes(budget.attribute ?? "") &&
      budgetLimit === 1,
  }
}

/** A draft as the admin API shows it. */
export function toAdminDraft(draft: EngagePromotionDraftDTO): AdminEngageDraft {
  return {
    id: draft.id,
    status: draft.status,
    engage_promotion_id: draft.engage_promotion_id,
    name: draft.name,
    http_status: draft.http_status,
    created_by: draft.created_by,
    // A workflow returns times as text, whatever the type says.
    created_at: new Date(draft.created_at).toISOString(),
  }
}
