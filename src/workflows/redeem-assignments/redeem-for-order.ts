import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { Claim } from "../../modules/promotion-redemption/ledger/claim"
import { detachPaymentOnFailureStep } from "./steps/detach-payment-on-failure"
import {
  redeemClaimedStep,
  type RedeemClaimedInput,
} from "./steps/redeem-claimed"
import { requireAssignmentsStep } from "./steps/require-assignments"

/** What a completion of a cart claimed, and the order it has made. */
export type RedeemForOrderInput = RedeemClaimedInput &
  Pick<Claim, "refused" | "uncovered">

/**
 * The last part of completing a cart: redeems what the completion claimed. When
 * it fails, the cart's payment collection is detached, for Medusa to cancel or
 * refund the payment and for no second completion to lean on it.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue.
 */
export const redeemForOrderWorkflow = createWorkflow(
  "redeem-for-order",
  (input: RedeemForOrderInput) => {
    detachPaymentOnFailureStep(input)
    requireAssignmentsStep(input)
    return new WorkflowResponse(redeemClaimedStep(input))
  }
)
