import { isErrorCode, type ErrorCode } from "../../../src/errors/catalogue"
import type { StoreEngagePromotion } from "../../../src/types/http"
import { listAt } from "./offers"
import { readError, refuse, type Refusal } from "./refusal"
import { cartAt, offersOf, request } from "./request"
import {
  withCodes,
  type EngageCart,
  type EngageRequestOptions,
  type EngageSdk,
  type EngageSelectOptions,
} from "./sdk"
import { sentences, type ResultCode } from "./sentences"

/** The result of completing a cart: the order, or why no order was placed. */
export type CompleteCartResult<Cart = EngageCart, Order = unknown> =
  { ok: true; order: Order } | NotPlaced<Cart>

/**
 * No order was placed, or the outcome is not known (`outcome_unknown`). Unless the
 * type is `outcome_unknown` or `payment_required`, the shop has returned every
 * authorised payment: start a new payment before the next call.
 */
export type NotPlaced<Cart = EngageCart> = Refusal & {
  /**
   * `promotion_rejected`: Engage or the shop refused an offer, and the offer is off
   * the cart. Show the sentence and the cart's new total, and let the customer
   * decide.
   *
   * `payment_required`: the offers are fine, but the payment is missing. The code
   * says why: `payment_not_started` (the cart has no usable payment),
   * `payment_requires_more` (the provider needs another step from the customer),
   * `payment_not_authorized` (the provider refused).
   *
   * `engage_unavailable`: Engage gave no verdict, and the shop places no order
   * without a verdict (`onUnavailable: "abort"`).
   *
   * `redemption_in_progress`: an order is using the offer right now, or another
   * request is completing the cart. Try again in a moment.
   *
   * `not_placed`: the shop refused for another reason, for example because items are
   * out of stock; `message` gives the reason.
   *
   * `outcome_unknown`: no answer came, or a server error (5xx) without a code, from
   * the shop or from a proxy. The order may have been placed.
   */
  type:
    | "promotion_rejected"
    | "payment_required"
    | "engage_unavailable"
    | "redemption_in_progress"
    | "not_placed"
    | "outcome_unknown"
  /** The offers that were refused on this cart, each with its `reason`. */
  rejected: StoreEngagePromotion[]
  /** The cart after the call; null if the cart could not be read. */
  cart: Cart | null
}

/** Why a completion placed no order. */
type Finding = {
  type: NotPlaced["type"]
  code: ResultCode
  message: string
  rejected?: StoreEngagePromotion[]
}

/**
 * Completes a cart. Never throws: every outcome is a plain value that a server
 * action can pass to the browser.
 *
 * A payment provider's webhook may complete the cart while no customer waits. If an
 * offer is refused then, every later call returns the refusal, until the storefront
 * starts a new payment.
 */
export async function completeCart<Cart extends EngageCart, Order>(
  sdk: EngageSdk<Cart, Order>,
  cartId: string,
  options: EngageSelectOptions = {}
): Promise<CompleteCartResult<Cart, Order>> {
  const answer = (finding: Finding, cart: Cart | null): NotPlaced<Cart> => ({
    ...refuse(finding.code, finding.message, options),
    type: finding.type,
    rejected: finding.rejected ?? [],
    cart,
  })
  try {
    const completed = await sdk.store.cart.complete(
      cartId,
      options.query,
      withCodes(options.headers)
    )
    if (completed.type === "order") {
      return { ok: true, order: completed.order }
    }
    const { cart, error } = completed
    return answer(notAuthorized(cart, error.message), cart)
  } catch (error) {
    const cart = await readCart(sdk, cartId, options)
    return answer(await explain(sdk, cartId, error, cart, options), cart)
  }
}

/** Explains an error of a completion. */
async function explain(
  sdk: EngageSdk,
  cartId: string,
  error: unknown,
  cart: EngageCart | null,
  { headers }: EngageRequestOptions
): Promise<Finding> {
  const { code, message } = readError(error)
  switch (code) {
    case "shop_unavailable":
      return { type: "outcome_unknown", code: "outcome_unknown", message }
    case "engage_unavailable":
    case "redemption_in_progress":
      return { type: code, code, message }
  }
  const refused: ErrorCode | null = isErrorCode(code) ? code : null
  const payment = cart && !refused ? missingPayment(cart, message) : null
  // After a refusal the cart has no payment collection, but its list has the refused
  // offer.
  const mayBeRefused = refused || (payment && !cart?.payment_collection)
  const rejected = mayBeRefused
    ? (await listAt(sdk, `${offersOf(cartId)}?refused=true`, { headers }))
        .offers
    : []
  const why = refused ?? rejected[0]?.reason
  if (why) {
    return {
      type: "promotion_rejected",
      code: why,
      message: refused ? message : sentences.en[why],
      rejected,
    }
  }
  return (
    payment ?? {
      type: "not_placed",
      code: code === "shop_refused" ? "order_not_placed" : code,
      message,
    }
  )
}

const REQUIRES_MORE = "requires_more"

/**
 * Medusa reports a missing or unauthorised payment only in the text of the error. If
 * the provider did not authorise the payment, the text has the session's id.
 */
function missingPayment(cart: EngageCart, message: string): Finding | null {
  const sessions = sessionsOf(cart)
  if (sessions.some(({ id }) => message.includes(id))) {
    return notAuthorized(cart, message)
  }
  // Medusa completes no cart without a payment session of another status.
  const unusable = sessions.every(
    ({ status }) => status === "error" || status === "canceled"
  )
  return cart.total && unusable
    ? { type: "payment_required", code: "payment_not_started", message }
    : null
}

function notAuthorized(cart: EngageCart, message: string): Finding {
  const asked = sessionsOf(cart).some(({ status }) => status === REQUIRES_MORE)
  return {
    type: "payment_required",
    code: asked ? "payment_requires_more" : "payment_not_authorized",
    message,
  }
}

function sessionsOf({ payment_collection }: EngageCart) {
  return payment_collection?.payment_sessions ?? []
}

/** The current cart; null if the shop does not return the cart. */
function readCart<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  { headers }: EngageRequestOptions
): Promise<Cart | null> {
  return request<{ cart: Cart }>(sdk, cartAt(cartId), { headers }).then(
    ({ cart }) => cart,
    () => null
  )
}
