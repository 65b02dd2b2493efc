import "server-only"

import {
  listCustomerEngagePromotions,
  listEngagePromotions,
  listOrderEngagePromotions,
} from "medusa-plugin-voyado-engage-storefront"
import { cache } from "react"

import { sdk } from "@/lib/sdk"
import { settings } from "@/lib/settings"
import { getAuthHeaders } from "./cookies"

const { locale } = settings

/** The customer's offers, and where each stands on the cart. Never throws. */
export const retrieveCartOffers = cache(async (cartId: string) =>
  listEngagePromotions(sdk, cartId, { headers: await getAuthHeaders(), locale })
)

/** The customer's offers without a cart. Never throws. */
export const retrieveMyOffers = cache(async () =>
  listCustomerEngagePromotions(sdk, { headers: await getAuthHeaders(), locale })
)

/** The offers of an order, by code and name. Never throws. */
export const listOrderOffers = cache(async (orderId: string) =>
  listOrderEngagePromotions(sdk, orderId, { headers: await getAuthHeaders() })
)
