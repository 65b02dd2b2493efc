import { CODED_ERRORS } from "../../../src/errors/coded-message"
import type { SentenceOptions } from "./sentences"

/** Headers as `@medusajs/js-sdk` takes them. */
export type EngageHeaders = Record<string, string | null | { tags: string[] }>

/** What every call takes beside its own arguments. */
export type EngageRequestOptions = SentenceOptions & {
  /**
   * Sent with the request. Where the sdk knows no customer, as in a server
   * component or a server action, `{ authorization: "Bearer …" }` says whose
   * offers are meant.
   */
  headers?: EngageHeaders
}

/** How `fetch` uses a cache; its own type is of the browser's library. */
type EngageCache =
  | "default"
  | "force-cache"
  | "no-cache"
  | "no-store"
  | "only-if-cached"
  | "reload"

/** As {@link EngageRequestOptions}, for calls that list. */
export type EngageListOptions = EngageRequestOptions & {
  /**
   * Whether a cache may keep the list, as `fetch` takes it. Offers are somebody's
   * own, and true for a moment. @defaultValue `no-store`
   */
  cache?: EngageCache
  /** For the cache of Next.js. */
  next?: { tags?: string[]; revalidate?: number | false }
}

/** As {@link EngageRequestOptions}, for calls that answer a cart or an order. */
export type EngageSelectOptions = EngageRequestOptions & {
  /** Medusa's `fields`, for what is answered. */
  query?: { fields?: string }
}

/** What is read of a cart; a cart of the sdk's has all of it. */
export type EngageCart = {
  total?: number | null
  payment_collection?: {
    payment_sessions?: { id: string; status: string }[] | null
  } | null
}

/** What Medusa answers to a completion that it does not refuse. */
export type EngageCompletion<Cart, Order> =
  | { type: "order"; order: Order }
  | {
      type: "cart"
      cart: Cart
      error: { message: string; name: string; type: string }
    }

/** The part of {@link EngageSdk} that lists offers. */
export type EngageClient = {
  client: {
    fetch<T>(
      path: string,
      init?: {
        method?: string
        headers?: EngageHeaders
        query?: Record<string, unknown>
        body?: Record<string, unknown>
        cache?: EngageCache
        next?: EngageListOptions["next"]
      }
    ): Promise<T>
  }
}

/**
 * What is used of `@medusajs/js-sdk`: pass its `Medusa` object. Nothing of it is
 * imported here, so the sdk's own version says what a cart and an order are.
 */
export type EngageSdk<
  Cart extends EngageCart = EngageCart,
  Order = unknown,
> = EngageClient & {
  store: {
    cart: {
      complete(
        id: string,
        query?: { fields?: string },
        headers?: EngageHeaders
      ): Promise<EngageCompletion<Cart, Order>>
    }
  }
}

/**
 * Asks the shop to begin the sentence of an error with its code, as the sdk's
 * error keeps nothing else of an answer. In `accept`, since a header of our own
 * would have to be allowed by every proxy that answers for the shop's CORS.
 */
export function withCodes(headers: EngageHeaders = {}): EngageHeaders {
  return { ...headers, accept: CODED_ERRORS }
}
