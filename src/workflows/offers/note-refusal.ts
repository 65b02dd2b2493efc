import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isErrorCode } from "../../errors/catalogue"
import { channelOf } from "../../modules/promotion-redemption/engage/promotion-state"
import { valueOf } from "../../modules/promotion-redemption/engage/promotion-value"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { ApplyEngagePromotionInput } from "./apply-engage-promotion"
import { offerName } from "./offer"

/**
 * Leaves a trace of an offer that was refused when it was applied: a line in the
 * log, and for a signed-in customer a record that staff are shown for some days.
 * What the offer is called was in the list that applying has asked Engage for; it is
 * not asked again. That a trace cannot be written is logged, and the shopper is
 * answered as ever.
 *
 * @param error what applying was answered with; null: nothing was refused. Only refusals with a code of the
 * catalogue leave a trace, and not that the offer is on the cart already.
 */
export async function noteRefusal(
  container: MedusaContainer,
  { cart_id, customer_id, assignment_id }: ApplyEngagePromotionInput,
  error: unknown
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const promotion = service.tried.take(cart_id, assignment_id)
  const reason = (error as { code?: unknown } | null)?.code
  if (!isErrorCode(reason) || reason === "promotion_already_applied") {
    return
  }
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.info(
    `Offer refused when it was applied: assignment=${assignment_id} cart=${cart_id} customer=${customer_id ?? "-"} reason=${reason}`
  )
  if (!customer_id) {
    return
  }
  try {
    const { channel } = await service.getOptions()
    const online = promotion && channelOf(promotion, channel)
    const value = online && valueOf(online)
    await service.ledger.noteRefusal({
      customer_id,
      cart_id,
      assignment_id,
      engage_promotion_id: promotion?.promotionId ?? null,
      promotion_code:
        value?.type === "EXTERNALOFFER" ? value.promotion_code : null,
      promotion_name: promotion && offerName(promotion),
      reason,
    })
  } catch (failure) {
    logger.error(
      `The refusal of an offer on cart ${cart_id} was not noted: ${(failure as Error).message}`
    )
  }
}
