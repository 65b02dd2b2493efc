import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { engageError, isUnavailable } from "../../errors/engage-error"

/**
 * Wraps a route to answer 503 `{ type, code, message }` if Engage cannot be asked.
 * No type of Medusa's errors gives a 503, and Medusa's error handler takes code and
 * sentence away from an error with a status above 499.
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
      if (!isUnavailable(error)) {
        throw error
      }
      const { type, code, message } = engageError("engage_unavailable")
      res.status(503).json({ type, code, message })
    }
  }
}
