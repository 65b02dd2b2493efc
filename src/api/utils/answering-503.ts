import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { answerUnavailable } from "../../errors/engage-error"

/**
 * Wraps a route to answer 503 `{ type, code, message }` if Engage cannot be asked.
 * Medusa's error handler cannot answer 503, and drops the error's code.
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
