import { StoreApiError, type StoreApi } from "./store-api"

const PAYMENT_PROVIDER = "pp_system_default"

/** An order as the customer sees it. */
export type Order = {
  id: string
  /** The number that the customer knows it by. */
  display_id: number
  total: number
  discount_total: number
  currency_code: string
}

/** What became of a checkout. */
export type Checkout =
  { placed: true; order: Order } | { placed: false; refusal: StoreApiError }

/**
 * Pays for the cart and places the order.
 *
 * When Engage refuses the offer, nothing is placed and nothing paid, and the
 * discount is off the cart. The storefront shows the sentence and the new
 * total, and when the customer still wants to buy calls this again: a payment
 * collection is good for one attempt, so each attempt starts a new one.
 */
export async function checkOut(
  api: StoreApi,
  cartId: string
): Promise<Checkout> {
  await startPayment(api, cartId)
  try {
    const answer = await api.post<{ type: string; order?: Order }>(
      `/store/carts/${cartId}/complete`
    )
    if (!answer.order) {
      throw new Error(`The order was not placed: ${JSON.stringify(answer)}`)
    }
    return { placed: true, order: answer.order }
  } catch (error) {
    if (error instanceof StoreApiError && error.status === 400) {
      return { placed: false, refusal: error }
    }
    throw error
  }
}

/** How many orders the customer has. */
export async function countOrders(api: StoreApi): Promise<number> {
  const { count } = await api.get<{ count: number }>("/store/orders")
  return count
}

/** Starts a payment of the cart; one is good for one attempt. */
export async function startPayment(
  api: StoreApi,
  cartId: string
): Promise<void> {
  const { payment_collection } = await api.post<{
    payment_collection: { id: string }
  }>("/store/payment-collections", { cart_id: cartId })
  // Two first payments of a customer at once are one too many for Medusa.
  await patiently(() =>
    api.post(
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      { provider_id: PAYMENT_PROVIDER }
    )
  )
}

/** Asks up to five times, as a customer does whose shop is busy. */
export async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof StoreApiError) || attempt === 5) {
        throw error
      }
    }
  }
}
