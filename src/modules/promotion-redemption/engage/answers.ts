import {
  ENGAGE_ASSIGN_CODES,
  ENGAGE_CODES,
  type ErrorCode,
  type OperatorErrorCode,
} from "../../../errors/catalogue"
import { codeWordOf } from "./code-word"
import { parseDraftId } from "./draft"
import { codeFinder } from "./find-code"
import { parseContactId } from "./parse-contact-id"
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
 * The one place that knows what an answer of Engage's means, whatever was asked:
 * status × code × sent × complete → outcome.
 *
 * Read a status first and a body last: no schema of Engage's error bodies is
 * published, so every body is searched for words and none is trusted.
 */
type Meaning<Code> =
  | { is: "done"; httpStatus: number; body: string }
  /** Engage's verdict. `code` is null when it has no word that we know. */
  | { is: "refused"; httpStatus: number; code: Code | null; word?: string }
  /** The same tomorrow, unless a person acts. */
  | { is: "misconfigured"; httpStatus: number; word?: string }
  /** Not carried out, as far as one can tell: worth another try. */
  | {
      is: "unavailable"
      httpStatus: number | null
      retryAfterMs: number | null
    }
  /** It may have been carried out. */
  | { is: "unknown"; httpStatus: number | null }

/** What sets one of Engage's operations apart from the others. */
type Operation<Code extends string> = {
  /** The first word of Engage's in a body that this operation has a code for. */
  findCode: (body: string) => Code | null
  /** Statuses of a verdict, if a word is there; else it is somebody else's page. */
  refusedWithWord: ReadonlySet<number>
  /** Statuses of a verdict, whatever the body. */
  refused: ReadonlySet<number>
  /**
   * What a 5xx of whoever sent it means. `unavailable` where a repeated call is
   * harmless, or where a GET comes before it. `unknown` where it would do harm.
   */
  failed: "unavailable" | "unknown"
  /** It changes nothing: a doubt is worth another try, and nothing more. */
  reads: boolean
}

/** Statuses that public code has seen a code of Engage's with, beside 409. */
const WITH_WORD = new Set([400, 404, 406, 410, 422])

/**
 * Wrong key, wrong address, or a request whose form is not taken: said before
 * anything is carried out.
 */
const SET_UP_WRONGLY = new Set([
  401, 403, 405, 406, 407, 411, 413, 414, 415, 421,
])

/** Not now: the request was turned away, or timed out on its way in. */
const NOT_NOW = new Set([408, 429])

/** Engage says with a 500 that the tenant's set-up is wrong. Docs: find-contact. */
const findSetUpWord = codeFinder({ InvalidSystemConfiguration: true })

const CONFLICT = new Set([409])
const NONE: ReadonlySet<number> = new Set()

const REDEEM: Operation<ErrorCode> = {
  findCode: codeFinder<ErrorCode>(
    // "Expired" is documented for assigning only.
    { ...ENGAGE_CODES, PromotionExpired: "promotion_expired" },
    {
      "already[\\s_-]{1,3}(?:been[\\s_-]{1,3})?redeemed":
        "promotion_already_redeemed",
      "redeemed[\\s_-]{1,3}already": "promotion_already_redeemed",
      "promotion[\\s_-]{1,3}(?:has|is)[\\s_-]{1,3}expired": "promotion_expired",
    }
  ),
  refusedWithWord: WITH_WORD,
  refused: CONFLICT,
  // A 504 of Engage's own means "not redeemed". Nothing shows whose it is, so
  // the ledger counts every 5xx as a call that may have arrived.
  failed: "unavailable",
  reads: false,
}

const ASSIGN: Operation<ErrorCode | OperatorErrorCode> = {
  findCode: codeFinder<ErrorCode | OperatorErrorCode>(ENGAGE_ASSIGN_CODES),
  refusedWithWord: WITH_WORD,
  refused: CONFLICT,
  // Each call that arrives is one more assignment.
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
    },
    // `InvalidEmailAddress` and the like: no contact can have such a key.
    { "Invalid\\w+": "not_found" }
  ),
  refusedWithWord: new Set([...WITH_WORD, 409]),
  refused: NONE,
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

  // Half an answer comes from a server or a gateway that died over it. One
  // that we stopped reading at our own limit is whole enough.
  if (!answer.complete && !answer.truncated) {
    return doubt(httpStatus)
  }
  // 200 is documented. Another 2xx would say "done" as well; to take it for
  // anything else would send a second POST for what may be carried out.
  if (httpStatus >= 200 && httpStatus <= 299) {
    return { is: "done", httpStatus, body }
  }
  const word = codeWordOf(body) ?? undefined
  if (httpStatus >= 400 && findSetUpWord(body)) {
    return { is: "misconfigured", httpStatus, word }
  }
  const { refused, refusedWithWord } = operation
  if (refused.has(httpStatus) || refusedWithWord.has(httpStatus)) {
    const code = operation.findCode(body)
    if (code !== null || refused.has(httpStatus)) {
      return { is: "refused", httpStatus, code, word }
    }
    return { is: "misconfigured", httpStatus, word }
  }
  // Without a word of Engage's these are a wrong address, or a proxy's page. A
  // redirect is not followed: it would carry the key.
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

/** What we know that an answer to a redeem call cannot tell. */
export type RedeemContext = {
  /**
   * An earlier call of ours for this assignment and cart may have arrived: it
   * ended without a verdict, or was never recorded as ended.
   */
  earlierAttemptWithoutVerdict: boolean
  /** What Engage's list says of the assignment. Left out: it was not asked. */
  listed?: Verification
}

/** What Engage's answer to a redeem call means. */
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
 * Refusals that an assignment meets which we redeemed ourselves: Engage says so,
 * in words that we do not know, or no longer knows it as it has expired since.
 */
const AFTER_OUR_OWN = new Set<ErrorCode>([
  "promotion_already_redeemed",
  "promotion_not_found",
  "promotion_expired",
  "promotion_refused",
])

/**
 * A refusal cannot say who redeemed the assignment. After a call of ours that
 * may have arrived, "already" means that it was us; for every other refusal the
 * contact's list decides: `redeemed` there was us, whatever the refusal's words.
 * An assignment that has left the list was us too, unless Engage refuses for a
 * reason of another kind. While the list cannot be asked, such a refusal is no
 * verdict. Without an earlier call it was somebody else.
 */
function afterRefusal(
  {
    httpStatus,
    code: known,
    word,
  }: Extract<Meaning<ErrorCode>, { is: "refused" }>,
  { earlierAttemptWithoutVerdict, listed }: RedeemContext
): RedeemOutcome {
  const code = known ?? "promotion_refused"
  const refused: RedeemOutcome = {
    outcome: "refused",
    code,
    httpStatus,
    ...(known === null && { word }),
  }
  if (!earlierAttemptWithoutVerdict) {
    return refused
  }
  const ours =
    code === "promotion_already_redeemed" ||
    listed === "redeemed" ||
    (listed === "absent" && AFTER_OUR_OWN.has(code))
  if (ours) {
    return { outcome: "redeemed", inferred: true, httpStatus, code: null }
  }
  return listed === "no_answer" && AFTER_OUR_OWN.has(code)
    ? { outcome: "unknown", httpStatus }
    : refused
}

/**
 * Whether the contact's list has to be asked before a refusal counts: a call of
 * ours before it may have redeemed the assignment, even a moment ago.
 */
export function needsList(
  outcome: RedeemOutcome,
  { earlierAttemptWithoutVerdict }: RedeemContext
): boolean {
  return outcome.outcome === "refused" && earlierAttemptWithoutVerdict
}

/** What Engage's answer to an assign call means. */
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

/** What Engage's answer to a new draft means. */
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

/** What Engage's answer to a look for a draft by its `externalId` means. */
export function interpretFoundDraft(answer: EngageAnswer): FoundDraft {
  const meaning = meaningOf(FIND_DRAFT, answer)
  const promotionId = meaning.is === "done" ? parseDraftId(meaning.body) : null

  if (promotionId) {
    return { kind: "found", promotionId }
  }
  return meaning.is === "refused"
    ? { kind: "not_found" }
    : withoutResult(meaning)
}

/** A page of a contact's promotions, or why there is none. */
export type PageAnswer =
  | { kind: "page"; page: PromotionsPage }
  | Exclude<PromotionsResult, { kind: "ok" }>

/** What Engage's answer to a list means. Only a whole 200 is a list. */
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

/** For an answer that names the contact type in words that are no code. */
const CONTACT_TYPE_WORD = "InvalidContactType"

/** What Engage's answer to the look for a contact means. */
export function interpretContactAnswer(answer: EngageAnswer): ContactResult {
  const meaning = meaningOf(FIND_CONTACT, answer)

  if (meaning.is === "refused") {
    // A contact type comes from the options and is the shop's to put right.
    return meaning.code === "contact_type"
      ? misconfigured({
          httpStatus: meaning.httpStatus,
          word: meaning.word ?? CONTACT_TYPE_WORD,
        })
      : meaning.code === null
        ? misconfigured(meaning)
        : { kind: meaning.code }
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

/** Why a question has no result. What is "done" without one is no answer of ours. */
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
