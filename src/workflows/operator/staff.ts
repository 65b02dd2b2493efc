import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { redemptionNotFound } from "./action-result"

/** A staff note on a redemption. */
type NoteRedemptionInput = {
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
      throw redemptionNotFound(input.id)
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

/** The staff member who takes on a redemption, or leaves it. */
type TakeRedemptionInput = {
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
        throw redemptionNotFound(id)
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
