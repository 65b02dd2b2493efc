import "server-only"

import type { HttpTypes } from "@medusajs/types"

import { statusOf } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { cachedAs, getAuthHeaders } from "./cookies"

/** The customer's orders, newest first. */
export async function listOrders(): Promise<HttpTypes.StoreOrder[]> {
  const { orders } = await sdk.client.fetch<HttpTypes.StoreOrderListResponse>(
    "/store/orders",
    {
      ...(await cachedAs("orders")),
      query: { order: "-created_at" },
      headers: await getAuthHeaders(),
    }
  )
  return orders
}

/** One order; null if there is none with that id. */
export async function retrieveOrder(
  id: string
): Promise<HttpTypes.StoreOrder | null> {
  try {
    const { order } = await sdk.client.fetch<HttpTypes.StoreOrderResponse>(
      `/store/orders/${encodeURIComponent(id)}`,
      { ...(await cachedAs("orders")), headers: await getAuthHeaders() }
    )
    return order
  } catch (error) {
    if (statusOf(error) === 404) {
      return null
    }
    throw error
  }
}
