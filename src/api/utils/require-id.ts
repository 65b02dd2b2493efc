import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import { isPlainId } from "./plain-id"

/**
 * Answers 404 if the path's id is no id. The answer does not repeat the value: see
 * `isPlainId`.
 *
 * @param what - the thing with the id, capitalised
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
