import { randomUUID } from "node:crypto"

import { hasWord } from "./body-text"
import { draftBody, parseDraftId, type EngageDraft } from "./draft"
import {
  contactIdPath,
  contactPromotionsPath,
  redeemPath,
  type ContactKey,
  type EngageEndpoints,
} from "./endpoints"
import { parseContactId } from "./parse-contact-id"
import { parsePromotions } from "./parse-promotions"
import { EngageTransport, type EngageTransportOptions } from "./transport"
import type {
  ContactResult,
  DraftResult,
  EngageAnswer,
  EngageMisconfigured,
  EngageRedemptionChannel,
  EngageUnavailable,
  PromotionsResult,
  Reachability,
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

/** Engage read the draft and does not take it; a page of a proxy's says other. */
const DRAFT_REFUSED = new Set([400, 409, 422])

/**
 * Calls Engage. Says what came of a call and leaves the rest to its caller:
 * it logs nothing, retries nothing, and no result of it holds the key.
 */
export class EngageClient {
  readonly #transport: EngageTransport
  readonly #channel: EngageRedemptionChannel
  readonly #endpoints: EngageEndpoints

  constructor(options: EngageClientOptions) {
    this.#transport = new EngageTransport(options)
    this.#channel = options.channel
    this.#endpoints = options.endpoints
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
      path: redeemPath(this.#endpoints, assignmentId),
      body: JSON.stringify({ redemptionChannel: this.#channel }),
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
      path: this.#endpoints.assign,
      body: JSON.stringify(assignment),
      maxBodyBytes: VERDICT_MAX_BYTES,
    })
  }

  /**
   * Lists a contact's assignments, of one channel or, without one, of all.
   * Engage may list redeemed ones too, or leave them out.
   * @throws MedusaError INVALID_DATA for an id of a form that Engage has not.
   */
  async listPromotions(
    contactId: string,
    o: { channel?: EngageRedemptionChannel | null; timeoutMs?: number } = {}
  ): Promise<PromotionsResult> {
    const answer = await this.#transport.send({
      method: "GET",
      path: contactPromotionsPath(this.#endpoints, contactId, o.channel),
      maxBodyBytes: LIST_MAX_BYTES,
      timeoutMs: o.timeoutMs,
    })

    if (isStatus(answer, 200)) {
      const promotions = parsePromotions(answer.body)
      if (promotions) {
        return { kind: "ok", promotions }
      }
    }
    if (isStatus(answer, 404) && hasWord(answer.body, "ContactNotFound")) {
      return { kind: "contact_not_found" }
    }

    return withoutResult(answer)
  }

  /** Finds a contact's id. The key is personal: it is in no result. */
  async findContactId(
    by: ContactKey,
    o: { contactType?: string; timeoutMs?: number } = {}
  ): Promise<ContactResult> {
    const answer = await this.#transport.send({
      method: "GET",
      path: contactIdPath(this.#endpoints, by, o.contactType),
      maxBodyBytes: VERDICT_MAX_BYTES,
      timeoutMs: o.timeoutMs,
    })

    if (isStatus(answer, 200)) {
      const contactId = parseContactId(answer.body)
      if (contactId) {
        return { kind: "found", contactId }
      }
    }
    if (isStatus(answer, 404) && hasWord(answer.body, "ContactNotFound")) {
      return { kind: "not_found" }
    }
    // `InvalidEmail` and the like: no contact can have such a key. A contact
    // type comes from the options and is the shop's to put right.
    if (
      isStatus(answer, 400) &&
      hasWord(answer.body, "Invalid(?!ContactType)\\w+")
    ) {
      return { kind: "not_found" }
    }
    if (isStatus(answer, 409) && hasWord(answer.body, "MultipleMatches")) {
      return { kind: "ambiguous" }
    }

    return withoutResult(answer)
  }

  /**
   * Creates a draft of a promotion: one POST, never repeated. Engage has no key
   * that would make a second one harmless.
   */
  async createDraft(draft: EngageDraft): Promise<DraftResult> {
    const answer = await this.#transport.send({
      method: "POST",
      path: this.#endpoints.createDraft,
      body: draftBody(draft, this.#channel),
      maxBodyBytes: VERDICT_MAX_BYTES,
    })
    if (answer.kind === "no_response") {
      return answer.sent
        ? { kind: "unknown", httpStatus: null }
        : { kind: "unavailable", httpStatus: null, retryAfterMs: null }
    }
    const { status: httpStatus, retryAfterMs } = answer
    if (httpStatus >= 200 && httpStatus <= 299) {
      return {
        kind: "created",
        promotionId: parseDraftId(answer.body),
        httpStatus,
      }
    }
    if (!answer.complete && !answer.truncated) {
      return { kind: "unknown", httpStatus }
    }
    if (DRAFT_REFUSED.has(httpStatus)) {
      return { kind: "refused", httpStatus }
    }
    if (httpStatus === 408 || httpStatus === 429) {
      return { kind: "unavailable", httpStatus, retryAfterMs }
    }
    return httpStatus >= 500
      ? { kind: "unknown", httpStatus }
      : { kind: "misconfigured", httpStatus }
  }

  /**
   * Whether Engage answers, and takes the key: looks up a contact that cannot
   * exist, which changes nothing.
   */
  async check(timeoutMs: number): Promise<Reachability> {
    const email = `${randomUUID()}@medusa-plugin-voyado-engage.invalid`
    const answer = await this.#transport.send({
      method: "GET",
      path: contactIdPath(this.#endpoints, { email }),
      maxBodyBytes: VERDICT_MAX_BYTES,
      timeoutMs,
    })
    if (answer.kind === "no_response") {
      return { status: "unreachable", httpStatus: null }
    }
    const { status: httpStatus, body } = answer
    if (httpStatus === 401 || httpStatus === 403) {
      return { status: "key_refused", httpStatus }
    }
    const notThere =
      (httpStatus === 404 && hasWord(body, "ContactNotFound")) ||
      (httpStatus === 400 && hasWord(body, "Invalid\\w+"))
    if (notThere || (httpStatus === 200 && parseContactId(body))) {
      return { status: "ok", httpStatus }
    }
    return {
      status:
        withoutResult(answer).kind === "unavailable"
          ? "unreachable"
          : "misconfigured",
      httpStatus,
    }
  }

  /**
   * Lets open calls end, for 10 s at most, and closes the connections. A call
   * that is made afterwards is answered as aborted and surely not sent.
   */
  async close(): Promise<void> {
    await this.#transport.close(CLOSE_WAIT_MS)
  }
}

function isStatus(
  answer: EngageAnswer,
  status: number
): answer is Extract<EngageAnswer, { kind: "response" }> {
  return (
    answer.kind === "response" && answer.complete && answer.status === status
  )
}

/** Why a question got no result. A repeated GET does no harm. */
function withoutResult(
  answer: EngageAnswer
): EngageUnavailable | EngageMisconfigured {
  if (answer.kind === "no_response") {
    return { kind: "unavailable", httpStatus: null, retryAfterMs: null }
  }

  const { status: httpStatus, retryAfterMs, complete, truncated } = answer
  const brokenOff = !complete && !truncated
  const notNow = httpStatus === 408 || httpStatus === 429 || httpStatus >= 500

  return brokenOff || notNow
    ? { kind: "unavailable", httpStatus, retryAfterMs }
    : { kind: "misconfigured", httpStatus }
}
