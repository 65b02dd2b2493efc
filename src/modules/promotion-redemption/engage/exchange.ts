import type { Dispatcher } from "undici"

import { noResponseCause } from "./no-response-cause"
import { parseRetryAfter } from "./retry-after"
import type { EngageAnswer, NoResponseCause } from "./types"

const UTF_8 = new TextDecoder()

type Head = { status: number; retryAfterMs: number | null }

/**
 * One request and its answer, with one deadline for everything: waiting for a
 * connection, sending, and the answer to its last byte.
 *
 * The class listens to undici's dispatch instead of a promise, because only
 * dispatch shows whether a failed request had begun to leave: the difference
 * between "surely not redeemed" and "unknown".
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Resolves once, never rejects. */
  readonly answer: Promise<EngageAnswer>

  readonly #maxBodyBytes: number
  readonly #deadline: NodeJS.Timeout
  #resolve: (answer: EngageAnswer) => void = () => {}
  #settled = false
  readonly #onStart: () => void
  /** Undici's control of the request; set just before undici writes. */
  #controller: Dispatcher.DispatchController | null = null
  #head: Head | null = null
  #chunks: Buffer[] = []
  #size = 0

  /** @param onStart is called when the request begins to leave. */
  constructor(
    limits: { timeoutMs: number; maxBodyBytes: number },
    onStart: () => void = () => {}
  ) {
    this.#maxBodyBytes = limits.maxBodyBytes
    this.#onStart = onStart
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#deadline = setTimeout(() => this.stop("timeout"), limits.timeoutMs)
  }

  /** Ends the call now; the bytes received so far are half an answer. */
  stop(cause: NoResponseCause): void {
    this.#fail(cause)
    this.#controller?.abort(new Error(cause))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A request that waited too long for its connection must not leave any more. A
    // request that has left must not leave again: undici puts a request back into
    // its queue when undici believes to have closed the connection itself.
    if (this.#settled || this.#controller) {
      controller.abort(new Error("This request is not to be sent."))
      return
    }

    this.#controller = controller
    this.#onStart()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    if (status < 200) {
      return
    }

    const retryAfterMs = parseRetryAfter(headers["retry-after"], {
      date: headers.date,
      now: new Date(),
    })
    this.#head = { status, retryAfterMs }
  }

  onResponseData(
    controller: Dispatcher.DispatchController,
    chunk: Buffer
  ): void {
    const room = this.#maxBodyBytes - this.#size
    this.#chunks.push(chunk.subarray(0, room))
    this.#size += Math.min(chunk.length, room)

    if (chunk.length > room) {
      this.#respond({ complete: false, truncated: true })
      controller.abort(new Error("The answer is longer than it may be."))
    }
  }

  onResponseEnd(): void {
    this.#respond({ complete: true })
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#fail(noResponseCause(error))
  }

  #fail(cause: NoResponseCause): void {
    if (this.#head) {
      this.#respond({ complete: false })
    } else {
      const sent = this.#controller !== null
      this.#settle({ kind: "no_response", cause, sent })
    }
  }

  #respond(how: { complete: boolean; truncated?: true }): void {
    if (this.#head) {
      const body = UTF_8.decode(Buffer.concat(this.#chunks))
      this.#settle({ kind: "response", ...this.#head, body, ...how })
    }
  }

  #settle(answer: EngageAnswer): void {
    if (!this.#settled) {
      this.#settled = true
      clearTimeout(this.#deadline)
      this.#resolve(answer)
    }
  }
}
