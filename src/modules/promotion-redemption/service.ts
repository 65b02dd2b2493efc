import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"

import { requireUsableProxy } from "./engage/dispatcher"
import type { EngagePromotion } from "./engage/types"
import { ledgerOn, type Ledger } from "./ledger"
import { EngageCallPace } from "./models/engage-call-pace"
import { EngageContact } from "./models/engage-contact"
import { EngagePromotionDraft } from "./models/engage-promotion-draft"
import { ManagedPromotion } from "./models/managed-promotion"
import { PromotionRedemption } from "./models/promotion-redemption"
import { PromotionRedemptionAction } from "./models/promotion-redemption-action"
import { PromotionRefusal } from "./models/promotion-refusal"
import { PromotionRedemptionAttempt } from "./models/promotion-redemption-attempt"
import {
  hasEngage,
  optionWarnings,
  parsePluginOptions,
  type PluginOptions,
} from "./options"
import { NotGiven } from "./not-given"
import { ShopEngage } from "./shop-engage"
import { Remembered } from "./remembered"
import { isServing, runStartTasks } from "./start-up"

/** More offers are never applied at once. */
const MOST_TRIED = 500

type Dependencies = {
  baseRepository: { getFreshManager(): { getKnex(): Knex } }
  logger: Logger
}

/**
 * The promotion redemption module: the ledger, and the calls to Engage that the
 * ledger records. Every method commits before it returns. The module joins no
 * transaction of a caller, as a rollback could not undo a call to Engage.
 */
export default class PromotionRedemptionModuleService extends MedusaService({
  PromotionRedemption,
  PromotionRedemptionAttempt,
  PromotionRedemptionAction,
  PromotionRefusal,
  ManagedPromotion,
  EngagePromotionDraft,
  EngageCallPace,
  EngageContact,
}) {
  readonly __hooks = {
    // Not async: Medusa swallows a rejected promise here, and only a throw stops
    // the start.
    onApplicationStart: () => this.start(),
    onApplicationPrepareShutdown: () => this.finishCalls(),
    onApplicationShutdown: () => this.close(),
  }

  private readonly baseRepository: Dependencies["baseRepository"]
  private readonly logger: Logger
  // A function, so that printing the service does not print the key.
  private readonly readOptions: () => PluginOptions
  // Not read by `readOptions`: a process that does not serve checks no options.
  private readonly hooks: PluginOptions["hooks"]
  private connection: Knex | undefined
  private openLedger: Ledger | undefined
  private openEngage: ShopEngage | undefined
  /** Offers of Engage that the shop cannot give, since the process started. */
  readonly notGiven = new NotGiven()
  /**
   * The offers that customers are applying at the moment, by the cart's and the
   * assignment's id. If an offer is refused, staff are shown its name without another
   * call to Engage.
   */
  readonly tried = new Remembered<EngagePromotion>(MOST_TRIED)
  private stopping = false
  private readonly calls = new Set<Promise<unknown>>()
  private readonly background = new Set<Promise<unknown>>()
  /** Names of running work that {@link startInBackground} has started. */
  private readonly started = new Set<string>()
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(
    { baseRepository, logger }: Dependencies,
    // Medusa adds the database to the options of every module.
    { database, ...options }: { database?: unknown; hooks?: unknown } = {}
  ) {
    super(...arguments)
    this.baseRepository = baseRepository
    this.logger = logger
    this.hooks = options.hooks === "manual" ? "manual" : "auto"
    let parsed: PluginOptions | undefined
    this.readOptions = () =>
      (parsed ??= parsePluginOptions(
        isServing() ? options : { ...options, enabled: false }
      ))
  }

  /**
   * The plugin's options, checked. In a process that does not serve, such as
   * `medusa exec`, the plugin counts as switched off and needs no key.
   * @throws MedusaError INVALID_DATA that names every mistake.
   */
  async getOptions(): Promise<PluginOptions> {
    return this.options
  }

  /**
   * Whether offers are listed and applied in one of the sales channels. Offers
   * already on a cart are guarded, claimed and redeemed in every sales channel.
   */
  async offersIn(salesChannelIds: (string | null)[]): Promise<boolean> {
    const { salesChannels } = this.options
    return (
      !salesChannels ||
      salesChannelIds.some((id) => id !== null && salesChannels.includes(id))
    )
  }

  /**
   * Runs background work that checks `isStopping`. The server closes only after
   * the work has stopped and released its leases.
   */
  async runInBackground<T>(work: () => Promise<T>): Promise<T> {
    const run = work()
    this.background.add(run)
    try {
      return await run
    } finally {
      this.background.delete(run)
    }
  }

  /**
   * Starts background work and returns at once. Medusa's scheduler on Redis waits
   * for a job before it runs the next job: a job that waited for Engage would
   * delay every other job of the shop. Work of the same name runs once at a time
   * in a process; errors are logged.
   *
   * @param again_in_ms starts the work again if the scheduler has not done so
   * within this time, because another job delays the scheduler; until the server
   * closes. Default: never.
   */
  async startInBackground(
    name: string,
    work: () => Promise<unknown>,
    { again_in_ms }: { again_in_ms?: number } = {}
  ): Promise<void> {
    if (this.stopping || !this.canStart()) {
      return
    }
    if (again_in_ms) {
      const again = () => void this.startInBackground(name, work)
      const timer = this.timers.get(name)?.refresh()
      this.timers.set(name, timer ?? setInterval(again, again_in_ms).unref())
    }
    if (this.started.has(name)) {
      return
    }
    this.started.add(name)
    void this.runInBackground(work)
      .catch((error: Error) =>
        this.logger.error(`${name} failed: ${error.message}`)
      )
      .finally(() => this.started.delete(name))
  }

  /** Whether the server is about to close: no new work may begin. */
  async isStopping(): Promise<boolean> {
    return this.stopping
  }

  /**
   * Whether the job makes the calls that wait. A shop that is switched off goes on
   * making the calls while the options have Engage's address and key.
   */
  async makesWaitingCalls(): Promise<boolean> {
    return isServing() && hasEngage(this.options)
  }

  /**
   * Keeps the server from closing before a call to Engage has ended and its
   * outcome is written.
   *
   * @param about the call's subject, for the log.
   */
  track<T>(call: Promise<T>, about: string): Promise<T> {
    this.calls.add(call)
    void call
      .catch((error: Error) =>
        this.logger.error(
          `The verdict on ${about} could not be written; the job will find it: ${error.message}`
        )
      )
      .finally(() => this.calls.delete(call))
    return call
  }

  /** Every statement on the ledger. */
  get ledger(): Ledger {
    return (this.openLedger ??= ledgerOn(this.knex))
  }

  /** Every call to Engage. */
  get engage(): ShopEngage {
    return (this.openEngage ??= new ShopEngage(this.options, () => this.knex))
  }

  private start(): Promise<void> {
    if (isServing()) {
      optionWarnings(this.options).forEach((warning) =>
        this.logger.warn(warning)
      )
      if (this.options.enabled) {
        requireUsableProxy(this.options.baseUrl)
      }
    }
    runStartTasks({ hooks: this.hooks })
    return Promise.resolve()
  }

  /**
   * Whether the options can be used. A scheduled job may run before the start;
   * only the start reports mistakes in the options, once.
   */
  private canStart(): boolean {
    try {
      return this.options !== undefined
    } catch {
      return false
    }
  }

  private async finishCalls(): Promise<void> {
    this.stopping = true
    this.timers.forEach((timer) => clearInterval(timer))
    this.timers.clear()
    await Promise.allSettled([...this.background, ...this.calls])
  }

  private async close(): Promise<void> {
    await this.openEngage?.close()
    await this.finishCalls()
  }

  private get options(): PluginOptions {
    return this.readOptions()
  }

  /** Cached: a fresh manager for each statement costs more than most statements. */
  private get knex(): Knex {
    return (this.connection ??= this.baseRepository.getFreshManager().getKnex())
  }
}
