import { assign } from "./operations/assign"
import { createDraft } from "./operations/create-draft"
import { findContact } from "./operations/find-contact"
import { findDraft } from "./operations/find-draft"
import { listPromotions } from "./operations/list-promotions"
import { redeem } from "./operations/redeem"
import type { Operation } from "./operations/operation"
import type { SandboxOperation } from "./types"

/** An address of Engage. The pattern's group is the id in the address. */
interface EngageRoute {
  method: "GET" | "POST"
  pattern: RegExp
  operation: SandboxOperation
  run: Operation
}

/**
 * Source: Seed, Docs and SDK; see the operations. Addresses are compared without
 * regard to letter case, as ASP.NET does (Inferred). API v2 documents no address for
 * assigning.
 */
const ENGAGE_ROUTES: EngageRoute[] = [
  {
    method: "POST",
    pattern: /^\/api\/v3\/promotion-assignments\/([^/]+)\/redeem$/i,
    operation: "redeem",
    run: redeem,
  },
  {
    method: "POST",
    pattern: /^\/api\/v[23]\/promotions\/codes\/([^/]+)\/redeem$/i,
    operation: "redeem",
    run: redeem,
  },
  {
    method: "GET",
    pattern: /^\/api\/v2\/contacts\/([^/]+)\/promotions$/i,
    operation: "list",
    run: listPromotions,
  },
  {
    method: "GET",
    pattern: /^\/api\/v3\/promotion-assignments$/i,
    operation: "list",
    run: listPromotions,
  },
  {
    method: "GET",
    pattern: /^\/api\/v[23]\/contacts\/id$/i,
    operation: "find_contact",
    run: findContact,
  },
  {
    method: "POST",
    pattern: /^\/api\/v3\/promotion-assignments$/i,
    operation: "assign",
    run: assign,
  },
  {
    method: "POST",
    pattern: /^\/api\/v[23]\/promotions\/multichannels$/i,
    operation: "draft",
    run: createDraft,
  },
  {
    method: "GET",
    pattern: /^\/api\/v[23]\/promotions\/multichannels(?:\/([^/]+))?$/i,
    operation: "find_draft",
    run: findDraft,
  },
]

/** The route of a call, or why the call has no route. */
export type EngageMatch =
  | { found: true; route: EngageRoute; id: string }
  | { found: false; allow: string | null }

/**
 * Finds the route. `allow` names the allowed methods if only the method was wrong.
 */
export function matchEngageRoute(method: string, path: string): EngageMatch {
  const allowed: string[] = []
  for (const route of ENGAGE_ROUTES) {
    const match = route.pattern.exec(path)
    if (match && route.method === method) {
      return { found: true, route, id: decodeSegment(match[1] ?? "") }
    }
    if (match) {
      allowed.push(route.method)
    }
  }
  return { found: false, allow: allowed.sort().join(", ") || null }
}

/** Decodes a segment of a path; an invalid segment stays unchanged. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
