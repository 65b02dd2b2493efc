import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isErrorCode } from "../../errors/catalogue"
import { valueIn } from "../../modules/promotion-redemption/engage/promotion"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  triedKey,
  type ApplyEngagePromotionInput,
} from "./apply-engage-promotion"
import { offerName } from "./offer"

/**
 * Records an offer refused when applied: a line in the log, and for a signed-in
 * customer a row shown to staff for some days. The offer's name comes from the list
 * that applying has read; Engage is not asked again. If writing the row fails, the
 * failure is logged and the shopper's answer stays the same.
 *
 * @param error the error of applying; null: success. Only refusals with a code of
 * the catalogue are recorded, except `promotion_already_applied`.
 */
export async function noteRefusal(
  container: MedusaContainer,
  { cart_id, customer_id, assignment_id }: ApplyEngagePromotionInput,
  error: unknown
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const key = triedKey({ cart_id, assignment_id })
  const promotion = service.tried.get(key) ?? null
  service.tried.delete(key)
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
    const value = promotion && valueIn(promotion, channel)
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
