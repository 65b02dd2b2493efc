import type { ErrorCode } from "../../../src/errors/catalogue"
import type { StoreEngagePromotion } from "../../../src/types/http"
import { readError } from "./refusal"
import { offersOf, request } from "./request"
import type { EngageClient, EngageListOptions } from "./sdk"
import { sentenceFor, type ResultCode } from "./sentences"

/** Why a list may lack some of the customer's offers. */
export type EmptyReason = Exclude<ResultCode, ErrorCode> | "engage_unavailable"

/** A customer's offers, for a page to show. Plain data. */
export type EngageOffers = {
  /** All offers, including the offers on the cart. */
  offers: StoreEngagePromotion[]
  /** The offers on the cart. */
  applied: StoreEngagePromotion[]
  /**
   * The offers that were refused when the shop tried to make an order of the cart,
   * and that the customer has not applied again since.
   */
  refused: StoreEngagePromotion[]
  /**
   * Null if the list is complete. Otherwise why not: `not_signed_in` (also if the
   * token has expired), `verification_required` (the customer must verify their
   * e-mail address), `engage_unavailable` (the list has only the offers on the
   * cart), `cart_not_found`, `shop_unavailable`, `shop_refused`.
   */
  reason: EmptyReason | null
  /** A sentence for the shopper about `reason`. */
  sentence: string | null
}

/** The answer of a shop with any version of the plugin. */
type Answer = {
  engage_promotions: StoreEngagePromotion[]
  reason?: string | null
}

/**
 * Lists the offers of the cart's customer, and whether each offer is on the cart.
 * Never throws, so that a page still renders without offers: `reason` says why
 * offers are missing.
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

/** Lists the offers at a path of the store API. */
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
