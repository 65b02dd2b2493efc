import { ERROR_SENTENCES, type ErrorCode } from "../../../src/errors/catalogue"
import type { StoreEngagePromotion } from "../../../src/types/http"
import { refusalOf } from "./error"
import { list, offersOf } from "./request"
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
      /**
       * An order is using the offer right now, or another request completes the
       * cart: try again in a moment.
       */
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
  options: EngageSelectOptions = {}
): Promise<CompleteCartResult<Cart, Order>> {
  try {
    const completed = await sdk.store.cart.complete(
      cartId,
      options.query,
      withCodes(options.headers)
    )
    if (completed.type === "order") {
      return completed
    }
    return notAuthorized(completed.cart, completed.error.message)
  } catch (error) {
    const result = await explain(sdk, cartId, error as Error, options)
    if (!result) {
      throw refusalOf(error) ?? error
    }
    return result
  }
}

const REQUIRES_MORE = "requires_more"

/** What an error comes to; null if it is about neither an offer nor a payment. */
async function explain<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  error: Error & { status?: number },
  { headers }: EngageRequestOptions
): Promise<CompleteCartResult<Cart, never> | null> {
  const refusal = refusalOf(error)
  // So Medusa answers while another request completes the cart.
  const conflict = !refusal && error.status === 409
  if (!refusal && !conflict && error.status !== 400) {
    return null
  }
  const cart = await sdk.store.cart.retrieve(cartId, {}, headers).then(
    (answer) => answer.cart,
    () => null
  )
  if (cart && conflict) {
    const type = "redemption_in_progress"
    return { type, message: ERROR_SENTENCES[type], cart }
  }
  const payment = cart && !refusal ? missingPayment(cart, error.message) : null
  if (!cart || (!refusal && !payment)) {
    return null
  }
  const type = refusal?.code
  if (type === "engage_unavailable" || type === "redemption_in_progress") {
    return { type, message: refusal?.message ?? "", cart }
  }
  // A refusal takes the payment collection off the cart, and stays in its list.
  const rejected =
    refusal || !cart.payment_collection
      ? await listRejected(sdk, cartId, { headers })
      : []
  const code = type ?? rejected[0]?.reason
  return code
    ? {
        type: "promotion_rejected",
        code,
        message: refusal?.message ?? ERROR_SENTENCES[code],
        rejected,
        cart,
      }
    : payment
}

/**
 * Medusa says by a sentence alone that a cart has no payment, or that the
 * provider did not authorise the one it has, whose session the sentence names.
 */
function missingPayment<Cart extends EngageCart>(
  cart: Cart,
  message: string
): CompleteCartResult<Cart, never> | null {
  const sessions = sessionsOf(cart)
  if (sessions.some(({ id }) => message.includes(id))) {
    return notAuthorized(cart, message)
  }
  // Medusa completes no cart with a session of another status.
  const unusable = sessions.every(
    ({ status }) => status === "error" || status === "canceled"
  )
  return cart.total && unusable
    ? { type: "payment_required", reason: "not_started", message, cart }
    : null
}

function notAuthorized<Cart extends EngageCart>(
  cart: Cart,
  message: string
): CompleteCartResult<Cart, never> {
  const asked = sessionsOf(cart).some(({ status }) => status === REQUIRES_MORE)
  const reason = asked ? REQUIRES_MORE : "not_authorized"
  return { type: "payment_required", reason, message, cart }
}

function sessionsOf({ payment_collection }: EngageCart) {
  return payment_collection?.payment_sessions ?? []
}

/** The cart's refused offers; none if they cannot be listed now. */
async function listRejected(
  sdk: EngageSdk,
  cartId: string,
  options: EngageRequestOptions
): Promise<StoreEngagePromotion[]> {
  return list(sdk, `${offersOf(cartId)}?refused=true`, options).catch(() => [])
}
