import { StoreApiError, type StoreApi } from "./store-api"

const PAYMENT_PROVIDER = "pp_system_default"

/** An order as the customer sees it. */
export type Order = {
  id: string
  /** The order's number as the customer knows it. */
  display_id: number
  total: number
  discount_total: number
  currency_code: string
}

/** The result of a checkout. */
export type Checkout =
  { placed: true; order: Order } | { placed: false; refusal: StoreApiError }

/**
 * Pays for the cart and places the order.
 *
 * If Engage refuses the offer, no order is placed, no money is taken, and the
 * discount is off the cart. The storefront shows the sentence and the new total; if
 * the customer still wants to buy, the storefront calls this function again. A
 * payment collection is good for one attempt, so each attempt starts a new payment
 * collection.
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

/** Starts a payment of the cart; a payment is good for one attempt. */
export async function startPayment(
  api: StoreApi,
  cartId: string
): Promise<void> {
  const { payment_collection } = await api.post<{
    payment_collection: { id: string }
  }>("/store/payment-collections", { cart_id: cartId })
  // Medusa fails if a customer starts two first payments at the same time.
  await patiently(() =>
    api.post(
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      { provider_id: PAYMENT_PROVIDER }
    )
  )
}

/** Tries up to five times, like a customer of a busy shop. */
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
