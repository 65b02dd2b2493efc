import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import { isPlainId } from "./plain-id"

/** 404 in Medusa's words. Repeats only plain ids: see `isPlainId`. */
export function cartNotFound(id: unknown): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    isPlainId(id) ? `Cart with id: ${id} was not found` : "Cart was not found"
  )
}

/** Answers 404 if the path's cart id is no id. */
export function requireCartId(
  { params }: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  next(isPlainId(params.id) ? undefined : cartNotFound(params.id))
}
