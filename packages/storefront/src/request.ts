import {
  withCodes,
  type EngageClient,
  type EngageListOptions,
  type EngageSelectOptions,
} from "./sdk"

/**
 * Sends a request for a customer's own data: no cache keeps the answer, unless the
 * caller says otherwise.
 */
export function request<T>(
  { client }: EngageClient,
  path: string,
  { headers, query, cache = "no-store", next }: Options = {},
  init?: { method: string; body?: Record<string, unknown> }
): Promise<T> {
  return client.fetch<T>(path, {
    ...init,
    query,
    headers: withCodes(headers),
    cache,
    ...(next && { next }),
  })
}

type Options = EngageListOptions & EngageSelectOptions

/** The path of a cart in the store API. */
export function cartAt(cartId: string): string {
  return `/store/carts/${encodeURIComponent(cartId)}`
}

/** The path of a cart's offers in the store API. */
export function offersOf(cartId: string): string {
  return `${cartAt(cartId)}/engage-promotions`
}
