import type { Dispatcher } from "undici"

import { Exchange } from "../exchange"

function createController(): Dispatcher.DispatchController {
  return {
    aborted: false,
    paused: false,
    reason: null,
    abort: jest.fn(),
    pause: jest.fn(),
    resume: jest.fn(),
  }
}

const limits = { timeoutMs: 1_000, maxBodyBytes: 4 }

describe("Exchange", () => {
  it("lets a request leave once, and not a second time", async () => {
    const exchange = new Exchange(limits)
    const first = createController()
    const second = createController()

    exchange.onRequestStart(first)
    exchange.onRequestStart(second)
    exchange.onResponseError(second, new Error("aborted"))

    expect(first.abort).not.toHaveBeenCalled()
    expect(second.abort).toHaveBeenCalled()
    expect(await exchange.answer).toEqual({
      kind: "no_response",
      cause: "connection_lost",
      sent: true,
    })
  })

  it("lets no request leave whose time ran out before a connection", async () => {
    const exchange = new Exchange({ ...limits, timeoutMs: 5 })
    const late = createController()

    expect(await exchange.answer).toMatchObject({
      cause: "timeout",
      sent: false,
    })
    exchange.onRequestStart(late)
    expect(late.abort).toHaveBeenCalled()
  })

  it("keeps its first answer", async () => {
    const exchange = new Exchange(limits)
    const controller = createController()

    exchange.onRequestStart(controller)
    exchange.onResponseStart(controller, 200, {})
    exchange.onResponseData(controller, Buffer.from("ok"))
    exchange.onResponseEnd()
    exchange.stop("timeout")

    expect(await exchange.answer).toEqual({
      kind: "response",
      status: 200,
      body: "ok",
      complete: true,
      retryAfterMs: null,
    })
  })

  it("cuts a body off in the middle of a letter without failing", async () => {
    const exchange = new Exchange(limits)
    const controller = createController()

    exchange.onRequestStart(controller)
    exchange.onResponseStart(controller, 409, {})
    exchange.onResponseData(controller, Buffer.from("abcé"))

    expect(controller.abort).toHaveBeenCalled()
    expect(await exchange.answer).toMatchObject({
      body: "abc\ufffd",
      complete: false,
      truncated: true,
    })
  })
})
