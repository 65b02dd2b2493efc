import type { Dispatcher } from "undici"

import { createDispatcher } from "./dispatcher"
import { Exchange } from "./exchange"
import type { EngageAnswer } from "./types"

/** What goes into every call. */
export type EngageTransportOptions = {
  /** Scheme and host, and a path prefix if there is one. */
  baseUrl: string
  apiKey: string
  userAgent: string
  /** Longest wait for one call in all, in milliseconds. */
  timeoutMs: number
}

/** One call. */
export type EngageRequest = {
  method: "GET" | "POST"
  /** Below the base address. */
  path: string
  body?: string
  /** What is longer is cut off. */
  maxBodyBytes: number
  /** Instead of the transport's own, in milliseconds. */
  timeoutMs?: number
}

const CONNECT_TIMEOUT_MS = 10_000

/** A shorter key may be a word that an answer uses, as a sandbox's is. */
const MIN_KEY_TO_HIDE = 16

/**
 * Sends requests to Engage and reports what it saw. Follows no redirect, which
 * would carry the key elsewhere. Sends no POST twice, and a GET only when the
 * connection that was kept for it had ended.
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
   * How many connections for reads were made so far. Those by a proxy are not
   * told: there each GET whose connection is lost is repeated once.
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
      // Left out, Engage answers 500, to a GET as well.
      "content-type": "application/json",
      accept: "application/json",
      "accept-encoding": "identity",
    }

    const connectTimeoutMs = Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs)
    this.#reads = createDispatcher(origin, { connectTimeoutMs, pipelining: 1 })
    this.#reads.on("connect", () => this.#connects++)
    // 0 turns keep-alive off. A kept connection may be closed by the other
    // side just as a request leaves: with a POST one would not know whether it
    // arrived. A handshake more is cheaper than an unknown outcome.
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
        // Beside other reads a kept connection may count as a new one. Then the
        // GET is not repeated, which is no harm.
        connection.kept = this.#connects === before
      }
    )
    const left = timeoutMs - (performance.now() - began)
    const wasClosedMeanwhile =
      isRead &&
      connection.kept &&
      answer.kind === "no_response" &&
      answer.cause === "connection_lost"

    // Engage closes idle connections at its own time. The pool of the writes
    // keeps none, so that the second try cannot meet the same.
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

  /** A gateway's error page may show the request that it was sent. */
  #withoutKey(answer: EngageAnswer): EngageAnswer {
    return answer.kind === "response" && this.#apiKey.length >= MIN_KEY_TO_HIDE
      ? { ...answer, body: answer.body.replaceAll(this.#apiKey, "[apikey]") }
      : answer
  }

  /**
   * Takes no more calls, lets the open ones end for up to `waitMs`
   * milliseconds, cuts off the rest and closes every connection.
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
