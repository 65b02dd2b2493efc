import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"

/** The Medusa promotion that stands for an Engage promotion. */
export type LinkablePromotion = {
  id: string
  code: string
  /** It discounts shipping, so it may wait for a shipping method. */
  is_for_shipping: boolean
}

/**
 * Finds the Medusa promotion with a code. An automatic one cannot be taken off a
 * cart, so it cannot stand for an assignment.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured`
 */
export const retrieveLinkablePromotionStep = createStep(
  "retrieve-linkable-promotion",
  async ({ promotion_code }: { promotion_code: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [promotion],
    } = await query.graph({
      entity: "promotion",
      fields: [
        "id",
        "code",
        "is_automatic",
        "status",
        "application_method.target_type",
      ],
      filters: { code: promotion_code },
    })
    if (
      !promotion?.code ||
      promotion.is_automatic ||
      promotion.status !== "active"
    ) {
      throw engageError("promotion_not_configured")
    }
    return new StepResponse<LinkablePromotion>({
      id: promotion.id,
      code: promotion.code,
      is_for_shipping:
        promotion.application_method?.target_type === "shipping_methods",
    })
  }
)
