import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"

import { requireUsableProxy } from "./engage/dispatcher"
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
import { isServing, runStartTasks } from "./start-up"
import { TriedPromotions } from "./tried-promotions"

type Dependencies = {
  baseRepository: { getFreshManager(): { getKnex(): Knex } }
  logger: Logger
}

/**
 * The promotion redemption module: the ledger, and the calls to Engage that it
 * records. What it writes is committed when its method returns; it takes part
 * in no transaction of the caller's, as a call to Engage could not be undone
 * with it.
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
    // Not async: Medusa swallows a rejected start, and a throw stops it.
    onApplicationStart: () => this.start(),
    onApplicationPrepareShutdown: () => this.finishCalls(),
    onApplicationShutdown: () => this.close(),
  }

  private readonly baseRepository: Dependencies["baseRepository"]
  private readonly logger: Logger
  // A function: whoever prints the service must not see the key.
  private readonly readOptions: () => PluginOptions
  // Not of `readOptions`: a process that serves nobody checks no options.
  private readonly hooks: PluginOptions["hooks"]
  private connection: Knex | undefined
  private openLedger: Ledger | undefined
  private openEngage: ShopEngage | undefined
  /** What Engage offers and the shop cannot give, since this process started. */
  readonly notGiven = new NotGiven()
  /** What is being applied to carts at this moment. */
  readonly tried = new TriedPromotions()
  private stopping = false
  private readonly calls = new Set<Promise<unknown>>()
  private readonly background = new Set<Promise<unknown>>()
  /** Names of what {@link startInBackground} has started and is not done. */
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
   * The plugin's options, checked. A process that serves nobody, such as
   * `medusa exec`, runs as if the plugin were switched off: it needs no key.
   * @throws MedusaError INVALID_DATA that names every mistake.
   */
  async getOptions(): Promise<PluginOptions> {
    return this.options
  }

  /**
   * Whether offers are listed and applied in one of these sales channels. What is
   * on a cart already is guarded, claimed and redeemed in all of them.
   */
  async offersIn(salesChannelIds: (string | null)[]): Promise<boolean> {
    const { salesChannels } = this.options
    return (
      !salesChannels ||
      salesChannelIds.some((id) => id !== null && salesChannels.includes(id))
    )
  }

  /**
   * Runs background work that looks at `isStopping`. The server does not close
   * before it has come to a stop and has given back what it held.
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
   * for a job before it runs the next one: a job that waited for Engage would
   * hold up every other job of the shop. Work of one name runs once at a time in
   * a process; what it throws is logged.
   *
   * @param again_in_ms starts it again when the scheduler has not done so within
   * this time, as it waits for another job; until the server closes. Default:
   * never.
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

  /** Whether the server is about to close: nothing new is to be begun. */
  async isStopping(): Promise<boolean> {
    return this.stopping
  }

  /**
   * Whether the job tells Engage what waits: a shop that is switched off goes on
   * with it while it has the address and the key.
   */
  async settlesWhatWaits(): Promise<boolean> {
    return isServing() && hasEngage(this.options)
  }

  /**
   * Keeps the server from closing before a call to Engage has ended and what came
   * of it is written.
   *
   * @param about whose call it is, for the log.
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
   * Whether the options can be used. A scheduled job may run before the start: what
   * is wrong with the options is the start's to say, once.
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

  /** Kept: a fresh manager for each statement costs more than most of them. */
  private get knex(): Knex {
    return (this.connection ??= this.baseRepository.getFreshManager().getKnex())
  }
}
