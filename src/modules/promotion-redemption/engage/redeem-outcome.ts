import { ENGAGE_CODES, type ErrorCode } from "../../../errors/catalogue"
import { codeFinder } from "./find-code"
import type { EngageAnswer, RedeemOutcome } from "./types"

/** What we know that an answer cannot tell. */
export type RedeemContext = {
  /**
   * An earlier call of ours for this assignment and cart ended with
   * {@link mayHaveRedeemed}, or was never recorded as ended.
   */
  earlierAttemptWithoutVerdict: boolean
}

/** The first of Engage's codes in a body, as ours. Null when there is none. */
export const findEngageCode = codeFinder<ErrorCode>(ENGAGE_CODES)

/** A refusal if one of Engage's codes is there; else somebody else's page. */
export const REFUSED_WITH_CODE = new Set([400, 404, 410, 422])

/**
 * Wrong key, wrong address, or a request whose form is not taken: said before
 * anything is carried out, and the same tomorrow unless a person acts.
 */
export const MISCONFIGURED = new Set([
  401, 403, 405, 407, 411, 413, 414, 415, 421,
])

/** Not now: the request was turned away, or timed out on its way in. */
export const NOT_NOW = new Set([408, 429])

/**
 * What Engage's answer to a redeem call means. Reads a status first and a body
 * last, because no body's form is promised.
 */
export function interpretRedeemAnswer(
  answer: EngageAnswer,
  context: RedeemContext
): RedeemOutcome {
  if (answer.kind === "no_response") {
    return answer.sent
      ? { outcome: "unknown", httpStatus: null }
      : { outcome: "unavailable", httpStatus: null, retryAfterMs: null }
  }

  const { status: httpStatus, retryAfterMs } = answer

  // Half an answer comes from a server or a gateway that died over it. One
  // that we stopped reading at our own limit is whole enough.
  if (!answer.complete && !answer.truncated) {
    return { outcome: "unknown", httpStatus }
  }
  // 200 is documented. Another 2xx would say "done" as well; to take it for
  // anything else would send a second POST for what may be redeemed.
  if (httpStatus >= 200 && httpStatus <= 299) {
    return { outcome: "redeemed", inferred: false, httpStatus, code: null }
  }
  if (httpStatus === 409 || REFUSED_WITH_CODE.has(httpStatus)) {
    return interpretRefusal(httpStatus, answer.body, context)
  }
  if (isRedirect(httpStatus) || MISCONFIGURED.has(httpStatus)) {
    return { outcome: "misconfigured", httpStatus }
  }
  if (NOT_NOW.has(httpStatus) || (httpStatus >= 500 && httpStatus <= 599)) {
    return { outcome: "unavailable", httpStatus, retryAfterMs }
  }

  return { outcome: "unknown", httpStatus }
}

/**
 * Whether a call that ended like this, without a verdict, may have redeemed
 * the assignment all the same: no answer, half of one, or a 5xx, which a
 * gateway may have sent while Engage went on. Engage's own 504 means "not
 * redeemed", but nothing shows whose it is.
 */
export function mayHaveRedeemed(
  outcome: RedeemOutcome["outcome"],
  httpStatus: number | null
): boolean {
  return outcome === "unknown" || (httpStatus !== null && httpStatus >= 500)
}

function interpretRefusal(
  httpStatus: number,
  body: string,
  context: RedeemContext
): RedeemOutcome {
  const code = findEngageCode(body)

  if (httpStatus !== 409) {
    return code
      ? { outcome: "refused", code, httpStatus }
      : { outcome: "misconfigured", httpStatus }
  }
  // "Already" cannot say by whom. After a call of ours that may have arrived,
  // it was us; without one it was somebody else.
  if (
    code === "promotion_already_redeemed" &&
    context.earlierAttemptWithoutVerdict
  ) {
    return { outcome: "redeemed", inferred: true, httpStatus, code: null }
  }

  return { outcome: "refused", code: code ?? "promotion_refused", httpStatus }
}

/** A redirect is not followed: it would carry the key. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399
}
