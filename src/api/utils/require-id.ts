import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import { isPlainId } from "./plain-id"

/**
 * Answers 404 for an address that holds no id. What is no id is not repeated: see
 * `isPlainId`.
 *
 * @param what - what it is the id of, with a capital
 */
export function requireId(what: string) {
  return (
    { params }: MedusaRequest,
    _res: MedusaResponse,
    next: MedusaNextFunction
  ): void => {
    next(
      isPlainId(params.id)
        ? undefined
        : new MedusaError(MedusaError.Types.NOT_FOUND, `${what} was not found`)
    )
  }
}
