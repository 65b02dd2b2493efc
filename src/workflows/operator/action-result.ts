import { MedusaError } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import type { ActionResult } from "../../modules/promotion-redemption/ledger/operator"

/** 404 in Medusa's words. */
export function redemptionNotFound(id: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `Promotion redemption with id: ${id} was not found`
  )
}

/**
 * The row left by an operator's action.
 * @throws MedusaError with the code of the reason, if the action left no row.
 */
export function rowOrThrow<Row>(id: string, result: ActionResult<Row>): Row {
  switch (result.kind) {
    case "done":
      return result.redemption
    case "not_found":
      throw redemptionNotFound(id)
    case "not_allowed":
      throw engageError(
        "redemption_action_not_allowed",
        `This cannot be done with a redemption that is ${result.status}.`
      )
    case "in_progress":
      throw engageError("redemption_busy")
    case "reserved_elsewhere":
      throw engageError("assignment_held_elsewhere")
  }
}
