import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { rowOrThrow } from "../../operator/action-result"
import type { ResolveRedemptionInput } from ".."

/**
 * Writes the operator's word. Undo: none, it was given.
 *
 * @throws MedusaError See the workflow.
 */
export const resolveRedemptionStep = createStep(
  "resolve-redemption",
  async (input: ResolveRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const [redemption] = await service.listPromotionRedemptions({
      id: input.id,
    })
    const { data: orders } = redemption?.order_id
      ? await container.resolve(ContainerRegistrationKeys.QUERY).graph({
          entity: "order",
          fields: ["status"],
          filters: { id: redemption.order_id },
        })
      : { data: [] }
    const order_is_canceled = orders[0]?.status === "canceled"
    return new StepResponse(
      rowOrThrow(
        input.id,
        await service.resolve({ ...input, order_is_canceled })
      )
    )
  }
)
