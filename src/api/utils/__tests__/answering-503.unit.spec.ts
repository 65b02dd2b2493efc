import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { ERROR_SENTENCES } from "../../../errors/catalogue"
import { engageError } from "../../../errors/engage-error"
import { answering503 } from "../answering-503"

/** The answer of a route that throws the error. */
async function answerTo(error: unknown) {
  const json = jest.fn()
  const status = jest.fn(() => ({ json }))
  const route = answering503(async () => {
    throw error
  })
  await route({} as MedusaRequest, { status } as unknown as MedusaResponse)
  return { status, json }
}

describe("a route that answers 503", () => {
  it.each([
    engageError("engage_unavailable"),
    { code: "engage_unavailable", message: "from another process" },
  ])("answers 503 for %p", async (error) => {
    const { status, json } = await answerTo(error)

    expect(status).toHaveBeenCalledWith(503)
    expect(json).toHaveBeenCalledWith({
      type: "unexpected_state",
      code: "engage_unavailable",
      message: ERROR_SENTENCES.engage_unavailable,
    })
  })

  it.each([engageError("promotion_expired"), new Error("x"), null, "text"])(
    "leaves %p to Medusa",
    async (error) => {
      await expect(answerTo(error)).rejects.toBe(error)
    }
  )
})
