import { createStep } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import type { Claim } from "../../../modules/promotion-redemption/ledger/claim"

/**
 * The guard's last word: no order is placed with a discount that lacks its
 * assignment, or whose assignment another cart has used.
 *
 * @throws MedusaError NOT_ALLOWED with the code of what is wrong.
 */
export const requireAssignmentsStep = createStep(
  "require-assignments",
  async ({ refused, uncovered }: Pick<Claim, "refused" | "uncovered">) => {
    if (refused) {
      throw engageError(refused)
    }
    if (uncovered.length) {
      throw engageError("promotion_requires_assignment")
    }
  }
)
