import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/** A staff note on a redemption. */
export type NoteRedemptionInput = {
  id: string
  note: string
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/** Writes the note. Undo: none, a note is a record. */
const noteRedemptionStep = createStep(
  "note-redemption",
  async (input: NoteRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!(await service.ledger.addNote(input))) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Promotion redemption with id: ${input.id} was not found`
      )
    }
    return new StepResponse({ id: input.id })
  }
)

/**
 * Adds a note to a redemption in any status, and changes no other field.
 *
 * @throws MedusaError NOT_FOUND
 */
export const noteRedemptionWorkflow = createWorkflow(
  "note-redemption",
  (input: NoteRedemptionInput) =>
    new WorkflowResponse(noteRedemptionStep(input))
)
