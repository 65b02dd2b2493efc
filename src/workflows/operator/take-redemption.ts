import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/** The staff member who takes on a redemption, or leaves it. */
export type TakeRedemptionInput = {
  id: string
  /** Id of the user or of the secret key. */
  actor_id: string
  /** False: the staff member leaves the redemption. */
  on_it: boolean
  /**
   * The staff member on the redemption, as far as the caller knows. Default: none.
   */
  instead_of?: string
}

/** Writes the staff member's id. Undo: none, the id is only a record. */
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
 * Records which staff member works on a redemption, or that the caller has left it.
 * Does not keep other staff from acting on the redemption.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_taken` when a different
 * staff member than `instead_of` is on the redemption.
 */
export const takeRedemptionWorkflow = createWorkflow(
  "take-redemption",
  (input: TakeRedemptionInput) =>
    new WorkflowResponse(takeRedemptionStep(input))
)
