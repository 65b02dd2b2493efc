import { StoreApiError } from "../storefront/store-api"
import type { Server } from "../shop/server"
import { apiOf, type Purchase } from "./purchases"

/** A request to a server to complete a cart. */
export type Completion = {
  purchase: Purchase
  server: Server
  answer: Promise<Answer>
  /** Null while the request is under way. */
  result: Answer | null
}

/** The outcome of a request to complete a cart. */
export type Answer =
  | { kind: "placed"; orderId: string }
  | { kind: "refused"; status: number; code: string | null; message: string }
  | { kind: "lost" }

/** Medusa's answer for a cart whose order no longer exists. */
export const NO_ORDER = "no order"

/** Sends a request to complete a cart. Its `answer` never rejects. */
export function complete(server: Server, purchase: Purchase): Completion {
  const completion: Completion = {
    purchase,
    server,
    result: null,
    answer: send(server, purchase).then((answer) => {
      completion.result = answer
      return answer
    }),
  }
  return completion
}

async function send(server: Server, purchase: Purchase): Promise<Answer> {
  try {
    const { order, ...rest } = await apiOf(server, purchase.customer).post<{
      order?: { id: string }
      error?: { message: string }
    }>(`/store/carts/${purchase.cartId}/complete`)
    return order
      ? { kind: "placed", orderId: order.id }
      : {
          kind: "refused",
          status: 200,
          code: null,
          message: rest.error?.message ?? NO_ORDER,
        }
  } catch (error) {
    if (error instanceof StoreApiError) {
      const { status, code, message } = error
      return { kind: "refused", status, code, message }
    }
    // The server died, or does not answer.
    return { kind: "lost" }
  }
}
