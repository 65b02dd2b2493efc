import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { cache } from "react"

import { statusOf } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { cachedAs, getAuthHeaders } from "./cookies"

/** Who is signed in; null for a guest, and for a token that has expired. */
export const retrieveCustomer = cache(
  async (): Promise<HttpTypes.StoreCustomer | null> => {
    const headers = await getAuthHeaders()
    if (!headers.authorization) {
      return null
    }
    try {
      const { customer } =
        await sdk.client.fetch<HttpTypes.StoreCustomerResponse>(
          "/store/customers/me",
          { ...(await cachedAs("customers")), headers }
        )
      return customer
    } catch (error) {
      if (statusOf(error) === 401) {
        return null
      }
      throw error
    }
  }
)
