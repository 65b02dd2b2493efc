import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { answerUnavailable } from "../../errors/engage-error"

/**
 * A route that answers 503 `{ type, code, message }` when Engage cannot be
 * asked. Medusa's error handler has no such status, and takes the code away from
 * an error that brings its own.
 */
export function answering503<
  Request extends MedusaRequest,
  Response extends MedusaResponse,
>(
  route: (req: Request, res: Response) => Promise<void>
): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    try {
      await route(req, res)
    } catch (error) {
      if (!answerUnavailable(error, res)) {
        throw error
      }
    }
  }
}
