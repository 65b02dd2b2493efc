"use server"

import {
  applyEngagePromotion,
  removeEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"

import { type Result } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { settings } from "@/lib/settings"
import { getAuthHeaders, getCartId, revalidate } from "./cookies"

/** Applies an offer to the cart; a refusal is a value with its sentence. */
export async function applyOffer(assignmentId: string): Promise<Result> {
  return change(applyEngagePromotion, assignmentId)
}

/** Takes an offer off the cart. */
export async function removeOffer(assignmentId: string): Promise<Result> {
  return change(removeEngagePromotion, assignmentId)
}

async function change(
  call: typeof applyEngagePromotion | typeof removeEngagePromotion,
  assignmentId: string
): Promise<Result> {
  const cartId = (await getCartId()) ?? ""
  const result = await call(sdk, cartId, assignmentId, {
    headers: await getAuthHeaders(),
    locale: settings.locale,
  })
  await revalidate("carts")
  // The pages take the cart from the cache: no need to send it along.
  return result.ok ? { ok: true } : { ok: false, sentence: result.sentence }
}
