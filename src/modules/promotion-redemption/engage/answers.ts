import {
  ENGAGE_ASSIGN_CODES,
  ENGAGE_CODES,
  type ErrorCode,
  type OperatorErrorCode,
} from "../../../errors/catalogue"
import { codeWordOf, codeFinder } from "./codes"
import { parseDraftId, parseFoundDraftId } from "./draft"
import { parseContactId } from "./ids"
import { parsePage, type PromotionsPage } from "./parse-promotions"
import type {
  AssignOutcome,
  ContactResult,
  DraftResult,
  EngageAnswer,
  EngageMisconfigured,
  EngageUnavailable,
  FoundDraft,
  PromotionsResult,
  RedeemOutcome,
  Verification,
} from "./types"

/**
 * Only this file knows the meaning of Engage's answers, for every operation:
 * status × code × sent × complete → outcome.
 *
 * Reads the status first and the body last: Engage publishes no schema of its
 * error bodies, so the code searches every body for words and trusts none.
 */
type Meaning<Code> =
  | { is: "done"; httpStatus: number; body: string }
  /** Engage's verdict. `code` is null when the body has no word known to us. */
  | { is: "refused"; httpStatus: number; code: Code | null; word?: string }
  /** The same answer tomorrow, unless a person acts. */
  | { is: "misconfigured"; httpStatus: number; word?: string }
  /** Not carried out, as far as the answer shows: worth another try. */
  | {
      is: "unavailable"
      httpStatus: number | null
      retryAfterMs: number | null
    }
  /** Engage may have carried the call out. */
  | { is: "unknown"; httpStatus: number | null }

/** The differences between Engage's operations. */
type Operation<Code extends string> = {
  /** Finds Engage's first word in a body for which the operation has a code. */
  findCode: (body: string) => Code | null
  /** Statuses of a verdict if the body has Engage's word; else a proxy's page. */
  refusedWithWord: ReadonlySet<number>
  /** Statuses of a verdict, whatever the body. */
  refused: ReadonlySet<number>
  /**
   * The meaning of a 5xx, of Engage or a gateway. `unavailable` if repeating the
   * call is harmless, or if a GET comes before the repetition. `unknown` if
   * repeating would do harm.
   */
  failed: "unavailable" | "unknown"
  /** The operation only reads: after an unclear answer, another try is harmless. */
  reads: boolean
}

/** Statuses, beside 409, that come with a code of Engage's in public code. */
const WITH_WORD = new Set([400, 404, 406, 410, 422])

/**
 * Wrong key, wrong address, or a form of request that Engage does not accept: the
 * server answers before carrying anything out.
 */
const SET_UP_WRONGLY = new Set([
  401, 403, 405, 406, 407, 411, 413, 414, 415, 421,
])

/**
 * Not now: the server refused the request for the moment, or timed out reading it.
 */
const NOT_NOW = new Set([408, 429])

/**
 * Engage says that the tenant's set-up is wrong: with a 500, as documented, or with
 * another status. Docs: find-contact.
 */
const SET_UP_WORD = "InvalidSystemConfiguration"
const saysSetUp = codeFinder({ [SET_UP_WORD]: true })

const CONFLICT = new Set([409])
const NONE: ReadonlySet<number> = new Set()

const REDEEM: Operation<ErrorCode> = {
  findCode: codeFinder<ErrorCode>(
    // "Expired" is documented for assigning only.
    { ...ENGAGE_CODES, PromotionExpired: "promotion_expired" },
    {
      // With words before it too: `PromotionAssignmentAlreadyRedeemed`.
      "\\w*already[\\s_-]{0,3}(?:been[\\s_-]{0,3})?redeemed":
        "promotion_already_redeemed",
      "redeemed[\\s_-]{1,3}already": "promotion_already_redeemed",
      "promotion[\\s_-]{0,3}(?:has|is)[\\s_-]{0,3}expired": "promotion_expired",
    }
  ),
  refusedWithWord: WITH_WORD,
  refused: CONFLICT,
  // Engage's own 504 means "not redeemed". A gateway's 504 looks the same, so the
  // ledger counts every 5xx as a call that may have arrived.
  failed: "unavailable",
  reads: false,
}

const ASSIGN: Operation<ErrorCode | OperatorErrorCode> = {
  findCode: codeFinder<ErrorCode | OperatorErrorCode>(ENGAGE_ASSIGN_CODES),
  refusedWithWord: WITH_WORD,
  refused: CONFLICT,
  // Each call that arrives adds an assignment.
  failed: "unknown",
  reads: false,
}

const DRAFT: Operation<never> = {
  findCode: () => null,
  refusedWithWord: NONE,
  refused: new Set([400, 409, 422]),
  failed: "unknown",
  reads: false,
}

const LIST: Operation<"contact_not_found"> = {
  findCode: codeFinder({ ContactNotFound: "contact_not_found" }),
  refusedWithWord: WITH_WORD,
  refused: NONE,
  failed: "unavailable",
  reads: true,
}

const FIND_CONTACT: Operation<"not_found" | "ambiguous" | "contact_type"> = {
  findCode: codeFinder(
    {
      ContactNotFound: "not_found",
      MultipleMatches: "ambiguous",
      InvalidContactType: "contact_type",
      // Also as `Invalid email address`; in one word, see below.
      InvalidEmail: "not_found",
      InvalidCustomKey: "not_found",
      InvalidPhoneNumber: "not_found",
      InvalidMobilePhone: "not_found",
      InvalidSearchQuery: "not_found",
    },
    // `InvalidEmailAddress` and similar words: no contact can have the key.
    { "Invalid\\w+": "not_found" }
  ),
  refusedWithWord: WITH_WORD,
  // The only documented meaning of a 409 is MultipleMatches.
  refused: CONFLICT,
  failed: "unavailable",
  reads: true,
}

const FIND_DRAFT: Operation<"not_found"> = {
  findCode: codeFinder({ PromotionNotFound: "not_found" }),
  refusedWithWord: WITH_WORD,
  refused: NONE,
  failed: "unavailable",
  reads: true,
}

function meaningOf<Code extends string>(
  operation: Operation<Code>,
  answer: EngageAnswer
): Meaning<Code> {
  const doubt = (httpStatus: number | null): Meaning<Code> =>
    operation.reads
      ? { is: "unavailable", httpStatus, retryAfterMs: null }
      : { is: "unknown", httpStatus }

  if (answer.kind === "no_response") {
    return answer.sent
      ? doubt(null)
      : { is: "unavailable", httpStatus: null, retryAfterMs: null }
  }
  const { status: httpStatus, body, retryAfterMs } = answer

  // Half an answer comes from a server or a gateway that died while answering. If
  // we stopped reading at our own limit, the answer counts as whole.
  if (!answer.complete && !answer.truncated) {
    return doubt(httpStatus)
  }
  // 200 is documented. Any other 2xx counts as "done" too; otherwise a second POST
  // would go out for a call that Engage may have carried out.
  if (httpStatus >= 200 && httpStatus <= 299) {
    return { is: "done", httpStatus, body }
  }
  const word = codeWordOf(body) ?? undefined
  if (httpStatus >= 400 && saysSetUp(body)) {
    return { is: "misconfigured", httpStatus, word: SET_UP_WORD }
  }
  const { refused, refusedWithWord } = operation
  if (refused.has(httpStatus) || refusedWithWord.has(httpStatus)) {
    const code = operation.findCode(body)
    if (code !== null || refused.has(httpStatus)) {
      return { is: "refused", httpStatus, code, word }
    }
    return { is: "misconfigured", httpStatus, word }
  }
  // Without a word of Engage's, the address is wrong, or a proxy answered. A
  // redirect is not followed: the request would carry the key.
  if (
    (httpStatus >= 300 && httpStatus <= 399) ||
    SET_UP_WRONGLY.has(httpStatus) ||
    WITH_WORD.has(httpStatus)
  ) {
    return { is: "misconfigured", httpStatus, word }
  }
  if (NOT_NOW.has(httpStatus)) {
    return { is: "unavailable", httpStatus, retryAfterMs }
  }
  if (httpStatus >= 500 && httpStatus <= 599) {
    return operation.failed === "unavailable"
      ? { is: "unavailable", httpStatus, retryAfterMs }
      : { is: "unknown", httpStatus }
  }
  return operation.reads
    ? { is: "misconfigured", httpStatus, word }
    : { is: "unknown", httpStatus }
}

/** Facts of the ledger that an answer to a redeem call cannot tell. */
export type RedeemContext = {
  /**
   * An earlier call of ours for this assignment and cart may have arrived: the
   * call ended without a verdict, or the ledger has no end of the call.
   */
  mayHaveArrived: boolean
  /** The assignment's state in Engage's list. Left out: Engage was not asked. */
  listed?: Verification
}

/** Interprets Engage's answer to a redeem call. */
export function interpretRedeemAnswer(
  answer: EngageAnswer,
  context: RedeemContext
): RedeemOutcome {
  const meaning = meaningOf(REDEEM, answer)
  const { httpStatus } = meaning

  switch (meaning.is) {
    case "done":
      return {
        outcome: "redeemed",
        inferred: false,
        httpStatus: meaning.httpStatus,
        code: null,
      }
    case "refused":
      return afterRefusal(meaning, context)
    case "misconfigured":
      return {
        outcome: "misconfigured",
        httpStatus: meaning.httpStatus,
        word: meaning.word,
      }
    case "unavailable":
      return {
        outcome: "unavailable",
        httpStatus,
        retryAfterMs: meaning.retryAfterMs,
      }
    case "unknown":
      return { outcome: "unknown", httpStatus }
  }
}

/**
 * Refusals that Engage may give for an assignment that an earlier call of ours
 * redeemed: Engage says "already", uses words unknown to us, or no longer knows
 * the assignment because the assignment has expired since.
 */
const AFTER_OUR_OWN = new Set<ErrorCode>([
  "promotion_already_redeemed",
  "promotion_not_found",
  "promotion_expired",
  "promotion_refused",
])

/**
 * A refusal does not say who redeemed the assignment. After an earlier call of
 * ours that may have arrived:
 *
 * - "already" means that our call redeemed.
 * - `redeemed` in the contact's list means the same, whatever the refusal's words.
 * - An assignment missing from the list was redeemed by our call too, unless
 *   Engage refuses for another kind of reason.
 * - If the list cannot be read, no refusal is a verdict: the promotion may have left
 *   the channel after our call, and the assignment would be used for no order.
 *
 * Without an earlier call of ours, the refusal stands.
 */
function afterRefusal(
  {
    httpStatus,
    code: known,
    word,
  }: Extract<Meaning<ErrorCode>, { is: "refused" }>,
  { mayHaveArrived, listed }: RedeemContext
): RedeemOutcome {
  const code = known ?? "promotion_refused"
  const refused: RedeemOutcome = {
    outcome: "refused",
    code,
    httpStatus,
    ...(known === null && { word }),
  }
  if (!mayHaveArrived) {
    return refused
  }
  const ours =
    code === "promotion_already_redeemed" ||
    listed === "redeemed" ||
    (listed === "absent" && AFTER_OUR_OWN.has(code))
  if (ours) {
    return { outcome: "redeemed", inferred: true, httpStatus, code: null }
  }
  return listed === "no_answer" ? { outcome: "unknown", httpStatus } : refused
}

/**
 * Whether the contact's list has to be read before a refusal counts: an earlier
 * call of ours may have redeemed the assignment, even a moment ago.
 */
export function needsList(
  outcome: RedeemOutcome,
  { mayHaveArrived }: RedeemContext
): boolean {
  return outcome.outcome === "refused" && mayHaveArrived
}

/** Interprets Engage's answer to an assign call. */
export function interpretAssignAnswer(answer: EngageAnswer): AssignOutcome {
  const meaning = meaningOf(ASSIGN, answer)

  switch (meaning.is) {
    case "done":
      return { outcome: "assigned", httpStatus: meaning.httpStatus }
    case "refused":
      return {
        outcome: "refused",
        code: meaning.code ?? "promotion_refused",
        httpStatus: meaning.httpStatus,
        ...(meaning.code === null && { word: meaning.word }),
      }
    case "misconfigured":
      return {
        outcome: "misconfigured",
        httpStatus: meaning.httpStatus,
        word: meaning.word,
      }
    case "unavailable":
    case "unknown":
      return { outcome: meaning.is, httpStatus: meaning.httpStatus }
  }
}

/** Interprets Engage's answer to a new draft. */
export function interpretDraftAnswer(answer: EngageAnswer): DraftResult {
  const meaning = meaningOf(DRAFT, answer)

  switch (meaning.is) {
    case "done":
      return {
        kind: "created",
        promotionId: parseDraftId(meaning.body),
        httpStatus: meaning.httpStatus,
      }
    case "refused":
      return { kind: "refused", httpStatus: meaning.httpStatus }
    case "unknown":
      return { kind: "unknown", httpStatus: meaning.httpStatus }
    default:
      return withoutResult(meaning)
  }
}

/** Interprets Engage's answer to a search for a draft by its `externalId`. */
export function interpretFoundDraft(
  answer: EngageAnswer,
  externalId: string
): FoundDraft {
  const meaning = meaningOf(FIND_DRAFT, answer)
  const promotionId =
    meaning.is === "done" ? parseFoundDraftId(meaning.body, externalId) : null

  if (promotionId) {
    return { kind: "found", promotionId }
  }
  return meaning.is === "refused"
    ? { kind: "not_found" }
    : withoutResult(meaning)
}

/** A page of a contact's promotions, or why Engage gave none. */
export type PageAnswer =
  | { kind: "page"; page: PromotionsPage }
  | Exclude<PromotionsResult, { kind: "ok" }>

/** Interprets Engage's answer to a list. Only a whole 200 is a list. */
export function interpretListAnswer(answer: EngageAnswer): PageAnswer {
  const meaning = meaningOf(LIST, answer)

  if (meaning.is === "refused") {
    return { kind: "contact_not_found" }
  }
  const page =
    meaning.is === "done" &&
    meaning.httpStatus === 200 &&
    isWhole(answer) &&
    parsePage(meaning.body)

  return page ? { kind: "page", page } : withoutResult(meaning)
}

/** Used if the answer names the contact type in words that are no code. */
const CONTACT_TYPE_WORD = "InvalidContactType"

/** Interprets Engage's answer to the search for a contact. */
export function interpretContactAnswer(answer: EngageAnswer): ContactResult {
  const meaning = meaningOf(FIND_CONTACT, answer)

  if (meaning.is === "refused") {
    // The contact type comes from the options: the shop has to correct the type.
    return meaning.code === "contact_type"
      ? misconfigured({
          httpStatus: meaning.httpStatus,
          word: meaning.word ?? CONTACT_TYPE_WORD,
        })
      : { kind: meaning.code ?? "ambiguous" }
  }
  const contactId =
    meaning.is === "done" &&
    meaning.httpStatus === 200 &&
    isWhole(answer) &&
    parseContactId(meaning.body)

  return contactId ? { kind: "found", contactId } : withoutResult(meaning)
}

function isWhole(answer: EngageAnswer): boolean {
  return answer.kind === "response" && answer.complete
}

/** Why a read has no result. "Done" without a result is no answer of Engage's. */
function withoutResult(
  meaning: Meaning<string>
): EngageUnavailable | EngageMisconfigured {
  switch (meaning.is) {
    case "unavailable":
      return {
        kind: "unavailable",
        httpStatus: meaning.httpStatus,
        retryAfterMs: meaning.retryAfterMs,
      }
    case "unknown":
      return {
        kind: "unavailable",
        httpStatus: meaning.httpStatus,
        retryAfterMs: null,
      }
    default:
      return misconfigured(meaning)
  }
}

function misconfigured({
  httpStatus,
  word,
}: {
  httpStatus: number
  word?: string
}): EngageMisconfigured {
  return { kind: "misconfigured", httpStatus, ...(word && { word }) }
}
