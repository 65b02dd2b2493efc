import { CODED_ERRORS } from "../../../src/errors/coded-message"
import type { SentenceOptions } from "./sentences"

/** Headers in the form that `@medusajs/js-sdk` accepts. */
export type EngageHeaders = Record<string, string | null | { tags: string[] }>

/** Options of every call. */
export type EngageRequestOptions = SentenceOptions & {
  /**
   * Sent with the request. Where the sdk has no signed-in customer, as in a server
   * component or a server action, pass the customer's token:
   * `{ authorization: "Bearer …" }`.
   */
  headers?: EngageHeaders
}

/**
 * The values of `fetch`'s `cache`. TypeScript has a type for them only in its
 * library for browsers, which a server need not load.
 */
type EngageCache =
  | "default"
  | "force-cache"
  | "no-cache"
  | "no-store"
  | "only-if-cached"
  | "reload"

/** {@link EngageRequestOptions} for calls that list offers. */
export type EngageListOptions = EngageRequestOptions & {
  /**
   * Whether a cache may keep the list, as in `fetch`. Offers belong to a single
   * customer and can change at any moment.
   * @defaultValue `no-store`
   */
  cache?: EngageCache
  /** Cache options of Next.js. */
  next?: { tags?: string[]; revalidate?: number | false }
}

/** {@link EngageRequestOptions} for calls that return a cart or an order. */
export type EngageSelectOptions = EngageRequestOptions & {
  /** Medusa's `fields`: which fields the returned cart or order has. */
  query?: { fields?: string }
}

/** The fields of a cart that these calls read. A cart of the sdk has all of them. */
export type EngageCart = {
  total?: number | null
  payment_collection?: {
    payment_sessions?: { id: string; status: string }[] | null
  } | null
}

/** Medusa's answer to a completion that did not fail. */
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
 * The part of `@medusajs/js-sdk` that these calls use: pass the sdk's `Medusa`
 * object. This package imports nothing from the sdk, so the types of cart and order
 * come from the sdk's version that the storefront has installed.
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
 * Asks the shop to put the error's code before its sentence, because the sdk's error
 * keeps nothing else of an answer. The request is in the `accept` header: a header
 * of our own would have to be allowed by every proxy that answers CORS requests for
 * the shop.
 */
export function withCodes(headers: EngageHeaders = {}): EngageHeaders {
  return { ...headers, accept: CODED_ERRORS }
}
