import "server-only"

import { revalidateTag } from "next/cache"
import { cookies } from "next/headers"

import { CACHE_ID, CART_ID, TOKEN } from "@/lib/cookie-names"

/** As long as Medusa's token is good for by default. */
const A_DAY = 24 * 60 * 60

const KEPT = {
  httpOnly: true,
  sameSite: "lax" as const,
  secure: process.env.NODE_ENV === "production",
}

/** Says whose a call is; nothing for a guest. */
export async function getAuthHeaders(): Promise<{ authorization?: string }> {
  const token = (await cookies()).get(TOKEN)?.value
  return token ? { authorization: `Bearer ${token}` } : {}
}

export async function setAuthToken(token: string) {
  const jar = await cookies()
  jar.set(TOKEN, token, { ...KEPT, maxAge: A_DAY })
}

export async function removeAuthToken() {
  const jar = await cookies()
  jar.delete(TOKEN)
}

export async function getCartId(): Promise<string | undefined> {
  return (await cookies()).get(CART_ID)?.value
}

export async function setCartId(id: string) {
  const jar = await cookies()
  jar.set(CART_ID, id, { ...KEPT, maxAge: 7 * A_DAY })
}

export async function removeCartId() {
  const jar = await cookies()
  jar.delete(CART_ID)
}

/** What is cached for one visitor. */
export type Tag = "carts" | "customers" | "orders"

/** Fetches what one visitor is shown: cached until `revalidate` is called. */
export async function cachedAs(tag: Tag) {
  const id = (await cookies()).get(CACHE_ID)?.value
  return id
    ? { cache: "force-cache" as const, next: { tags: [`${tag}-${id}`] } }
    : { cache: "no-store" as const }
}

/** Forgets what was cached for this visitor. For server actions. */
export async function revalidate(...tags: Tag[]) {
  const id = (await cookies()).get(CACHE_ID)?.value
  for (const tag of tags) {
    revalidateTag(`${tag}-${id}`)
  }
}
