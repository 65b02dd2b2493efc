import type {
  StoreEngagePromotion,
  StoreEngagePromotionListResponse,
} from "../../../src/types/http"
import { refusalOf } from "./error"
import {
  withCodes,
  type EngageClient,
  type EngageRequestOptions,
  type EngageSelectOptions,
} from "./sdk"

/** Lists the offers at an address of the shop's. */
export async function list(
  sdk: EngageClient,
  path: string,
  options?: EngageRequestOptions
): Promise<StoreEngagePromotion[]> {
  const { engage_promotions } = await request<StoreEngagePromotionListResponse>(
    sdk,
    path,
    options
  )
  return engage_promotions
}

/** Asks for what is somebody's own, and true for a moment: no cache may keep it. */
export async function request<T>(
  { client }: EngageClient,
  path: string,
  { headers, query }: EngageSelectOptions = {},
  init?: { method: string; body?: Record<string, unknown> }
): Promise<T> {
  try {
    return await client.fetch<T>(path, {
      ...init,
      query,
      headers: withCodes(headers),
      cache: "no-store",
    })
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** Where a cart's offers are. */
export function offersOf(cartId: string): string {
  return `/store/carts/${encodeURIComponent(cartId)}/engage-promotions`
}
