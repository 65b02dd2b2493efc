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

/** What a client is made of. */
export type EngageClientOptions = EngageTransportOptions & {
  /** The channel that assignments are redeemed over. */
  channel: EngageRedemptionChannel
  endpoints: EngageEndpoints
}

const VERDICT_MAX_BYTES = 64 * 1024
const LIST_MAX_BYTES = 5 * 1024 * 1024
const CLOSE_WAIT_MS = 10_000

/**
 * Calls Engage. Says what came of a call and leaves the rest to its caller:
 * it logs nothing, retries nothing, and no result of it holds the key.
 */
export class EngageClient {
  readonly #transport: EngageTransport
  /** Read where they are used, as the module's other options are. */
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
   * What the answer means is `interpretRedeemAnswer`'s to say; never rejects
   * for what the network or Engage does.
   * @throws MedusaError INVALID_DATA for an id of a form that Engage has not.
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
   * Assigns a promotion to a contact: one POST, never repeated. Each that arrives
   * is one more assignment. What the answer means is `interpretAssignAnswer`'s to
   * say; never rejects for what the network or Engage does.
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
   * Lists a contact's assignments, of one channel or, without one, of all; the
   * whole list, or why there is none. Engage may list redeemed ones too, or leave
   * them out.
   * @throws MedusaError INVALID_DATA for an id of a form that Engage has not.
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

  /** Finds a contact's id. The key is personal: it is in no result. */
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
   * Creates a draft of a promotion: one POST, never repeated. Engage has no key
   * that would make a second one harmless.
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

  /** Looks for a draft by its `externalId`. A repeated GET does no harm. */
  async findDraft(externalId: string): Promise<FoundDraft> {
    return interpretFoundDraft(
      await this.#ask(draftPath(this.#options.endpoints, externalId))
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
   * Lets open calls end, for 10 s at most, and closes the connections. A call
   * that is made afterwards is answered as aborted and surely not sent.
   */
  async close(): Promise<void> {
    await this.#transport.close(CLOSE_WAIT_MS)
  }
}
