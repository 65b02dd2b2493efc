import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/** Who of the staff is on a redemption from now on. */
export type TakeRedemptionInput = {
  id: string
  /** Id of the user or of the secret key. */
  actor_id: string
  /** False: not any more. */
  on_it: boolean
  /** Who is on it, as the caller knows. Default: nobody. */
  instead_of?: string
}

/** Writes who is on it. Undo: none, it is a record. */
const takeRedemptionStep = createStep(
  "take-redemption",
  async (
    { id, actor_id, on_it, instead_of }: TakeRedemptionInput,
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const result = on_it
      ? await service.ledger.take({
          id,
          actor_id,
          instead_of: instead_of ?? null,
        })
      : await service.ledger.leave({ id, actor_id })
    switch (result) {
      case "taken":
        throw engageError("redemption_taken")
      case "not_found":
      case false:
        throw new MedusaError(
          MedusaError.Types.NOT_FOUND,
          `Promotion redemption with id: ${id} was not found`
        )
      default:
        return new StepResponse({ id })
    }
  }
)

/**
 * Says who of the staff is on a redemption, or that the caller is not any more.
 * It keeps nobody from acting on it.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_taken` when somebody
 * else is on it than the caller knows.
 */
export const takeRedemptionWorkflow = createWorkflow(
  "take-redemption",
  (input: TakeRedemptionInput) =>
    new WorkflowResponse(takeRedemptionStep(input))
)
