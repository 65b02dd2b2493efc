import { ERROR_SENTENCES, type ErrorCode } from "../errors/catalogue"
import type { StoreEngagePromotion } from "../types/http"
import { refusalOf, statusOf, type EngagePromotionError } from "./error"
import { listEngagePromotions } from "./promotions"
import {
  withCodes,
  type EngageCart,
  type EngageRequestOptions,
  type EngageSdk,
  type EngageSelectOptions,
} from "./sdk"

/**
 * What became of a cart that was to be completed.
 *
 * Unless it is an `order`, `cart` is the cart as it is now. After
 * `promotion_rejected`, `engage_unavailable` and `redemption_in_progress` a
 * payment that was authorised is given back: to go on, start a new one.
 */
export type CompleteCartResult<Cart = EngageCart, Order = unknown> =
  | { type: "order"; order: Order }
  | {
      /**
       * An offer cannot be used after all, and is off the cart: show the
       * sentence and the cart's new total, and let the customer decide.
       */
      type: "promotion_rejected"
      code: ErrorCode
      /** The shop's sentence, in English. */
      message: string
      /** What was refused on this cart, each with its `reason`. */
      rejected: StoreEngagePromotion[]
      cart: Cart
    }
  | {
      /** Nothing is wrong with the offers; the payment is not there yet. */
      type: "payment_required"
      /**
       * `not_started`: the cart has no payment that could be used.
       * `requires_more`: the provider wants something more of the customer.
       * `not_authorized`: the provider refused.
       */
      reason: "not_started" | "requires_more" | "not_authorized"
      /** Medusa's sentence, in English. */
      message: string
      cart: Cart
    }
  | {
      /** Engage gives no verdict and the shop wants one (`onUnavailable: "abort"`). */
      type: "engage_unavailable"
      message: string
      cart: Cart
    }
  | {
      /** An order is using the offer right now: try again in a moment. */
      type: "redemption_in_progress"
      message: string
      cart: Cart
    }

/**
 * Completes a cart. A refused offer is a result and no error, so that it cannot
 * be overlooked; one that was refused while nobody waited, as a payment
 * provider's webhook completed the cart, is the result of every call until a new
 * payment is started.
 *
 * @throws EngagePromotionError with the refusal's code if the cart could not be
 * read after it; the sdk's own error for everything that is not about offers or
 * a missing payment, such as items that are out of stock.
 */
export async function completeCart<Cart extends EngageCart, Order>(
  sdk: EngageSdk<Cart, Order>,
  cartId: string,
  { headers, query }: EngageSelectOptions = {}
): Promise<CompleteCartResult<Cart, Order>> {
  try {
    const completed = await sdk.store.cart.complete(
      cartId,
      query,
      withCodes(headers)
    )
    if (completed.type === "order") {
      return { type: "order", order: completed.order }
    }
    const { cart, error } = completed
    return {
      type: "payment_required",
      reason:
        error.type === "payment_requires_more_error"
          ? "requires_more"
          : "not_authorized",
      message: error.message,
      cart,
    }
  } catch (error) {
    const refusal = refusalOf(error)
    const result = refusal
      ? await describeRefusal(sdk, cartId, refusal, { headers })
      : await describeMissingPayment(sdk, cartId, error, { headers })
    if (!result) {
      throw refusal ?? error
    }
    return result
  }
}

async function describeRefusal<Cart extends EngageCart, Order>(
  sdk: EngageSdk<Cart, Order>,
  cartId: string,
  { code, message }: EngagePromotionError,
  options: EngageRequestOptions
): Promise<CompleteCartResult<Cart, Order> | null> {
  const cart = await readCart(sdk, cartId, options)
  if (!cart) {
    return null
  }
  if (code === "engage_unavailable" || code === "redemption_in_progress") {
    return { type: code, message, cart }
  }
  const rejected = await listRejected(sdk, cartId, options)
  return { type: "promotion_rejected", code, message, rejected, cart }
}

/** Medusa refuses a cart without a payment by a sentence alone. */
async function describeMissingPayment<Cart extends EngageCart, Order>(
  sdk: EngageSdk<Cart, Order>,
  cartId: string,
  error: unknown,
  options: EngageRequestOptions
): Promise<CompleteCartResult<Cart, Order> | null> {
  if (statusOf(error) !== 400) {
    return null
  }
  const cart = await readCart(sdk, cartId, options)
  if (!cart || !lacksPayment(cart)) {
    return null
  }
  const rejected = cart.payment_collection
    ? []
    : await listRejected(sdk, cartId, options)
  const code = rejected[0]?.reason
  return code
    ? {
        type: "promotion_rejected",
        code,
        message: ERROR_SENTENCES[code],
        rejected,
        cart,
      }
    : {
        type: "payment_required",
        reason: "not_started",
        message: (error as Error).message,
        cart,
      }
}

/** Statuses of payment sessions that Medusa completes no cart with. */
const UNUSABLE = ["error", "canceled"]

function lacksPayment({ total, payment_collection }: EngageCart): boolean {
  const usable = payment_collection?.payment_sessions?.some(
    ({ status }) => !UNUSABLE.includes(status)
  )
  return total !== 0 && !usable
}

async function readCart<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  { headers }: EngageRequestOptions
): Promise<Cart | null> {
  return sdk.store.cart.retrieve(cartId, {}, headers).then(
    ({ cart }) => cart,
    () => null
  )
}

/** The cart's refused offers; none if they cannot be listed now. */
async function listRejected(
  sdk: EngageSdk,
  cartId: string,
  options: EngageRequestOptions
): Promise<StoreEngagePromotion[]> {
  return listEngagePromotions(sdk, cartId, options).then(
    (offers) => offers.filter(({ refused }) => refused),
    () => []
  )
}
