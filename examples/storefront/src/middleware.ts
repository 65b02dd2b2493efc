import { NextResponse, type NextRequest } from "next/server"

import { CACHE_ID } from "@/lib/cookie-names"

const A_DAY = 24 * 60 * 60

/**
 * Gives every visitor an id of their own: what is cached for them is tagged with
 * it, so that a change of one visitor's cart empties nobody else's cache.
 */
export function middleware(request: NextRequest) {
  const response = NextResponse.next()
  if (!request.cookies.has(CACHE_ID)) {
    response.cookies.set(CACHE_ID, crypto.randomUUID(), {
      httpOnly: true,
      sameSite: "lax",
      maxAge: A_DAY,
    })
  }
  return response
}

export const config = {
  matcher: ["/((?!_next/|.*\\.svg$).*)"],
}
