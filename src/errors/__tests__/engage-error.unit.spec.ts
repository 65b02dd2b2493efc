import { errorHandler } from "@medusajs/framework/http"

import { ERROR_SENTENCES, type ErrorCode } from "../catalogue"
import { engageError } from "../engage-error"

const codes = Object.keys(ERROR_SENTENCES) as ErrorCode[]
const refusals = codes.filter((code) => code !== "engage_unavailable")

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
  it.each(refusals)("Medusa answers 400 with the code %s", (code) => {
    const response = answerTo(engageError(code))

    expect(response.status).toHaveBeenCalledWith(400)
    expect(response.json).toHaveBeenCalledWith({
      type: "not_allowed",
      code,
      message: ERROR_SENTENCES[code],
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
      expect.objectContaining({ code: "engage_unavailable" })
    )
  })
})
