import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"

/**
 * Checks a body, for `req.validatedBody`. As Medusa's `validateAndTransformBody`,
 * but the sentence of a refusal repeats nothing of the body: Medusa writes it
 * into the log, where a caller's line break would begin a line of its own.
 */
export function validateBody(schema: z.ZodType) {
  return (
    req: MedusaRequest,
    _res: MedusaResponse,
    next: MedusaNextFunction
  ): void => {
    const result = schema.safeParse(req.body)
    if (!result.success) {
      const mistakes = result.error.issues.map(describe)
      return next(
        new MedusaError(
          MedusaError.Types.INVALID_DATA,
          `Invalid request: ${mistakes.join("; ")}`
        )
      )
    }
    req.validatedBody = result.data
    next()
  }
}

function describe(issue: z.core.$ZodIssue): string {
  return issue.code === "unrecognized_keys"
    ? "there is a field that is not known"
    : `${issue.path.join(".") || "body"}: ${issue.message}`
}
