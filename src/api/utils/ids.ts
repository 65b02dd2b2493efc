import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/**
 * All ids of Medusa and Engage have only these characters, and at most this length.
 */
const PLAIN_ID = /^[\w-]{1,100}$/

/**
 * Whether a value from a path looks like an id. No other value is looked up or
 * repeated: Postgres fails on a null byte, and Medusa logs the sentence of every
 * answer, line breaks included.
 */
export function isPlainId(value: unknown): value is string {
  return typeof value === "string" && PLAIN_ID.test(value)
}

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

/** 404 in Medusa's words. Repeats only plain ids: see `isPlainId`. */
export function cartNotFound(id: unknown): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    isPlainId(id) ? `Cart with id: ${id} was not found` : "Cart was not found"
  )
}
