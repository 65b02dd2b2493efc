import {
  withCodes,
  type EngageClient,
  type EngageListOptions,
  type EngageSelectOptions,
} from "./sdk"

/** Asks for what is somebody's own: no cache may keep it, unless told to. */
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

/** Where a cart is. */
export function cartAt(cartId: string): string {
  return `/store/carts/${encodeURIComponent(cartId)}`
}

/** Where a cart's offers are. */
export function offersOf(cartId: string): string {
  return `${cartAt(cartId)}/engage-promotions`
}
