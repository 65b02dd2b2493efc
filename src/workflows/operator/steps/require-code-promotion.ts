import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"

/**
 * A Medusa promotion that customers get by its code.
 * @param allow_automatic an automatic one will do as well.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `promotion_is_automatic`.
 */
export const requireCodePromotionStep = createStep(
  "require-code-promotion",
  async (
    {
      promotion_id,
      allow_automatic = false,
    }: { promotion_id: string; allow_automatic?: boolean },
    { container }
  ) => {
    const {
      data: [promotion],
    } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "promotion",
      fields: ["id", "code", "is_automatic"],
      filters: { id: promotion_id },
    })
    if (!promotion?.code) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Promotion with id: ${promotion_id} was not found`
      )
    }
    if (promotion.is_automatic && !allow_automatic) {
      throw engageError("promotion_is_automatic")
    }
    return new StepResponse({ id: promotion.id, code: promotion.code })
  }
)
