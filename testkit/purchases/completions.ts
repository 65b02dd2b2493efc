import type { Server } from "../shop/server"
import { Storefront } from "../storefront/storefront"
import type { Purchase } from "./purchases"

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
  const web = Storefront.at(server, purchase.customer)
  const answer = await web.complete(purchase.cartId).catch(() => null)
  if (!answer) {
    // The server died, or does not answer.
    return { kind: "lost" }
  }
  const { status, data } = answer
  if (status >= 300) {
    const { code = null, message = "" } = data
    return { kind: "refused", status, code, message }
  }
  if (data.type === "order" && data.order) {
    return { kind: "placed", orderId: data.order.id }
  }
  const message = "error" in data ? data.error.message : NO_ORDER
  return { kind: "refused", status, code: null, message }
}
