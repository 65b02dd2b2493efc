import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { isLive } from "../../../modules/promotion-redemption/ledger/claim-plan"
import type { AssignedRedemption } from "../../../modules/promotion-redemption/ledger/row"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { requireOpenCart } from "../../medusa/cart-lock"
import type { UnlinkAssignmentInput } from ".."

/**
 * Releases the ledger's row. Undo: links the assignment again.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_found`, `redemption_in_progress`,
 * `cart_already_completed`
 */
export const releaseRedemptionStep = createStep(
  "release-redemption",
  async (
    { cart_id, assignment_id, by }: UnlinkAssignmentInput,
    { container }
  ) => {
    const {
      data: [cart],
    } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["id", "completed_at"],
      filters: { id: cart_id },
    })
    if (cart) {
      await requireOpenCart(container, cart)
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemption = (await service.listForCart(cart_id)).find(
      (row) => row.assignment_id === assignment_id && isLive(row)
    )
    if (!redemption) {
      throw engageError("promotion_not_found")
    }
    const { released, in_progress } = await service.unlink({
      cart_id,
      promotion_ids: [redemption.promotion_id],
      reason: "unlinked",
      by,
    })
    if (in_progress) {
      throw engageError("redemption_in_progress")
    }
    return new StepResponse(
      { promotion_code: await currentCode(container, redemption), released },
      released
    )
  },
  async (released: AssignedRedemption[] | undefined, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    for (const redemption of released ?? []) {
      await service.link({ ...redemption, by: "undo" })
    }
  }
)

/** An operator may have renamed the promotion since the cart was changed last. */
async function currentCode(
  container: MedusaContainer,
  { promotion_id, promotion_code }: PromotionRedemptionDTO
): Promise<string> {
  const {
    data: [promotion],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion",
    fields: ["code"],
    filters: { id: promotion_id },
  })
  return promotion?.code ?? promotion_code
}
