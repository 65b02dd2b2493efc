import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"

import PromotionRedemptionModuleService from "../../../src/modules/promotion-redemption/service"
import { isLocked, Locks } from "../shop/locks"
import type { Shop } from "../shop/shop"
import { openConnections } from "./connections"
import { createContainer, SILENT } from "./container"
import { never, ServerDied, type CrashPlan, type CrashPoint } from "./crash"

export type LockOwner = { server: Server }

const LOCK_RETRY_MS = 3

/**
 * One process of the shop: the plugin's real service on a pool of its own, with
 * everything of Medusa's taken from the shop in memory. When it dies nothing it
 * does reaches the database or the shop any more, and nobody hears of it.
 */
export class Server {
  readonly service: PromotionRedemptionModuleService
  readonly container: MedusaContainer
  /** Statements sent to the database so far. */
  statements = 0
  alive = true

  private readonly connections: ReturnType<typeof openConnections>
  private readonly locks: Locks
  private plan: CrashPlan | null = null
  private planned = 0
  private tellDeath: (death: ServerDied) => void = () => undefined
  private readonly death = new Promise<never>((_, reject) => {
    this.tellDeath = reject
  })

  constructor(
    /** Which of the shop's servers it is. */
    readonly place: number,
    readonly shop: Shop,
    clientUrl: string,
    options: Record<string, unknown>
  ) {
    this.locks = shop.sharedLocks ?? new Locks()
    this.death.catch(() => undefined)
    this.connections = openConnections(clientUrl, {
      before: () => this.beforeStatement(),
      after: (sql) => this.afterStatement(sql),
    })
    const { knex } = this.connections
    this.service = new PromotionRedemptionModuleService(
      {
        baseRepository: { getFreshManager: () => ({ getKnex: () => knex }) },
        logger: SILENT,
      },
      options
    )
    this.container = createContainer(this)
  }

  /** Does something for a customer, who learns of the server's death. */
  async serve<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined)
    return Promise.race([work, this.death])
  }

  /** From here on the server dies at this moment, if it gets there. */
  planCrash(plan: CrashPlan | null): void {
    this.plan = plan
    this.planned = 0
  }

  /** Goes on, unless the server is dead. */
  async pulse(): Promise<void> {
    if (!this.alive) {
      await never()
    }
  }

  /** As {@link pulse}, at a moment at which the server may be made to die. */
  async reached(point: CrashPoint): Promise<void> {
    this.dieIfPlanned(point)
    await this.pulse()
  }

  /** A call has arrived at Engage, perhaps one of this server's. */
  callArrived(): void {
    this.dieIfPlanned("while the call is out")
  }

  die(): void {
    if (!this.alive) {
      return
    }
    this.alive = false
    this.connections.cut()
    this.tellDeath(new ServerDied("The server died"))
    void this.service.__hooks.onApplicationShutdown().catch(() => undefined)
  }

  /** Ends it in good order: what it has begun is finished. */
  async stop(): Promise<void> {
    if (this.alive) {
      await this.service.__hooks.onApplicationShutdown()
      await this.connections.knex.destroy()
    }
  }

  /** Opens connections enough for two completions to be at once. */
  async warmUp(): Promise<void> {
    const { knex } = this.connections
    await Promise.all([knex.raw("SELECT 1"), knex.raw("SELECT 1")])
  }

  /** Whether a call of this server's is out; of a dead one, as it died. */
  hasCallsOut(): boolean {
    return this.calls.size > 0
  }

  /** Resolves when no call of this server's is out any more. */
  async quiet(): Promise<void> {
    while (this.alive && this.hasCallsOut()) {
      const answered = Promise.allSettled([...this.calls])
      await Promise.race([answered, this.death]).catch(() => undefined)
      await delay(1)
    }
  }

  private get calls(): Set<Promise<unknown>> {
    return (this.service as unknown as { calls: Set<Promise<unknown>> }).calls
  }

  /**
   * Takes the lock of a cart, and waits for whoever has it. Nobody waits for a
   * lock that a dead server left: the customer is told to try again.
   * @throws Error that `isLocked` knows
   */
  async lock(key: string, owner: LockOwner, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      await this.pulse()
      try {
        return this.locks.acquire(key, owner)
      } catch (error) {
        const holder = this.locks.ownerOf(key) as LockOwner | null
        if (
          holder?.server.alive === false ||
          Date.now() > deadline ||
          !isLocked(error)
        ) {
          throw error
        }
      }
      await delay(LOCK_RETRY_MS)
    }
  }

  unlock(key: string, owner: LockOwner): void {
    this.locks.release(key, owner)
  }

  /** For locks that this server alone has; shared ones are told once. */
  pass(ms: number): void {
    if (!this.shop.sharedLocks) {
      this.locks.pass(ms)
    }
  }

  private async beforeStatement(): Promise<void> {
    this.statements++
    this.planned++
    this.dieIfPlanned("before")
    await this.pulse()
  }

  private async afterStatement(sql: string): Promise<void> {
    this.dieIfPlanned("after")
    if (sql.includes("INSERT INTO promotion_redemption_attempt")) {
      await this.reached("after the call was committed")
    }
    await this.pulse()
  }

  /** @param moment a point, or before or after the present statement. */
  private dieIfPlanned(moment: CrashPoint | "before" | "after"): void {
    const { plan } = this
    const planned =
      plan && "statement" in plan
        ? plan.when === moment && plan.statement === this.planned
        : plan?.at === moment
    if (planned) {
      this.die()
    }
  }
}
