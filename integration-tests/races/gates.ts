import { once } from "node:events"
import { createServer, request as send } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { providerGate } from "../../testkit/payment/provider/gate"

/**
 * A moment in an action at which it waits for somebody else, such as
 * "engage redeem asked" or "provider authorize asked".
 */
export type Point = string

/**
 * Looks at one race's calls to Engage and to the payment provider, and holds
 * one of them up when it is told to.
 */
export class Watch {
  /** The points passed so far, in order. */
  readonly points: Point[] = []
  private watching = true
  private reach!: () => void
  private open!: () => void
  private block!: () => void
  /** Settles when the call that is to be held has come. */
  readonly reached = new Promise<void>((resolve) => (this.reach = resolve))
  /** Settles when, with a call held, an action has found the cart's lock taken. */
  readonly blocked = new Promise<void>((resolve) => (this.block = resolve))
  private readonly opened = new Promise<void>(
    (resolve) => (this.open = resolve)
  )

  /** @param holdAt which point to stop at, counted from 0; null: at none. */
  constructor(private readonly holdAt: number | null = null) {}

  async pass(point: Point): Promise<void> {
    if (!this.watching) {
      return
    }
    const holds = this.points.length === this.holdAt
    this.points.push(point)
    if (holds) {
      // What comes from now on may be the second action's.
      this.watching = false
      this.reach()
      await this.opened
    }
  }

  lockTaken(): void {
    if (!this.watching) {
      this.block()
    }
  }

  /** Counts no more calls, and lets go of the one that is held. */
  release(): void {
    this.watching = false
    this.open()
  }
}

/** Tells calls of races that run at the same time apart, by what is in them. */
export class Gates {
  private readonly watches = new Map<string, Watch>()

  /**
   * @param tokens what the race's calls and locks can be known by: addresses, ids of
   * the cart, of contacts and of assignments, and what is paid for.
   * @returns ends the watch.
   */
  watch(tokens: string[], watch: Watch): () => void {
    tokens.forEach((token) => this.watches.set(token, watch))
    return () => {
      watch.release()
      tokens.forEach((token) => this.watches.delete(token))
    }
  }

  async pass(point: Point, text: string): Promise<void> {
    await this.watchOf(text)?.pass(point)
  }

  lockTaken(key: string): void {
    this.watchOf(key)?.lockTaken()
  }

  private watchOf(text: string): Watch | undefined {
    return [...this.watches].find(([token]) => text.includes(token))?.[1]
  }
}

/** Tells the gates of every lock that an action does not get. */
export function gateLocks(gates: Gates, container: MedusaContainer): void {
  const locking = container.resolve(Modules.LOCKING)
  const acquire = locking.acquire.bind(locking)
  locking.acquire = async (keys, ...more) => {
    try {
      return await acquire(keys, ...more)
    } catch (error) {
      gates.lockTaken(String(keys))
      throw error
    }
  }
}

/** Makes the tests' payment provider pass the gates. */
export function gatePayments(gates: Gates): void {
  providerGate.set((operation, { purchase }) =>
    gates.pass(`provider ${operation} asked`, String(purchase))
  )
}

const OPERATIONS: [RegExp, string][] = [
  [/\/redeem$/, "redeem"],
  [/\/promotions$/, "list"],
  [/\/contacts\/id$/, "find"],
]

/**
 * Stands between the shop and Engage, and makes every call pass the gates: one
 * that redeems before Engage gets it and again before its answer is given, one
 * that only reads before its answer is given.
 *
 * @param engage where Engage is now.
 */
export async function startGatedEngage(gates: Gates, engage: () => string) {
  const server = createServer(async (request, response) => {
    const { method, headers, url = "/" } = request
    const body = await text(request)
    const { pathname } = new URL(url, "http://engage")
    const operation =
      OPERATIONS.find(([pattern]) => pattern.test(pathname))?.[1] ?? "other"
    const said = `${decodeURIComponent(url)} ${body}`
    if (operation === "redeem") {
      await gates.pass("engage redeem asked", said)
    }
    send(engage() + url, { method, headers }, async (answer) => {
      await gates.pass(`engage ${operation} answered`, said)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
      .on("error", () => response.destroy())
      .end(body)
  })
  server.keepAliveTimeout = 120_000
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return Object.assign(server, { url: `http://127.0.0.1:${port}` })
}
