import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

import { isErrorCode, isOperatorErrorCode } from "../../errors/catalogue"
import { CODED_ERRORS, codedMessage } from "../../errors/coded-message"

/**
 * Puts the code of an error before its sentence, for callers who ask with the
 * `accept` header: `@medusajs/js-sdk` keeps nothing else of an answer. Other callers
 * get the usual answer, and errors without a code of ours stay unchanged.
 */
function codeErrors(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  if (req.headers.accept === CODED_ERRORS) {
    const json = res.json.bind(res)
    res.json = (body) =>
      json(res.statusCode >= 400 ? withCodedMessage(body) : body)
  }
  next()
}

function withCodedMessage(body: unknown): unknown {
  const { code, message } = (body ?? {}) as {
    code?: unknown
    message?: unknown
  }
  return (isErrorCode(code) || isOperatorErrorCode(code)) &&
    typeof message === "string"
    ? { ...(body as object), message: codedMessage(code, message) }
    : body
}

/**
 * Routes whose errors are about offers, including Medusa's own route to complete a
 * cart, and the routes that the admin's screens call to act.
 */
const matchers = [
  "/admin/promotion-redemptions",
  "/admin/promotions/:id/engage",
  "/store/carts/:id/complete",
  "/store/carts/:id/engage-promotions",
  "/store/carts/:id/engage-promotions/:assignment_id",
  "/store/customers/me/engage-promotions",
]

export const codedErrorMiddlewares: MiddlewareRoute[] = matchers.map(
  (matcher) => ({ matcher, middlewares: [codeErrors] })
)
