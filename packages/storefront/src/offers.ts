import type { ErrorCode } from "../../../src/errors/catalogue"
import type { StoreEngagePromotion } from "../../../src/types/http"
import { readError } from "./refusal"
import { offersOf, request } from "./request"
import type { EngageClient, EngageListOptions } from "./sdk"
import { sentenceFor, type ResultCode } from "./sentences"

/** Why a list has less than the customer's offers. */
export type EmptyReason = Exclude<ResultCode, ErrorCode> | "engage_unavailable"

/** What a page shows of a customer's offers. Plain data. */
export type EngageOffers = {
  /** All of them, those on the cart among them. */
  offers: StoreEngagePromotion[]
  /** Those that are on the cart. */
  applied: StoreEngagePromotion[]
  /** Those that were refused when an order was to be made of the cart. */
  refused: StoreEngagePromotion[]
  /**
   * Null when the list is whole. Else why it is not: `not_signed_in` (also when a
   * token has expired), `verification_required` (the customer has to show that
   * their e-mail address is theirs), `engage_unavailable` (only what is on the
   * cart is listed), `cart_not_found`, `shop_unavailable`, `shop_refused`.
   */
  reason: EmptyReason | null
  /** A sentence for the reason. */
  sentence: string | null
}

/** Of a shop of any version. */
type Answer = {
  engage_promotions: StoreEngagePromotion[]
  reason?: string | null
}

/**
 * Lists the offers of the cart's customer, and where each stands on the cart. Never
 * throws: a page is not to fail for its offers. What came in the way is `reason`.
 */
export function listEngagePromotions(
  sdk: EngageClient,
  cartId: string,
  options?: EngageListOptions
): Promise<EngageOffers> {
  return listAt(sdk, offersOf(cartId), options)
}

/** Lists the signed-in customer's offers, without a cart. Never throws. */
export function listCustomerEngagePromotions(
  sdk: EngageClient,
  options?: EngageListOptions
): Promise<EngageOffers> {
  return listAt(sdk, "/store/customers/me/engage-promotions", options)
}

/** Lists the offers at an address of the shop's. */
export async function listAt(
  sdk: EngageClient,
  path: string,
  options?: EngageListOptions
): Promise<EngageOffers> {
  try {
    const answer = await request<Answer>(sdk, path, options)
    return toOffers(answer.engage_promotions, reasonIn(answer), options)
  } catch (error) {
    return toOffers([], readError(error).code as EmptyReason, options)
  }
}

function toOffers(
  offers: StoreEngagePromotion[],
  reason: EmptyReason | null,
  options?: EngageListOptions
): EngageOffers {
  return {
    offers,
    applied: offers.filter(({ applied }) => applied),
    refused: offers.filter(({ refused }) => refused),
    reason,
    sentence: reason && sentenceFor(reason, options),
  }
}

function reasonIn({ reason }: Answer): EmptyReason | null {
  return reason === "verification_required" || reason === "engage_unavailable"
    ? reason
    : null
}
