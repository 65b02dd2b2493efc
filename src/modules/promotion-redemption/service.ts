import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { MedusaError, MedusaService } from "@medusajs/framework/utils"

import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { ContactCache } from "./contact-cache"
import { EngageClient } from "./engage/client"
import type { ContactResult, PromotionsResult } from "./engage/types"
import {
  listCartRedemptions,
  listHeldRedemptions,
  type CartRedemption,
} from "./ledger/cart-rows"
import { claim, unwindRun, type Claim, type ClaimInput } from "./ledger/claim"
import {
  closeLostAttempts,
  giveBack,
  giveUp,
  settleHeld,
  takeDue,
} from "./ledger/due"
import {
  findRedeemedWithoutOrder,
  link,
  unlink,
  type LinkInput,
  type LinkResult,
  type UnlinkResult,
} from "./ledger/links"
import { purgeUnsent, stripSettled } from "./ledger/purge"
import {
  isKnownPromotion,
  listManagedPromotionIds,
  noteManagedPromotion,
} from "./ledger/managed-promotions"
import { reservePace } from "./ledger/pace"
import { findProvided, noteProvided } from "./ledger/provided"
import { bindToOrder, defer } from "./ledger/redeeming"
import { noteRefusedOrder, refuseUnsent } from "./ledger/refuse-unsent"
import { EngageCallPace } from "./models/engage-call-pace"
import { ManagedPromotion } from "./models/managed-promotion"
import { PromotionRedemption } from "./models/promotion-redemption"
import { PromotionRedemptionAttempt } from "./models/promotion-redemption-attempt"
import {
  optionWarnings,
  parsePluginOptions,
  type PluginOptions,
} from "./options"
import {
  redeemAssignment,
  type RedeemInput,
  type RedeemResult,
} from "./redeem-assignment"
import { isServing, runStartTasks } from "./start-up"
import { verifyAssignment, type Verification } from "./verify-assignment"

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
  ManagedPromotion,
  EngageCallPace,
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
  private client: EngageClient | undefined
  private contactCache: ContactCache | undefined
  private stopping = false
  private readonly calls = new Set<Promise<unknown>>()
  private readonly background = new Set<Promise<unknown>>()

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

  /** Whether the plugin has a say in carts of this sales channel. */
  async servesSalesChannel(salesChannelId: string | null): Promise<boolean> {
    const { salesChannels } = this.options
    return (
      !salesChannels ||
      (salesChannelId !== null && salesChannels.includes(salesChannelId))
    )
  }

  /**
   * Asks Engage for a contact's promotions, with their assignments.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async listEngagePromotions(
    ...request: Parameters<EngageClient["listPromotions"]>
  ): Promise<PromotionsResult> {
    return this.engage.listPromotions(...request)
  }

  /**
   * Asks Engage for a contact's id, and remembers it for `cacheSeconds`.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async findContactId(
    ...request: Parameters<EngageClient["findContactId"]>
  ): Promise<ContactResult> {
    const key = JSON.stringify(request)
    const known = this.contacts.get(key)
    if (known) {
      return { kind: "found", contactId: known }
    }
    const result = await this.engage.findContactId(...request)
    if (result.kind === "found") {
      this.contacts.set(key, result.contactId)
    }
    return result
  }

  /** The redemptions of a cart, oldest first, without released ones. */
  async listForCart(cartId: string): Promise<CartRedemption[]> {
    return listCartRedemptions(this.knex, cartId)
  }

  /** Those of a completion's redemptions that it may count on. */
  async listHeld(
    completion: Parameters<typeof listHeldRedemptions>[1]
  ): Promise<PromotionRedemptionDTO[]> {
    return listHeldRedemptions(this.knex, completion)
  }

  /** Links an assignment to a cart, or says by its code why not. */
  async link(input: LinkInput): Promise<LinkResult> {
    return link(this.knex, input)
  }

  /** An assignment of this contact that is redeemed and waits for its order. */
  async findRedeemedWithoutOrder(of: {
    assignment_id: string
    contact_id: string
  }): Promise<PromotionRedemptionDTO | null> {
    return findRedeemedWithoutOrder(this.knex, of)
  }

  /** Takes the assignments of these Medusa promotions off a cart. */
  async unlink(input: Parameters<typeof unlink>[1]): Promise<UnlinkResult> {
    return unlink(this.knex, input)
  }

  /** Claims what discounts a cart for one completion of it. */
  async claim(input: ClaimInput): Promise<Claim> {
    return claim(this.knex, input)
  }

  /** Gives back what a completion held, once its order is undone. */
  async unwindRun(run: { cart_id: string; run_id: string }): Promise<void> {
    return unwindRun(this.knex, run)
  }

  /**
   * Sends one redemption to Engage and commits what came of it.
   * @param onSettled is told of an answer that comes after `wait_ms`.
   */
  async redeem(
    input: RedeemInput,
    onSettled: (redemption: PromotionRedemptionDTO) => Promise<void>
  ): Promise<RedeemResult> {
    return redeemAssignment({ engage: this.engage, knex: this.knex }, input, {
      timeout_ms: this.options.timeoutMs,
      onSettled,
      track: (call) => this.track(call),
    })
  }

  /** Finds out by a GET what became of a redemption that may have been sent. */
  async verify(
    redemption: PromotionRedemptionDTO,
    runId: string
  ): Promise<Verification> {
    return verifyAssignment(
      { engage: this.engage, knex: this.knex },
      redemption,
      runId
    )
  }

  /** Lets the order stand while a redemption has no verdict. */
  async defer(input: Parameters<typeof defer>[1]) {
    return defer(this.knex, input)
  }

  /** Notes a refusal that is sure without sending the redemption. */
  async refuseUnsent(input: Parameters<typeof refuseUnsent>[1]) {
    return refuseUnsent(this.knex, input)
  }

  /** Notes the order that is about to be undone for a refusal known before. */
  async noteRefusedOrder(
    input: Parameters<typeof noteRefusedOrder>[1]
  ): Promise<void> {
    return noteRefusedOrder(this.knex, input)
  }

  /** Gives a redeemed assignment, bound to its cart, to the cart's order. */
  async bindToOrder(input: Parameters<typeof bindToOrder>[1]) {
    return bindToOrder(this.knex, input)
  }

  /** Takes due redemptions for one worker. */
  async takeDue(input: Parameters<typeof takeDue>[1]) {
    return takeDue(this.knex, input)
  }

  /** Gives back what a worker has taken and will not come to. */
  async giveBack(input: Parameters<typeof giveBack>[1]): Promise<void> {
    return giveBack(this.knex, input)
  }

  /**
   * Reserves slots for background calls, at `requestsPerSecond` over all servers.
   * @returns how long to wait for the first, in milliseconds.
   */
  async reservePace(calls: number): Promise<number> {
    return reservePace(this.knex, {
      calls,
      per_second: this.options.requestsPerSecond,
    })
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

  /** Whether the server is about to close: nothing new is to be begun. */
  async isStopping(): Promise<boolean> {
    return this.stopping
  }

  /** Changes a redemption that a worker holds, and gives it up. */
  async settleHeld(input: Parameters<typeof settleHeld>[1]) {
    return settleHeld(this.knex, input)
  }

  /** Hands a redemption to an operator once it is overdue. */
  async giveUp(id: string) {
    return giveUp(this.knex, id)
  }

  /** Closes the calls that a dead server left open. */
  async closeLostAttempts(redemptionId: string): Promise<void> {
    return closeLostAttempts(this.knex, redemptionId)
  }

  /** Forgets what is old enough. See `purgeRedemptionsWorkflow`. */
  async purge(): Promise<{ deleted: number; stripped: number }> {
    const { retentionDays } = this.options
    return {
      deleted: await purgeUnsent(this.knex),
      stripped: retentionDays
        ? await stripSettled(this.knex, retentionDays)
        : 0,
    }
  }

  /** Of these Medusa promotions, those that work only with an assignment. */
  async listManagedPromotionIds(promotionIds: string[]): Promise<Set<string>> {
    return listManagedPromotionIds(this.knex, promotionIds)
  }

  /** Whether a Medusa promotion is noted as one that stands for Engage's. */
  async isKnownPromotion(promotionId: string): Promise<boolean> {
    return isKnownPromotion(this.knex, promotionId)
  }

  /** Notes that a Medusa promotion stands for an Engage promotion. */
  async noteManagedPromotion(
    promotion: Parameters<typeof noteManagedPromotion>[1]
  ): Promise<void> {
    return noteManagedPromotion(this.knex, promotion)
  }

  /** The Medusa promotion that the plugin made for this; null: none yet. */
  async findProvided(input: Parameters<typeof findProvided>[1]) {
    return findProvided(this.knex, input)
  }

  /** Notes one that it made. False when another server was faster. */
  async noteProvided(input: Parameters<typeof noteProvided>[1]) {
    return noteProvided(this.knex, input)
  }

  private start(): Promise<void> {
    if (isServing()) {
      optionWarnings(this.options).forEach((warning) =>
        this.logger.warn(warning)
      )
    }
    runStartTasks({ hooks: this.hooks })
    return Promise.resolve()
  }

  private async finishCalls(): Promise<void> {
    this.stopping = true
    await Promise.allSettled([...this.background, ...this.calls])
  }

  private async close(): Promise<void> {
    await this.client?.close()
    await this.finishCalls()
  }

  private track<T>(call: Promise<T>): Promise<T> {
    this.calls.add(call)
    void call
      .catch((error: Error) =>
        this.logger.error(
          `A verdict could not be written; the job will find it: ${error.message}`
        )
      )
      .finally(() => this.calls.delete(call))
    return call
  }

  private get options(): PluginOptions {
    return this.readOptions()
  }

  private get contacts(): ContactCache {
    return (this.contactCache ??= new ContactCache(
      this.options.contactLookup.cacheSeconds
    ))
  }

  private get engage(): EngageClient {
    const { options } = this
    if (!options.enabled) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage is switched off by its option `enabled`"
      )
    }
    return (this.client ??= new EngageClient(options))
  }

  private get knex(): Knex {
    return this.baseRepository.getFreshManager().getKnex()
  }
}
