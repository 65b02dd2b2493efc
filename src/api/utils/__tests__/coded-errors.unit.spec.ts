import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { CODED_ERRORS } from "../../../errors/coded-message"
import { codedErrorMiddlewares } from "../coded-errors"

type Middleware = (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
) => void

/** What a caller with this `accept` header reads of an answer of an admin route. */
function messageIn(body: object, accept: string, statusCode = 400) {
  const json = jest.fn((sent: { message: string }) => sent)
  const res = { statusCode, json } as unknown as MedusaResponse
  const route = codedErrorMiddlewares.find(
    ({ matcher }) => matcher === "/admin/promotion-redemptions"
  )
  const [code] = route?.middlewares as unknown as [Middleware]
  code({ headers: { accept } } as MedusaRequest, res, jest.fn())
  res.json(body)
  return json.mock.calls[0]?.[0].message
}

describe("an error of an admin route", () => {
  const body = { code: "redemption_busy", message: "Look again." }

  it("has its code before its sentence, for a caller who asks for that", () => {
    expect(messageIn(body, CODED_ERRORS)).toBe("redemption_busy: Look again.")
  })

  it.each([
    ["another caller", body, "application/json", 400],
    ["a success", body, CODED_ERRORS, 200],
    ["another code", { ...body, code: "else" }, CODED_ERRORS, 400],
  ])("stays as it is for %s", (_, sent, accept, status) => {
    expect(messageIn(sent, accept, status)).toBe("Look again.")
  })
})
