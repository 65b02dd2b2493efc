/**
 * Every error code that Engage documents for the sandbox's operations, with its
 * status. Source: Seed (redeem) and Docs ("find-contact", "assign-a-promotion",
 * "create-a-promotion"). The sentences are ours: Engage does not publish its own.
 */
export const ENGAGE_ERRORS = {
  NotAValidRedemptionChannel: {
    status: 400,
    message: "The redemption channel is not one of ECOM, POS and OTHER.",
  },
  InvalidPromotionIdNoData: {
    status: 400,
    message: "The promotion id is empty.",
  },
  PromotionNotFound: { status: 404, message: "The promotion was not found." },
  PromotionNotAssociatedWithContact: {
    status: 404,
    message: "The promotion is not associated with a contact.",
  },
  PromotionNotValidForRedemptionChannel: {
    status: 409,
    message: "The promotion is not valid for the redemption channel.",
  },
  PromotionAlreadyRedeemed: {
    status: 409,
    message: "The promotion is already redeemed.",
  },
  GatewayTimeout: {
    status: 504,
    message: "The promotion could not be redeemed in time.",
  },
  InvalidContactId: { status: 400, message: "The contact id is not valid." },
  InvalidPromotionId: {
    status: 400,
    message: "The promotion id is not valid.",
  },
  ContactNotFound: { status: 404, message: "The contact was not found." },
  PromotionExpired: { status: 409, message: "The promotion has expired." },
  MultipleMatches: {
    status: 409,
    message: "More than one contact matches the search.",
  },
  InvalidEmailAddress: {
    status: 400,
    message: "The e-mail address is not valid.",
  },
  InvalidPhoneNumber: {
    status: 400,
    message: "The phone number is not valid.",
  },
  InvalidSocialSecurityNumber: {
    status: 400,
    message: "The social security number is not valid.",
  },
  InvalidContactType: {
    status: 400,
    message: "The contact type is not valid.",
  },
  InvalidSearchQuery: {
    status: 400,
    message: "The search has nothing to search by.",
  },
  InvalidSystemConfiguration: {
    status: 500,
    message: "The system is not configured for this call.",
  },
  BadRequest: { status: 400, message: "The promotion is not valid." },
} as const satisfies Record<string, { status: number; message: string }>

/** A code of {@link ENGAGE_ERRORS}. */
export type SandboxEngageCode = keyof typeof ENGAGE_ERRORS

/** Whether a text is one of Engage's codes. */
export function isEngageCode(text: string): text is SandboxEngageCode {
  return Object.prototype.hasOwnProperty.call(ENGAGE_ERRORS, text)
}
