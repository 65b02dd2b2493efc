import { setTimeout as delay } from "node:timers/promises"

import type { Lifetime } from "../../../testkit/lifetime"
import type { Scene } from "../../../testkit/purchases/scene"
import type { ShopSettings } from "../../../testkit/shop/environment"
import { startServer, type Server } from "../../../testkit/shop/server"

/** How long a customer waits for Engage here, in milliseconds. */
export const CHECKOUT_WAIT_MS = 2000

/** What every part of the campaign works with. */
export type Campaign = Scene & { fleet: Fleet }

/**
 * Several servers of one shop, without Redis. One that was killed comes back
 * while the others go on, so that its start costs little time.
 */
export class Fleet {
  private readonly running = new Map<string, Server>()
  private readonly killed = new Set<Server>()
  private failure: unknown
  /** Servers that ended without being killed. */
  readonly collapsed: string[] = []

  constructor(
    private readonly lifetime: Lifetime,
    private readonly settings: Omit<ShopSettings, "port" | "admin">
  ) {}

  /** The first server alone: it fills the shop. */
  async open(names: string[]): Promise<Server> {
    const [first = "a", ...others] = names
    await this.start(first)
    others.forEach((name) => void this.start(name))
    return (await this.atLeast(1))[0]
  }

  /** Those that run, once there are so many. */
  async atLeast(count: number): Promise<[Server, ...Server[]]> {
    while (!this.failure && this.running.size < count) {
      await delay(50)
    }
    if (this.failure) {
      throw this.failure
    }
    return this.pickable() as [Server, ...Server[]]
  }

  pickable(): Server[] {
    return [...this.running.values()]
  }

  /** Kills a server. Its successor starts in the background. */
  async kill(server: Server): Promise<void> {
    this.killed.add(server)
    this.running.delete(server.name)
    await server.kill()
    void this.start(server.name)
  }

  /** A server beside the fleet, with settings of its own. */
  boot(name: string, environment: NodeJS.ProcessEnv = {}) {
    return startServer(this.lifetime, this.settings, {
      name,
      options: { checkoutWaitMs: CHECKOUT_WAIT_MS },
      environment,
    })
  }

  private async start(name: string): Promise<void> {
    try {
      const server = await this.boot(name)
      this.running.set(name, server)
      void server.ended.then(() => this.onEnd(server))
    } catch (error) {
      this.failure = this.lifetime.isOver ? undefined : error
    }
  }

  private onEnd(server: Server) {
    if (this.killed.delete(server) || this.lifetime.isOver) {
      return
    }
    this.collapsed.push(`${server.name}:\n${server.log}`)
    this.running.delete(server.name)
    void this.start(server.name)
  }
}
