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

/** What became of a cart that was to be completed. */
export type CompleteCartResult<Cart = EngageCart, Order = unknown> =
  { ok: true; order: Order } | NotPlaced<Cart>

/**
 * There is no order, or nobody knows. Every payment that was authorised is given
 * back, but for `payment_required`: to go on, start a new one.
 */
export type NotPlaced<Cart = EngageCart> = Refusal & {
  /**
   * `promotion_rejected`: an offer cannot be used after all, and is off the cart.
   * Show the sentence and the cart's new total, and let the customer decide.
   *
   * `payment_required`: nothing is wrong with the offers; the payment is not there
   * yet. The code says what is missing: `payment_not_started` (the cart has no
   * payment that could be used), `payment_requires_more` (the provider wants
   * something more of the customer), `payment_not_authorized` (it refused).
   *
   * `engage_unavailable`: Engage gives no verdict and the shop wants one
   * (`onUnavailable: "abort"`).
   *
   * `redemption_in_progress`: an order is using the offer right now, or another
   * request completes the cart. Try again in a moment.
   *
   * `not_placed`: the shop refused for another reason, such as items that are out
   * of stock; `message` says which.
   *
   * `outcome_unknown`: no answer came, or none of the shop's.
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
  /** The cart as it is now; null if it could not be read. */
  cart: Cart | null
}

/** What there is to say about a completion that placed no order. */
type Finding = {
  type: NotPlaced["type"]
  code: ResultCode
  message: string
  rejected?: StoreEngagePromotion[]
}

/**
 * Completes a cart. Never throws: whatever came of it is a value that a server
 * action can hand on. A refusal while nobody waited, as a payment provider's
 * webhook completed the cart, is the result of every call until a new payment is
 * started.
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

/** What an error of a completion comes to. */
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
  // A refusal takes the payment collection off the cart, and stays in its list.
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
 * Medusa says by a sentence alone that a cart has no payment, or that the
 * provider did not authorise the one it has, whose session the sentence names.
 */
function missingPayment(cart: EngageCart, message: string): Finding | null {
  const sessions = sessionsOf(cart)
  if (sessions.some(({ id }) => message.includes(id))) {
    return notAuthorized(cart, message)
  }
  // Medusa completes no cart with a session of another status.
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

/** The cart as it is now; null if it cannot be read. */
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
