import { MedusaError } from "@medusajs/framework/utils"

/**
 * Errors that only the admin API answers: no shopper sees one. Code → sentence
 * for an operator. The code is the contract, as in the catalogue.
 */
export const OPERATOR_SENTENCES = {
  redemption_action_not_allowed:
    "This cannot be done with the redemption in its present status.",
  redemption_busy:
    "Somebody, or the background job, is at this redemption right now. Look again in a moment.",
  assignment_held_elsewhere:
    "Another redemption holds this assignment: it was used for another order.",
  engage_not_configured:
    "The plugin is switched off, or has no key: Engage is not asked.",
  promotion_is_automatic:
    "An automatic promotion can be neither linked nor managed.",
  draft_in_progress: "A draft for this promotion is being created right now.",
  draft_outcome_unknown:
    "An earlier try had no clear answer: the draft may exist. Look in Engage before you create another.",
  draft_refused: "Engage does not take this draft.",
  engage_misconfigured:
    "Engage's answer shows a wrong key, address or set-up on our side.",
} as const

/** A code that only an operator is answered with. */
export type OperatorErrorCode = keyof typeof OPERATOR_SENTENCES

/** An error with such a code; Medusa answers 400 `{ type, code, message }`. */
export function operatorError(
  code: OperatorErrorCode,
  message: string = OPERATOR_SENTENCES[code]
): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)
}
