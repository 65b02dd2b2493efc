import { randomUUID } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"

import { interpretAssignAnswer } from "./engage/answers"
import { EngageClient } from "./engage/client"
import { findingOf, type Found } from "./engage/finding"
import type {
  AssignOutcome,
  ContactResult,
  PromotionsResult,
} from "./engage/types"
import {
  digestOf,
  findContact,
  keepContact,
  type ContactOf,
} from "./ledger/contacts"
import { hasEngage, type PluginOptions } from "./options"
import { RecentAnswers } from "./recent-answers"
import { Remembered } from "./remembered"
import { isServing } from "./start-up"

/** How long a call may take, in milliseconds. */
type Limits = {
  /** The call alone. Default: the option `timeoutMs`. */
  timeoutMs?: number
  /**
   * For an answer that is only shown: how long the page waits. The answer may be
   * up to half a minute old or come from a call under way; also a failure of the
   * last seconds is an answer.
   */
  shown_within_ms?: number
  /** Staff ask what Engage has now: a list of the last half minute will not do. */
  anew?: boolean
}

/** How long a list of offers serves one visit at most, in seconds. */
const LIST_SECONDS = 30

/** A longer list is rare, and not worth the memory. */
const LONGEST_LIST = 200

const MOST_CONTACTS = 10_000

/** Calls Engage within the shop's options, and remembers recent answers. */
export class ShopEngage {
  private openClient: EngageClient | undefined
  /** By contact. */
  private readonly lists: RecentAnswers<PromotionsResult>
  /** By the digest of what identifies the contact. */
  private readonly contacts: RecentAnswers<ContactResult>
  /** By customer, for {@link askAhead}. */
  private readonly lastContacts = new Remembered<string>(MOST_CONTACTS)

  /** Private, so that printing the object does not print the key. */
  readonly #options: PluginOptions
  readonly #knex: () => Knex

  constructor(options: PluginOptions, knex: () => Knex) {
    this.#options = options
    this.#knex = knex
    const { cacheSeconds } = options.contactLookup
    this.lists = new RecentAnswers({
      seconds: Math.min(LIST_SECONDS, cacheSeconds),
      failureSeconds: cacheSeconds,
      isKept: (list) =>
        list.kind === "ok" && list.promotions.length <= LONGEST_LIST,
    })
    // The database keeps the contacts that were found.
    this.contacts = new RecentAnswers({
      seconds: 0,
      failureSeconds: cacheSeconds,
      isKept: () => false,
    })
  }

  /** @throws MedusaError INVALID_DATA when the plugin is switched off. */
  get client(): EngageClient {
    if (!this.#options.enabled) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "medusa-plugin-voyado-engage is switched off by its option `enabled`"
      )
    }
    return this.clientForOrders
  }

  /**
   * Also for a plugin that is switched off: the orders of waiting rows stand, and
   * Engage has to learn of them.
   * @throws MedusaError INVALID_DATA without the address or the key of Engage.
   */
  get clientForOrders(): EngageClient {
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
    const ask = () => this.client.listPromotions(contactId, { timeoutMs })
    return shown_within_ms === undefined
      ? this.lists.ask(contactId, ask)
      : this.lists.read(contactId, ask, { waitMs: shown_within_ms, anew })
  }

  /**
   * Assigns a promotion to a contact, once.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async assign(
    assignment: Parameters<EngageClient["assign"]>[0]
  ): Promise<AssignOutcome> {
    return interpretAssignAnswer(await this.client.assign(assignment))
  }

  /** To be called after a call of ours changed the contact's offers in Engage. */
  forgetList(contactId: string | null | undefined): void {
    if (contactId) {
      this.lists.forget(contactId)
    }
  }

  /**
   * Asks for a contact's id, and remembers an existing contact for `cacheSeconds`.
   * A missing contact is not remembered, so that a new contact is found at once.
   * Callers that ask for the same contact at the same time share one call.
   * @throws MedusaError INVALID_DATA when the plugin is switched off.
   */
  async findContactId(
    of: ContactOf,
    limits: Limits = {}
  ): Promise<ContactResult> {
    const key = digestOf(of)
    const ask = () => this.askContactId(of, limits)
    return limits.shown_within_ms === undefined
      ? this.contacts.share(key, ask)
      : this.contacts.read(key, ask, { waitMs: limits.shown_within_ms })
  }

  /**
   * Notes a customer's contact for {@link askAhead}. Null: no contact.
   */
  noteContact(customerId: string | null, contactId: string | null): void {
    if (customerId && contactId) {
      this.lastContacts.set(customerId, contactId)
    } else if (customerId) {
      this.lastContacts.delete(customerId)
    }
  }

  /**
   * Asks Engage for the list of a customer's last known contact, without waiting
   * for the answer: {@link listPromotions} uses the call once the contact is
   * confirmed. Makes no call if lists may not be remembered, or if the sales
   * channel decides whether Engage is asked at all.
   */
  askAhead(
    customerId: string | null,
    limits: { timeoutMs: number; shown_within_ms: number }
  ): void {
    const { enabled, salesChannels, contactLookup } = this.#options
    const contactId = customerId && this.lastContacts.get(customerId)
    if (contactId && enabled && !salesChannels && contactLookup.cacheSeconds) {
      // The caller that needs the answer gets the error.
      void this.listPromotions(contactId, limits).catch(() => undefined)
    }
  }

  /** Forgets the contacts noted for these customers. */
  forgetCustomers(customerIds: string[]): void {
    customerIds.forEach((id) => this.lastContacts.delete(id))
  }

  /**
   * Makes the calls that the shop makes for its customers, with a contact that
   * cannot exist; changes no data in Engage.
   *
   * @param timeoutMs for each of the two calls.
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
      this.client.listPromotions(nobody, { timeoutMs }),
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
    if (seconds && result.kind === "found") {
      const contact_id = result.contactId
      await keepContact(this.#knex(), of, { contact_id, seconds })
    }
    return result
  }
}
