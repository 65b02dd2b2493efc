import {
  interpretContactAnswer,
  interpretDraftAnswer,
  interpretFoundDraft,
} from "./answers"
import { draftBody, type EngageDraft } from "./draft"
import {
  contactIdPath,
  contactPromotionsPath,
  draftPath,
  redeemPath,
  type ContactKey,
  type EngageEndpoints,
} from "./endpoints"
import { readPages, type PageRequest } from "./read-pages"
import { EngageTransport, type EngageTransportOptions } from "./transport"
import type {
  ContactResult,
  DraftResult,
  EngageAnswer,
  EngageRedemptionChannel,
  FoundDraft,
  PromotionsResult,
} from "./types"

/** The options of a client. */
export type EngageClientOptions = EngageTransportOptions & {
  /** The channel to redeem assignments in. */
  channel: EngageRedemptionChannel
  endpoints: EngageEndpoints
}

const VERDICT_MAX_BYTES = 64 * 1024
const LIST_MAX_BYTES = 5 * 1024 * 1024
const CLOSE_WAIT_MS = 10_000

/**
 * Calls Engage and returns each call's result. Logs nothing and retries nothing;
 * no result contains the key.
 */
export class EngageClient {
  readonly #transport: EngageTransport
  /** Read at each call, as the module's other options are. */
  readonly #options: Pick<
    EngageClientOptions,
    "channel" | "endpoints" | "timeoutMs"
  >

  constructor(options: EngageClientOptions) {
    this.#transport = new EngageTransport(options)
    this.#options = options
  }

  /**
   * Redeems an assignment: one POST, never repeated. A redemption is final.
   * `interpretRedeemAnswer` says what the answer means. Never rejects for a
   * failure of the network or of Engage.
   * @throws MedusaError INVALID_DATA for an id of a form that Engage does not use.
   */
  async redeem(assignmentId: string): Promise<EngageAnswer> {
    return this.#transport.send({
      method: "POST",
      path: redeemPath(this.#options.endpoints, assignmentId),
      body: JSON.stringify({ redemptionChannel: this.#options.channel }),
      maxBodyBytes: VERDICT_MAX_BYTES,
    })
  }

  /**
   * Assigns a promotion to a contact: one POST, never repeated. Each POST that
   * arrives adds an assignment. `interpretAssignAnswer` says what the answer
   * means. Never rejects for a failure of the network or of Engage.
   */
  async assign(assignment: {
    contactId: string
    promotionId: string
  }): Promise<EngageAnswer> {
    return this.#transport.send({
      method: "POST",
      path: this.#options.endpoints.assign,
      body: JSON.stringify(assignment),
      maxBodyBytes: VERDICT_MAX_BYTES,
    })
  }

  /**
   * Lists a contact's assignments, of one channel or, without a channel, of all:
   * the whole list, or why Engage gave none. Engage may list redeemed assignments
   * or leave them out.
   * @throws MedusaError INVALID_DATA for an id of a form that Engage does not use.
   */
  async listPromotions(
    contactId: string,
    o: { channel?: EngageRedemptionChannel | null; timeoutMs?: number } = {}
  ): Promise<PromotionsResult> {
    const ask = ({ page, ...limits }: PageRequest) =>
      this.#transport.send({
        method: "GET",
        path: contactPromotionsPath(
          this.#options.endpoints,
          contactId,
          o.channel,
          page
        ),
        ...limits,
      })

    return readPages(ask, {
      timeoutMs: o.timeoutMs ?? this.#options.timeoutMs,
      maxBodyBytes: LIST_MAX_BYTES,
    })
  }

  /** Finds a contact's id. The key is personal: no result contains the key. */
  async findContactId(
    by: ContactKey,
    o: { contactType?: string; timeoutMs?: number } = {}
  ): Promise<ContactResult> {
    return interpretContactAnswer(
      await this.#ask(
        contactIdPath(this.#options.endpoints, by, o.contactType),
        o.timeoutMs
      )
    )
  }

  /**
   * Creates a draft of a promotion: one POST, never repeated. Engage has no
   * idempotency key that would make a second POST harmless.
   */
  async createDraft(draft: EngageDraft): Promise<DraftResult> {
    return interpretDraftAnswer(
      await this.#transport.send({
        method: "POST",
        path: this.#options.endpoints.createDraft,
        body: draftBody(draft, this.#options.channel),
        maxBodyBytes: VERDICT_MAX_BYTES,
      })
    )
  }

  /** Searches for a draft by its `externalId`. Repeating the GET does no harm. */
  async findDraft(externalId: string): Promise<FoundDraft> {
    return interpretFoundDraft(
      await this.#ask(draftPath(this.#options.endpoints, externalId)),
      externalId
    )
  }

  async #ask(path: string, timeoutMs?: number): Promise<EngageAnswer> {
    return this.#transport.send({
      method: "GET",
      path,
      maxBodyBytes: VERDICT_MAX_BYTES,
      timeoutMs,
    })
  }

  /**
   * Waits for open calls, 10 s at most, and closes the connections. A later call
   * is answered as aborted and surely not sent.
   */
  async close(): Promise<void> {
    await this.#transport.close(CLOSE_WAIT_MS)
  }
}
