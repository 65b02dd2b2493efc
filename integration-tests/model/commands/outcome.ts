import { MedusaError } from "@medusajs/framework/utils"

import { isLocked } from "../shop/locks"

/**
 * An error that a customer may get: one with a reason. Anything else is a fault
 * of the plugin's (or of this test's) and ends the run.
 * @returns its code, or what Medusa calls its kind.
 */
export function requireRefusal(error: unknown): string {
  if (isLocked(error)) {
    return "locked"
  }
  if (MedusaError.isMedusaError(error)) {
    const { code, type } = error as MedusaError
    return code ?? type
  }
  throw error
}
