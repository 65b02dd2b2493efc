import { setTimeout as delay } from "node:timers/promises"

import {
  createRedemptionChannel,
  startEngageSandbox,
  type EngageSandbox,
} from "../../../packages/engage-sandbox/src"
import { Server } from "../servers/server"
import { Locks } from "../shop/locks"
import { Shop, type Cart } from "../shop/shop"
import { ASSIGNMENTS, PROMOTIONS, TABS } from "./cast"
import type { ModelDatabase } from "./database"
import { passTime } from "../../../testkit/ledger/pass-time"
import { TIMES, type ModelSettings } from "./settings"

const SERVERS = 2

/** Everything that a run acts upon: a shop, its servers, and their Engage. */
export class World {
  readonly shop: Shop
  private servers: Server[] = []
  /** In the tabs. */
  readonly carts: Cart[]

  private constructor(
    readonly settings: ModelSettings,
    readonly db: ModelDatabase,
    readonly sandbox: EngageSandbox
  ) {
    this.shop = new Shop(
      [...PROMOTIONS],
      settings.sharedLock ? new Locks() : null
    )
    this.carts = TABS.map((customer) => this.shop.createCart(customer))
  }

  /** A world of its own for one run, on empty tables. */
  static async create(settings: ModelSettings, db: ModelDatabase) {
    await db.empty()
    let world: World | null = null
    const sandbox = await startEngageSandbox({
      redeemTimeoutMs: TIMES.engageLimitMs,
      requestsPerSecond: 100_000,
      listRedeemed: settings.listRedeemed,
      // The sandbox looks at its clock when a call arrives.
      clock: () => {
        world?.servers.forEach((server) => server.callArrived())
        return new Date()
      },
    })
    for (const contactId of new Set(TABS)) {
      sandbox.addContact({
        contactId,
        promotions: ASSIGNMENTS.filter(
          ({ contact_id }) => contact_id === contactId
        ).map(({ id, promotion }) => ({
          id,
          redemptionChannels: [
            createRedemptionChannel({ value: promotion.code }),
            createRedemptionChannel({ type: "POS" }),
          ],
        })),
      })
    }
    world = new World(settings, db, sandbox)
    return world
  }

  /** A server by its place; one that died has been started again. */
  server(place: number): Server {
    const running = this.servers.find(
      (server) => server.alive && server.place === place % SERVERS
    )
    if (running) {
      return running
    }
    const { baseUrl, apiKey } = this.sandbox
    const { onRejected, onUnavailable } = this.settings
    const { timeoutMs, checkoutWaitMs } = TIMES
    const nth = place % SERVERS
    const started = new Server(nth, this.shop, this.db.clientUrl, {
      ...{ baseUrl, apiKey, onRejected, onUnavailable },
      ...{ timeoutMs, checkoutWaitMs, requestsPerSecond: 100_000 },
    })
    this.servers.push(started)
    return started
  }

  /** The cart in a tab. */
  cart(tab: number): Cart {
    const cart = this.carts[tab % TABS.length]
    if (!cart) {
      throw new Error("There is no such tab")
    }
    return cart
  }

  /** After an order the tab gets a new cart. */
  newCart(tab: number): Cart {
    const { customer_id } = this.cart(tab)
    return (this.carts[tab % TABS.length] = this.shop.createCart(customer_id))
  }

  /** Waits until no call is out, on our side and on Engage's. */
  async quiet(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.quiet()))
    const dead = this.servers.filter(({ alive }) => !alive)
    // A call of theirs goes on in Engage: nobody hears the answer, but until its
    // limit Engage may still save.
    if (dead.some((server) => server.hasCallsOut())) {
      await delay(2 * TIMES.engageLimitMs)
    }
    this.servers = this.servers.filter(({ alive }) => alive)
  }

  /** Lets time pass. A call is never out for as long as that. */
  async pass(ms: number): Promise<void> {
    await this.quiet()
    await passTime(this.db.sql, ms)
    this.shop.sharedLocks?.pass(ms)
    this.servers.forEach((server) => server.pass(ms))
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()))
    await this.sandbox.close()
  }
}
