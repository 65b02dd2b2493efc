import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { Claim } from "../../modules/promotion-redemption/ledger/claim"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { detachUndonePayment } from "./detach-payment"
import { redeemClaimed, type RedeemClaimedInput } from "./redeem-claimed"
import { requireAssignments } from "./require-assignments"

/** What a completion of a cart claimed, and the order it has made. */
export type RedeemForOrderInput = RedeemClaimedInput &
  Pick<Claim, "refused" | "uncovered">

/**
 * The last part of completing a cart: redeems what the completion claimed. When
 * it fails, the cart's payment collection is detached, for Medusa to cancel or
 * refund the payment and for no second completion to lean on it. No workflow of
 * its own: a customer waits, and to run one costs as much as a call to Engage.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue.
 */
export async function redeemForOrder(
  container: MedusaContainer,
  input: RedeemForOrderInput
): Promise<PromotionRedemptionDTO[]> {
  try {
    await requireAssignments(container, input)
    return await redeemClaimed(container, input)
  } catch (error) {
    await detachUndonePayment(container, input).catch((reason: Error) =>
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(
          `The payment of cart ${input.cart_id} was not detached: ${reason.message}`
        )
    )
    throw error
  }
}
