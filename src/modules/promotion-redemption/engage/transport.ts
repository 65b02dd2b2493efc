import type { Dispatcher } from "undici"

import { createDispatcher } from "./dispatcher"
import { Exchange } from "./exchange"
import type { EngageAnswer } from "./types"

/** The options for every call. */
export type EngageTransportOptions = {
  /** Scheme and host, with an optional path prefix. */
  baseUrl: string
  apiKey: string
  userAgent: string
  /** Longest wait for one call in all, in milliseconds. */
  timeoutMs: number
}

/** One call. */
type EngageRequest = {
  method: "GET" | "POST"
  /** Below the base address. */
  path: string
  body?: string
  /** A longer body is cut off. */
  maxBodyBytes: number
  /** Instead of the transport's own, in milliseconds. */
  timeoutMs?: number
}

const CONNECT_TIMEOUT_MS = 10_000

/** A shorter key may be a word of an answer, such as a sandbox's key. */
const MIN_KEY_TO_HIDE = 16

/**
 * Sends requests to Engage and reports the answers. Follows no redirect, which
 * would carry the key elsewhere. Never sends a POST twice, and repeats a GET only
 * after a kept connection was lost.
 */
export class EngageTransport {
  readonly #origin: string
  readonly #reads: Dispatcher
  readonly #writes: Dispatcher
  readonly #prefix: string
  readonly #apiKey: string
  readonly #headers: Record<string, string>
  readonly #timeoutMs: number
  readonly #open = new Set<Exchange>()
  /**
   * Number of connections opened for reads. A proxy agent does not report new
   * connections: by a proxy, each GET with a lost connection is repeated once.
   */
  #connects = 0
  #closed = false

  constructor(options: EngageTransportOptions) {
    const { origin, pathname } = new URL(options.baseUrl)

    this.#origin = origin
    this.#prefix = pathname.replace(/\/+$/, "")
    this.#apiKey = options.apiKey
    this.#timeoutMs = options.timeoutMs
    this.#headers = {
      apikey: options.apiKey,
      "user-agent": options.userAgent,
      // Without this header Engage answers 500, also to a GET.
      "content-type": "application/json",
      accept: "application/json",
      "accept-encoding": "identity",
    }

    const connectTimeoutMs = Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs)
    this.#reads = createDispatcher(origin, { connectTimeoutMs, pipelining: 1 })
    this.#reads.on("connect", () => this.#connects++)
    // 0 turns keep-alive off. Engage may close a kept connection just as a request
    // leaves: after a POST we could not know whether the POST arrived. Another
    // handshake is cheaper than an unknown outcome.
    this.#writes = createDispatcher(origin, { connectTimeoutMs, pipelining: 0 })
  }

  /** Makes one call. Never rejects; after `close` nothing is sent. */
  async send(request: EngageRequest): Promise<EngageAnswer> {
    if (this.#closed) {
      return { kind: "no_response", cause: "aborted", sent: false }
    }

    const timeoutMs = request.timeoutMs ?? this.#timeoutMs
    const began = performance.now()
    const isRead = request.method === "GET"
    const before = this.#connects
    const connection = { kept: false }

    const answer = await this.#exchange(
      isRead ? this.#reads : this.#writes,
      { ...request, timeoutMs },
      () => {
        // Beside other reads a kept connection may count as new. Then the GET is
        // not repeated, which does no harm.
        connection.kept = this.#connects === before
      }
    )
    const left = timeoutMs - (performance.now() - began)
    const wasClosedMeanwhile =
      isRead &&
      connection.kept &&
      answer.kind === "no_response" &&
      answer.cause === "connection_lost"

    // Engage closes idle connections at any time. The second try uses the pool for
    // writes, which keeps no connection that Engage could have closed.
    return wasClosedMeanwhile && left > 0 && !this.#closed
      ? this.#exchange(this.#writes, { ...request, timeoutMs: left })
      : answer
  }

  async #exchange(
    dispatcher: Dispatcher,
    request: EngageRequest & { timeoutMs: number },
    onStart?: () => void
  ): Promise<EngageAnswer> {
    const exchange = new Exchange(request, onStart)
    this.#open.add(exchange)
    dispatcher.dispatch(
      {
        origin: this.#origin,
        method: request.method,
        path: this.#prefix + request.path,
        headers: this.#headers,
        body: request.body,
      },
      exchange
    )

    const answer = await exchange.answer
    this.#open.delete(exchange)

    return this.#withoutKey(answer)
  }

  /** A gateway's error page may repeat the request with its key. */
  #withoutKey(answer: EngageAnswer): EngageAnswer {
    return answer.kind === "response" && this.#apiKey.length >= MIN_KEY_TO_HIDE
      ? { ...answer, body: answer.body.replaceAll(this.#apiKey, "[apikey]") }
      : answer
  }

  /**
   * Refuses new calls, waits up to `waitMs` milliseconds for open calls, aborts
   * the rest and closes every connection.
   */
  async close(waitMs: number): Promise<void> {
    this.#closed = true

    const deadline = setTimeout(() => this.#abortOpen(), waitMs)
    await Promise.all([...this.#open].map((exchange) => exchange.answer))
    clearTimeout(deadline)

    await Promise.all([this.#reads.destroy(), this.#writes.destroy()])
  }

  #abortOpen(): void {
    this.#open.forEach((exchange) => exchange.stop("aborted"))
  }
}
