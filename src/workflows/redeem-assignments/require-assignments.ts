import type { MedusaContainer } from "@medusajs/framework/types"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { RedeemForOrderInput } from "./redeem-for-order"

/**
 * The guard's last word: no order is placed with a discount that lacks its
 * assignment, or whose assignment another cart has used.
 *
 * @throws MedusaError NOT_ALLOWED with the code of what is wrong.
 */
export async function requireAssignments(
  container: MedusaContainer,
  { refused, uncovered, cart_id, order_id, run_id }: RedeemForOrderInput
): Promise<void> {
  const code =
    refused ?? (uncovered.length ? "promotion_requires_assignment" : null)
  if (code) {
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .noteRefusedOrder({ cart_id, order_id, run_id })
    throw engageError(code)
  }
}
