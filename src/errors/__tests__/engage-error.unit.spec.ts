import { errorHandler } from "@medusajs/framework/http"

import { ERROR_SENTENCES, OPERATOR_ERROR_SENTENCES } from "../catalogue"
import { engageError } from "../engage-error"

const { engage_unavailable, ...refusals } = {
  ...ERROR_SENTENCES,
  ...OPERATOR_ERROR_SENTENCES,
}
const codes = Object.keys(refusals) as (keyof typeof refusals)[]

/** Just as much of a response as the answer needs. */
function createResponse() {
  const json = jest.fn()
  const status = jest.fn(() => ({ json }))

  return { status, json }
}

/** How Medusa answers when no route catches the error. */
function answerTo(error: Error) {
  const response = createResponse()
  const logger = { error: jest.fn(), info: jest.fn() }
  const handle = errorHandler() as unknown as (...args: unknown[]) => void
  handle(error, { scope: { resolve: () => logger } }, response, jest.fn())

  return response
}

describe("engageError", () => {
  it.each(codes)("Medusa answers 400 with the code %s", (code) => {
    const response = answerTo(engageError(code))

    expect(response.status).toHaveBeenCalledWith(400)
    expect(response.json).toHaveBeenCalledWith({
      type: "not_allowed",
      code,
      message: refusals[code],
    })
  })

  it("takes another sentence", () => {
    expect(engageError("promotion_expired", "It ended in May.")).toMatchObject({
      code: "promotion_expired",
      message: "It ended in May.",
    })
  })

  it("engage_unavailable keeps its code where a route does not catch it", () => {
    const response = answerTo(engageError("engage_unavailable"))

    expect(response.status).toHaveBeenCalledWith(500)
    expect(response.json).toHaveBeenCalledWith(
      expect.objectContaining({
        code: "engage_unavailable",
        message: engage_unavailable,
      })
    )
  })
})
