import {
  ENGAGE_ERRORS,
  type SandboxEngageCode,
  type SandboxRefusalForm,
} from "../../packages/engage-sandbox/src"
import { answered, type FaultCase, type Meaning } from "./fault-case"

/**
 * What each code of Engage's means in the answer to a redeem call. Those of its
 * other calls are not documented here: with them a 400 or 404 is not known to be
 * about the assignment, and a 409 is a refusal that says nothing more.
 */
const CODES: Record<SandboxEngageCode, Meaning> = {
  NotAValidRedemptionChannel: { refused: "not_a_valid_redemption_channel" },
  InvalidPromotionIdNoData: { refused: "invalid_promotion_id_no_data" },
  PromotionNotFound: { refused: "promotion_not_found" },
  PromotionNotAssociatedWithContact: {
    refused: "promotion_not_associated_with_contact",
  },
  PromotionNotValidForRedemptionChannel: {
    refused: "promotion_not_valid_for_redemption_channel",
  },
  PromotionAlreadyRedeemed: { refused: "promotion_already_redeemed" },
  GatewayTimeout: "failed",
  InvalidSystemConfiguration: "misconfigured",
  PromotionExpired: { refused: "promotion_expired" },
  MultipleMatches: { refused: "promotion_refused" },
  InvalidContactId: "misconfigured",
  InvalidPromotionId: "misconfigured",
  ContactNotFound: "misconfigured",
  InvalidEmailAddress: "misconfigured",
  InvalidPhoneNumber: "misconfigured",
  InvalidSocialSecurityNumber: "misconfigured",
  InvalidContactType: "misconfigured",
  InvalidSearchQuery: "misconfigured",
  BadRequest: "misconfigured",
}

/** The code that is written in every form, with a 404. */
const CODE_IN_FORMS = "PromotionNotFound"

const FORMS: Record<SandboxRefusalForm, string> = {
  json: "in JSON",
  json_string: "as a JSON string",
  plain_text: "in plain text",
  nested: "inside another object",
  exception: "as the name of an exception",
  sentence: "in a person's words",
  empty: "left out, no body",
}

const withCodes = Object.entries(CODES).map(([word, means]) => {
  const code = word as SandboxEngageCode
  const { status } = ENGAGE_ERRORS[code]
  return answered(`${status} ${code}`, status, means, { type: "refuse", code })
})

const inForms = Object.entries(FORMS).map(([word, words]) => {
  const form = word as SandboxRefusalForm
  const means = form === "empty" ? "misconfigured" : CODES[CODE_IN_FORMS]
  const fault = { type: "refuse", code: CODE_IN_FORMS, form } as const
  return answered(`404, the code ${words}`, 404, means, fault)
})

/** Engage refuses: every code, every form. */
export const REFUSALS: FaultCase[] = [
  ...withCodes,
  ...inForms,
  answered(
    "406 PromotionAlreadyRedeemed",
    406,
    { refused: "promotion_already_redeemed" },
    { type: "refuse", code: "PromotionAlreadyRedeemed", status: 406 }
  ),
  answered(
    "409 without a body",
    409,
    { refused: "promotion_refused" },
    { type: "refuse", code: "PromotionAlreadyRedeemed", form: "empty" }
  ),
]
