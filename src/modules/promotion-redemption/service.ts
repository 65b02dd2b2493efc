import { randomUUID } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { MedusaError, MedusaService } from "@medusajs/framework/utils"

import type { AdminNotGiven } from "../../types/admin-http"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { BriefWait, FAILURE_SECONDS } from "./brief-wait"
import { EngageClient } from "./engage/client"
import { requireUsableProxy } from "./engage/dispatcher"
import type { EngageDraft } from "./engage/draft"
import { findingOf, type Found } from "./engage/finding"
import type {
  ContactResult,
  DraftResult,
  EngagePromotion,
  FoundDraft,
  PromotionsResult,
  Verification,
} from "./engage/types"
import {
  listCartRedemptions,
  listHeldRedemptions,
  listOrderedAssignments,
  type CartRedemption,
} from "./ledger/cart-rows"
import {
  listHoldingOrders,
  lookAtCanceled,
  noteOrderOutcome,
  releaseWrittenOff,
} from "./ledger/canceled-orders"
import {
  changePromotion,
  forgetRefusedOrder,
  refuseLinked,
} from "./ledger/changed-promotions"
import {
  claim,
  renewClaim,
  unwindRun,
  type Claim,
  type ClaimInput,
  type UnwoundRun,
} from "./ledger/claim"
import {
  digestOf,
  findContact,
  forgetContacts,
  keepContact,
  purgeContacts,
  type ContactOf,
} from "./ledger/contacts"
import {
  applyTaken,
  closeLostAttempts,
  giveBack,
  giveUp,
  takeDue,
} from "./ledger/due"
import {
  adopt,
  findRedeemedWithoutOrder,
  link,
  listPromotionsOfCart,
  unlink,
  type LinkInput,
  type LinkResult,
  type UnlinkResult,
} from "./ledger/links"
import type { Taken } from "./ledger/effects"
import type { TakenEvent } from "./ledger/events"
import { beginDraft, finishDraft, listDrafts } from "./ledger/drafts"
import { readVerdict, type OrderVerdict } from "./ledger/order-verdict"
import { purgeUnsent, stripSettled } from "./ledger/purge"
import {
  decideManagedPromotion,
  findManagedPromotion,
  listManagedPromotionIds,
  listSeenEngagePromotions,
  noteManagedPromotion,
  type CodePromotion,
} from "./ledger/managed-promotions"
import {
  finishAction,
  holdAgain,
  resolve,
  takeForRetry,
  type ActionResult,
  type Resolve,
  type TakenRedemption,
} from "./ledger/operator"
import { offerNamesWith, type OfferNames } from "./ledger/offer-names"
import { reservePace } from "./ledger/pace"
import { listNotReassigned } from "./ledger/reassigning"
import {
  findProvided,
  listMoneyPromotions,
  noteProvided,
  type Provided,
} from "./ledger/provided"
import { bindToOrder, defer } from "./ledger/redeeming"
import { noteRefusedOrder, refuseUnsent } from "./ledger/refuse-unsent"
import { msUntilLanded } from "./ledger/sent"
import {
  forgetRefusals,
  listRefusals,
  noteRefusal,
  purgeRefusals,
  type Refusal,
} from "./ledger/refusals"
import {
  countByState,
  countRedemptions,
  findRedemptionIds,
  listForExport,
  type RedemptionFilters,
} from "./ledger/search"
import {
  addNote,
  leave,
  take,
  takersOf,
  type Taker,
  type TakeResult,
} from "./ledger/staff"
import { countByDay, countByStatus, periodOf, queueOf } from "./ledger/summary"
import {
  hasUndonePayments,
  lookAtPaymentAgain,
  noteUndonePayment,
  settleUndonePayment,
  showPayment,
  type UndoneCompletion,
} from "./ledger/undone-payments"
import { EngageCallPace } from "./models/engage-call-pace"
import { EngageContact } from "./models/engage-contact"
import { EngagePromotionDraft } from "./models/engage-promotion-draft"
import { ManagedPromotion } from "./models/managed-promotion"
import { PromotionRedemption } from "./models/promotion-redemption"
import { PromotionRefusal } from "./models/promotion-refusal"
import { PromotionRedemptionAction } from "./models/promotion-redemption-action"
import { PromotionRedemptionAttempt } from "./models/promotion-redemption-attempt"
import {
  hasEngage,
  optionWarnings,
  parsePluginOptions,
  type PluginOptions,
} from "./options"
import { NotGiven, type NotGivenOffer } from "./not-given"
import { LIST_SECONDS, RecentLists } from "./recent-lists"
import {
  reassignPromotion,
  type ReassignInput,
  type ReassignResult,
} from "./reassign-promotion"
import {
  redeemAssignment,
  type RedeemInput,
  type RedeemResult,
} from "./redeem-assignment"
import { SharedCalls } from "./shared-calls"
import { isServing, runStartTasks } from "./start-up"
import { TriedPromotions } from "./tried-promotions"
import { verifyAssignment } from "./verify-assignment"

/** Margin for writing what became of the longest possible call. */
const DRAFT_MARGIN_MS = 5_000

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
  private client: EngageClient | undefined
  private connection: Knex | undefined
  private recentLists: RecentLists | undefined
  private readonly contactCalls = new SharedCalls<ContactResult>()
  private readonly notGiven = new NotGiven()
  private readonly tried = new TriedPromotions()
  private contactWaits: BriefWait<ContactResult> | undefined
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
   * Asks Engage for a contact's promotions in all channels, with their
   * assignments.
   *
   * @param shown_within_ms for a list that is only shown: how long its page waits.
   * An answer of the last half minute will do, or one that is under way, and a
   * failure of the last seconds too.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async listEngagePromotions(
    contactId: string,
    o: { timeoutMs?: number; shown_within_ms?: number } = {}
  ): Promise<PromotionsResult> {
    const { timeoutMs, shown_within_ms } = o
    const ask = () =>
      this.engage.listPromotions(contactId, { channel: null, timeoutMs })
    return shown_within_ms === undefined
      ? this.lists.ask(contactId, ask)
      : this.lists.read(contactId, ask, shown_within_ms)
  }

  /**
   * Asks Engage for a contact's id, and remembers it for `cacheSeconds`; only
   * one that exists, so that a new one is seen at once. Who asks for the same one
   * at the same time shares the call.
   *
   * @param shown_within_ms as of {@link listEngagePromotions}.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async findContactId(
    of: ContactOf,
    o: { timeoutMs?: number; shown_within_ms?: number } = {}
  ): Promise<ContactResult> {
    const key = digestOf(of)
    const ask = () =>
      this.contactCalls.share(key, () => this.askContactId(of, o))
    return o.shown_within_ms === undefined
      ? ask()
      : this.waitsForContacts.answer(key, o.shown_within_ms, ask)
  }

  /** Removes the contacts of customers, wherever the module keeps them. */
  async forgetCustomers(customerIds: string[]): Promise<number> {
    await forgetRefusals(this.knex, customerIds)
    return forgetContacts(this.knex, customerIds)
  }

  /** The redemptions that hold these assignments for an order. */
  async listOrderedAssignments(
    assignmentIds: string[]
  ): Promise<PromotionRedemptionDTO[]> {
    return listOrderedAssignments(this.knex, assignmentIds)
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

  /** Gives the rows of a cart that belonged to nobody to its first customer. */
  async adopt(of: Parameters<typeof adopt>[1]): Promise<void> {
    return adopt(this.knex, of)
  }

  /** The Medusa promotions that a cart's assignments have ever stood for. */
  async listPromotionsOfCart(
    cartId: string
  ): Promise<{ promotion_id: string; promotion_code: string }[]> {
    return listPromotionsOfCart(this.knex, cartId)
  }

  /** Of these Medusa promotions, those that the plugin made for MONEY. */
  async listMoneyPromotions(
    promotionIds: string[]
  ): Promise<Map<string, Provided>> {
    return listMoneyPromotions(this.knex, promotionIds)
  }

  /** Takes the assignments of these Medusa promotions off a cart. */
  async unlink(input: Parameters<typeof unlink>[1]): Promise<UnlinkResult> {
    return unlink(this.knex, input)
  }

  /** Has a linked redemption stand for a Medusa promotion, or for its new code. */
  async changePromotion(input: Parameters<typeof changePromotion>[1]) {
    return changePromotion(this.knex, input)
  }

  /** Refuses what is linked to a cart by promotions of no use any more. */
  async refuseLinked(input: Parameters<typeof refuseLinked>[1]) {
    return refuseLinked(this.knex, input)
  }

  /** Takes a refused redemption off an order that stands all the same. */
  async forgetRefusedOrder(
    input: Parameters<typeof forgetRefusedOrder>[1]
  ): Promise<void> {
    return forgetRefusedOrder(this.knex, input)
  }

  /** Claims what discounts a cart for one completion of it. */
  async claim(input: Omit<ClaimInput, "channel">): Promise<Claim> {
    return claim(this.knex, { ...input, channel: this.options.channel })
  }

  /** Makes a completion's claim last anew. */
  async renewClaim(input: Parameters<typeof renewClaim>[1]): Promise<number> {
    return renewClaim(this.knex, input)
  }

  /** What became of the completion whose order a cart is linked to. */
  async readVerdict(
    input: Parameters<typeof readVerdict>[1]
  ): Promise<OrderVerdict> {
    return readVerdict(this.knex, input)
  }

  /** Gives back what a completion held, once its order is undone. */
  async unwindRun(run: UnwoundRun): Promise<void> {
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
    const { settlingEngage: engage, knex, logger } = this
    const result = await redeemAssignment({ engage, knex, logger }, input, {
      timeout_ms: this.options.timeoutMs,
      onSettled,
      track: (call) => this.track(call, `redemption ${input.id}`),
    })
    this.lists.forget(result.redemption?.contact_id)
    return result
  }

  /**
   * Has Engage give a contact a new assignment for a redeemed one, at most once.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async reassign(input: ReassignInput): Promise<ReassignResult> {
    const { engage, knex } = this
    const result = await this.track(
      reassignPromotion({ engage, knex }, input, {
        timeout_ms: this.options.timeoutMs,
      }),
      `redemption ${input.id}`
    )
    if (result.kind === "reassigned") {
      this.lists.forget(result.redemption.contact_id)
    }
    return result
  }

  /** The redeemed assignments of these orders that were not given back. */
  async listNotReassigned(
    orderIds: string[]
  ): Promise<PromotionRedemptionDTO[]> {
    return listNotReassigned(this.knex, orderIds)
  }

  /** Finds out by a GET what became of a redemption that may have been sent. */
  async verify(
    redemption: PromotionRedemptionDTO,
    runId: string,
    asked?: Parameters<typeof verifyAssignment>[3]
  ): Promise<Verification> {
    return verifyAssignment(
      { engage: this.settlingEngage, knex: this.knex },
      redemption,
      runId,
      asked
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

  /** Notes the payment of a completion that is about to be undone. */
  async noteUndonePayment(completion: UndoneCompletion): Promise<void> {
    return noteUndonePayment(this.knex, completion)
  }

  /** Whether the payment of a refused order may still be heard of. */
  async hasUndonePayments(): Promise<boolean> {
    return hasUndonePayments(this.knex)
  }

  /** Has the job look anew at the payment of a refused order. */
  async lookAtPaymentAgain(input: Parameters<typeof lookAtPaymentAgain>[1]) {
    return lookAtPaymentAgain(this.knex, input)
  }

  /** Shows the payment of a refused order to an operator. */
  async showPayment(input: Parameters<typeof showPayment>[1]) {
    return showPayment(this.knex, input)
  }

  /** Ends the looking after the payment of a completion that was undone. */
  async settleUndonePayment(input: Parameters<typeof settleUndonePayment>[1]) {
    return settleUndonePayment(this.knex, input)
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
   * Writes what a worker found out about a redemption that it has taken, and
   * gives the redemption up. Null when that is out of date.
   *
   * @param by who the worker works for. Default `job`.
   */
  async applyTaken(
    redemption: Taken["redemption"],
    event: TakenEvent,
    by?: string
  ): Promise<PromotionRedemptionDTO | null> {
    return applyTaken(this.knex, redemption, event, by)
  }

  /** Hands a redemption to an operator once it is overdue. */
  async giveUp(id: string) {
    return giveUp(this.knex, id)
  }

  /** For how long a redeem call of ours may still arrive, in milliseconds. */
  async msUntilLanded(id: string): Promise<number> {
    const timeout_ms = this.options.timeoutMs
    return msUntilLanded(this.knex, { id, timeout_ms })
  }

  /** Orders that hold an assignment which nothing is due for. */
  async listHoldingOrders(input: Parameters<typeof listHoldingOrders>[1]) {
    return listHoldingOrders(this.knex, input)
  }

  /** Has the job look at once at what waits for cancelled orders. */
  async lookAtCanceled(orderIds: string[]): Promise<void> {
    return lookAtCanceled(this.knex, orderIds)
  }

  /** Notes on redemptions what became of their orders. */
  async noteOrderOutcome(
    input: Parameters<typeof noteOrderOutcome>[1]
  ): Promise<void> {
    return noteOrderOutcome(this.knex, input)
  }

  /** Releases what an operator wrote off for orders that were cancelled since. */
  async releaseWrittenOff(input: Parameters<typeof releaseWrittenOff>[1]) {
    return releaseWrittenOff(this.knex, input)
  }

  /** Closes the calls that a dead server left open. */
  async closeLostAttempts(redemptionId: string): Promise<void> {
    return closeLostAttempts(this.knex, redemptionId)
  }

  /** Forgets what is old enough. See `purgeRedemptionsWorkflow`. */
  async purge(): Promise<{ deleted: number; stripped: number }> {
    const { retentionDays } = this.options
    await purgeContacts(this.knex)
    await purgeRefusals(this.knex)
    return {
      deleted: await purgeUnsent(this.knex),
      stripped: retentionDays
        ? await stripSettled(this.knex, retentionDays)
        : 0,
    }
  }

  /** Of these Medusa promotions, those that work only with an assignment. */
  async listManagedPromotionIds(
    promotions: CodePromotion[]
  ): Promise<Set<string>> {
    return listManagedPromotionIds(this.knex, promotions)
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

  /** One page of redemptions, by id. */
  async findRedemptionIds(input: Parameters<typeof findRedemptionIds>[1]) {
    return findRedemptionIds(this.knex, input)
  }

  /** How many redemptions there are. */
  async countRedemptions(filters: RedemptionFilters) {
    return countRedemptions(this.knex, filters)
  }

  /** Names of offers that have a text in them. */
  async offerNamesWith(text: string): Promise<OfferNames> {
    return offerNamesWith(this.knex, text)
  }

  /** The next redemptions of an export. */
  async listForExport(input: Parameters<typeof listForExport>[1]) {
    return listForExport(this.knex, input)
  }

  /** How many of the redemptions that filters leave are in each status. */
  async countByStatus(filters: RedemptionFilters = {}) {
    return countByStatus(this.knex, filters)
  }

  /** How many redemptions are in each state that staff look for. */
  async countByState(filters?: RedemptionFilters) {
    return countByState(this.knex, filters)
  }

  /** Keeps, until it is taken, what an assignment is that is being applied to a cart. */
  async keepTried(cartId: string, promotion: EngagePromotion): Promise<void> {
    this.tried.keep(cartId, promotion)
  }

  /** What an assignment was that was applied to a cart; null: not known. */
  async takeTried(
    cartId: string,
    assignmentId: string
  ): Promise<EngagePromotion | null> {
    return this.tried.take(cartId, assignmentId)
  }

  /** Notes, for staff to see, that an offer was refused when it was applied. */
  async noteRefusal(refusal: Refusal): Promise<void> {
    return noteRefusal(this.knex, refusal)
  }

  /** A page of what was refused when it was applied, and how much there is. */
  async listRefusals(
    filters: Parameters<typeof listRefusals>[1],
    page: Parameters<typeof listRefusals>[2]
  ) {
    return listRefusals(this.knex, filters, page)
  }

  /** The days to show; null: a period that is too long, or none. */
  async periodOf(asked: Parameters<typeof periodOf>[1]) {
    return periodOf(this.knex, asked)
  }

  /** What became of the redemptions that filters leave on each day. */
  async countByDay(
    period: Parameters<typeof countByDay>[1],
    filters: RedemptionFilters = {}
  ) {
    return countByDay(this.knex, period, filters)
  }

  /** How many redemptions wait in a queue, and since when. */
  async queueOf(queue: Parameters<typeof queueOf>[1]) {
    return queueOf(this.knex, queue)
  }

  /** Takes a redemption for one try of an operator's. */
  async takeForRetry(
    input: Parameters<typeof takeForRetry>[1]
  ): Promise<ActionResult<TakenRedemption>> {
    return takeForRetry(this.knex, input)
  }

  /** Makes a refused redemption hold its assignment again, for its order. */
  async holdAgain(input: Parameters<typeof holdAgain>[1]): Promise<boolean> {
    return holdAgain(this.knex, input)
  }

  /** Notes where a redemption stood at the end of an action. */
  async finishAction(input: Parameters<typeof finishAction>[1]): Promise<void> {
    return finishAction(this.knex, input)
  }

  /** Who of the staff is on which redemption. */
  async takersOf(ids: string[]): Promise<Map<string, Taker>> {
    return takersOf(this.knex, ids)
  }

  /** Adds a note of the staff's. False: no such redemption. */
  async addNote(input: Parameters<typeof addNote>[1]): Promise<boolean> {
    return addNote(this.knex, input)
  }

  /** Puts one of the staff on a redemption. */
  async take(input: Parameters<typeof take>[1]): Promise<TakeResult> {
    return take(this.knex, input)
  }

  /** Takes one of the staff off a redemption. False: no such redemption. */
  async leave(input: Parameters<typeof leave>[1]): Promise<boolean> {
    return leave(this.knex, input)
  }

  /** Settles a redemption by an operator's word. */
  async resolve(input: Resolve): Promise<ActionResult> {
    return resolve(this.knex, input)
  }

  /**
   * Asks Engage what the shop asks for its customers, with a contact that cannot
   * exist; changes nothing there.
   *
   * @param timeoutMs for each of the two questions.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async checkEngage(
    timeoutMs: number
  ): Promise<{ contact_lookup: Found; promotions_list: Found }> {
    const { by, contactType } = this.options.contactLookup
    const nobody = randomUUID()
    const key =
      by === "custom_key"
        ? { customKey: nobody }
        : { email: `${nobody}@medusa-plugin-voyado-engage.invalid` }
    const [contact, promotions] = await Promise.all([
      this.engage.findContactId(key, { contactType, timeoutMs }),
      this.engage.listPromotions(nobody, { channel: null, timeoutMs }),
    ])
    return {
      contact_lookup: findingOf(contact),
      promotions_list: findingOf(promotions),
    }
  }

  /** Notes what a shopper's list had that the shop cannot give. */
  async noteNotGiven(offers: NotGivenOffer[]): Promise<void> {
    this.notGiven.note(offers)
  }

  /** What Engage offers and the shop cannot give, since this process started. */
  async listNotGiven(): Promise<AdminNotGiven[]> {
    return this.notGiven.list()
  }

  /** What is noted of a Medusa promotion; null when nothing is. */
  async findManagedPromotion(promotionId: string) {
    return findManagedPromotion(this.knex, promotionId)
  }

  /** An operator's word on whether a promotion works only with an assignment. */
  async decideManagedPromotion(
    input: Parameters<typeof decideManagedPromotion>[1]
  ) {
    return decideManagedPromotion(this.knex, input)
  }

  /** The Engage promotions that were linked for a Medusa promotion. */
  async listSeenEngagePromotions(promotionId: string) {
    return listSeenEngagePromotions(this.knex, promotionId)
  }

  /** A promotion's drafts in Engage, newest first. */
  async listDrafts(promotionId: string) {
    return listDrafts(this.knex, promotionId)
  }

  /** Commits that a draft is about to be created, or says why not. */
  async beginDraft(
    input: Omit<Parameters<typeof beginDraft>[1], "timeout_ms">
  ) {
    return beginDraft(this.knex, {
      ...input,
      timeout_ms: this.options.timeoutMs + DRAFT_MARGIN_MS,
    })
  }

  /** Commits what became of a draft. */
  async finishDraft(input: Parameters<typeof finishDraft>[1]) {
    return finishDraft(this.knex, input)
  }

  /**
   * Creates a draft in Engage: one call. `beginDraft` comes first.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async createEngageDraft(draft: EngageDraft): Promise<DraftResult> {
    return this.track(
      this.engage.createDraft(draft),
      `draft ${draft.external_id}`
    )
  }

  /**
   * Looks in Engage for a draft whose creation had no clear answer.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async findEngageDraft(externalId: string): Promise<FoundDraft> {
    return this.engage.findDraft(externalId)
  }

  private async askContactId(
    of: ContactOf,
    o: { timeoutMs?: number }
  ): Promise<ContactResult> {
    const { cacheSeconds: seconds } = this.options.contactLookup
    const known = seconds ? await findContact(this.knex, of) : null
    if (known) {
      return { kind: "found", contactId: known }
    }
    const result = await this.engage.findContactId(of.by, {
      contactType: of.contactType,
      timeoutMs: o.timeoutMs,
    })
    if (result.kind === "found") {
      this.waitsForContacts.forget(digestOf(of))
    }
    if (seconds && result.kind === "found") {
      const contact_id = result.contactId
      await keepContact(this.knex, of, { contact_id, seconds })
    }
    return result
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
    await this.client?.close()
    await this.finishCalls()
  }

  /** @param about whose call it is, for the log. */
  private track<T>(call: Promise<T>, about: string): Promise<T> {
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

  private get options(): PluginOptions {
    return this.readOptions()
  }

  private get lists(): RecentLists {
    return (this.recentLists ??= new RecentLists(
      Math.min(LIST_SECONDS, this.options.contactLookup.cacheSeconds)
    ))
  }

  private get waitsForContacts(): BriefWait<ContactResult> {
    return (this.contactWaits ??= new BriefWait(
      Math.min(FAILURE_SECONDS, this.options.contactLookup.cacheSeconds)
    ))
  }

  private get engage(): EngageClient {
    if (!this.options.enabled) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage is switched off by its option `enabled`"
      )
    }
    return this.settlingEngage
  }

  /**
   * Also of a plugin that is switched off: what waits is for an order that stands,
   * and Engage has to hear of it.
   */
  private get settlingEngage(): EngageClient {
    const { options } = this
    if (!isServing() || !hasEngage(options)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage has no address or key of Engage here"
      )
    }
    return (this.client ??= new EngageClient(options))
  }

  /** Kept: a fresh manager for each statement costs more than most of them. */
  private get knex(): Knex {
    return (this.connection ??= this.baseRepository.getFreshManager().getKnex())
  }
}
