import { randomUUID } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"

import { BriefWait, FAILURE_SECONDS } from "./brief-wait"
import { EngageClient } from "./engage/client"
import { findingOf, type Found } from "./engage/finding"
import type { ContactResult, PromotionsResult } from "./engage/types"
import {
  digestOf,
  findContact,
  keepContact,
  type ContactOf,
} from "./ledger/contacts"
import { hasEngage, type PluginOptions } from "./options"
import { LIST_SECONDS, RecentLists } from "./recent-lists"
import { SharedCalls } from "./shared-calls"
import { isServing } from "./start-up"

/** How long a question may take, in milliseconds. */
type Limits = {
  /** The call itself. Default: the option `timeoutMs`. */
  timeoutMs?: number
  /**
   * For an answer that is only shown: how long its page waits. An answer of the
   * last half minute will do, or one that is under way, and a failure of the last
   * seconds too.
   */
  shown_within_ms?: number
  /** Staff ask what Engage has now: a list of the last half minute will not do. */
  anew?: boolean
}

/** Customers whose contact is remembered at most, by one process. */
const MOST_CONTACTS = 10_000

/** Engage as the options of this shop allow it, and what it answered lately. */
export class ShopEngage {
  private openClient: EngageClient | undefined
  private readonly lists: RecentLists
  private readonly contactCalls = new SharedCalls<ContactResult>()
  private readonly contactWaits: BriefWait<ContactResult>
  private readonly lastContacts = new Map<string, string>()

  /** Out of sight: whoever prints this must not see the key. */
  readonly #options: PluginOptions
  readonly #knex: () => Knex

  constructor(options: PluginOptions, knex: () => Knex) {
    this.#options = options
    this.#knex = knex
    const { cacheSeconds } = options.contactLookup
    this.lists = new RecentLists(Math.min(LIST_SECONDS, cacheSeconds))
    this.contactWaits = new BriefWait(Math.min(FAILURE_SECONDS, cacheSeconds))
  }

  /** @throws MedusaError INVALID_DATA when the plugin is switched off. */
  get client(): EngageClient {
    if (!this.#options.enabled) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage is switched off by its option `enabled`"
      )
    }
    return this.settling
  }

  /**
   * Also of a plugin that is switched off: what waits is for an order that stands,
   * and Engage has to hear of it.
   * @throws MedusaError INVALID_DATA without the address or the key of Engage.
   */
  get settling(): EngageClient {
    if (!isServing() || !hasEngage(this.#options)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage has no address or key of Engage here"
      )
    }
    return (this.openClient ??= new EngageClient(this.#options))
  }

  /**
   * Asks for a contact's promotions in all channels, with their assignments.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async listPromotions(
    contactId: string,
    { timeoutMs, shown_within_ms, anew }: Limits = {}
  ): Promise<PromotionsResult> {
    const ask = () =>
      this.client.listPromotions(contactId, { channel: null, timeoutMs })
    return shown_within_ms === undefined
      ? this.lists.ask(contactId, ask)
      : this.lists.read(contactId, ask, shown_within_ms, { anew })
  }

  /** Something about this contact has changed in Engage by our own doing. */
  forgetList(contactId: string | null | undefined): void {
    this.lists.forget(contactId)
  }

  /**
   * Asks for a contact's id, and remembers it for `cacheSeconds`; only one that
   * exists, so that a new one is seen at once. Who asks for the same one at the
   * same time shares the call.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async findContactId(
    of: ContactOf,
    limits: Limits = {}
  ): Promise<ContactResult> {
    const key = digestOf(of)
    const ask = () =>
      this.contactCalls.share(key, () => this.askContactId(of, limits))
    return limits.shown_within_ms === undefined
      ? ask()
      : this.contactWaits.answer(key, limits.shown_within_ms, ask)
  }

  /**
   * Notes who a customer's contact was found to be, for {@link askAhead}. Null: no
   * contact. In memory, and only the customers who looked last.
   */
  noteContact(customerId: string | null, contactId: string | null): void {
    if (!customerId) {
      return
    }
    this.lastContacts.delete(customerId)
    if (contactId) {
      this.lastContacts.set(customerId, contactId)
    }
    const [oldest] = this.lastContacts.keys()
    if (oldest && this.lastContacts.size > MOST_CONTACTS) {
      this.lastContacts.delete(oldest)
    }
  }

  /**
   * Asks Engage for the list of the contact that a customer was last found to be, and
   * does not wait for it: {@link listPromotions} answers with that call once it is
   * known that the contact is still the same. Does nothing where a list may not be
   * remembered, or where the sales channel decides whether Engage is asked at all.
   */
  askAhead(
    customerId: string | null,
    limits: { timeoutMs: number; shown_within_ms: number }
  ): void {
    const { enabled, salesChannels, contactLookup } = this.#options
    const contactId = customerId && this.lastContacts.get(customerId)
    if (contactId && enabled && !salesChannels && contactLookup.cacheSeconds) {
      // What went wrong is told to whoever needs the answer.
      void this.listPromotions(contactId, limits).catch(() => undefined)
    }
  }

  /** Forgets who these customers' contacts were found to be. */
  forgetCustomers(customerIds: string[]): void {
    customerIds.forEach((id) => this.lastContacts.delete(id))
  }

  /**
   * Asks what the shop asks for its customers, with a contact that cannot exist;
   * changes nothing in Engage.
   *
   * @param timeoutMs for each of the two questions.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async check(
    timeoutMs: number
  ): Promise<{ contact_lookup: Found; promotions_list: Found }> {
    const { by, contactType } = this.#options.contactLookup
    const nobody = randomUUID()
    const key =
      by === "custom_key"
        ? { customKey: nobody }
        : { email: `${nobody}@medusa-plugin-voyado-engage.invalid` }
    const [contact, promotions] = await Promise.all([
      this.client.findContactId(key, { contactType, timeoutMs }),
      this.client.listPromotions(nobody, { channel: null, timeoutMs }),
    ])
    return {
      contact_lookup: findingOf(contact),
      promotions_list: findingOf(promotions),
    }
  }

  async close(): Promise<void> {
    await this.openClient?.close()
  }

  private async askContactId(
    of: ContactOf,
    { timeoutMs }: Limits
  ): Promise<ContactResult> {
    const { cacheSeconds: seconds } = this.#options.contactLookup
    const known = seconds ? await findContact(this.#knex(), of) : null
    if (known) {
      return { kind: "found", contactId: known }
    }
    const result = await this.client.findContactId(of.by, {
      contactType: of.contactType,
      timeoutMs,
    })
    if (result.kind === "found") {
      this.contactWaits.forget(digestOf(of))
    }
    if (seconds && result.kind === "found") {
      const contact_id = result.contactId
      await keepContact(this.#knex(), of, { contact_id, seconds })
    }
    return result
  }
}
