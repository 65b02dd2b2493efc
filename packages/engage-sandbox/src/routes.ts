import { assign } from "./operations/assign"
import { createDraft } from "./operations/create-draft"
import { findContact } from "./operations/find-contact"
import { findDraft } from "./operations/find-draft"
import { listPromotions } from "./operations/list-promotions"
import { redeem } from "./operations/redeem"
import type { Operation } from "./operations/operation"
import type { SandboxOperation } from "./types"

/** One address of Engage. A group in the pattern is the id in the address. */
interface EngageRoute {
  method: "GET" | "POST"
  pattern: RegExp
  operation: SandboxOperation
  run: Operation
}

/**
 * Source: Seed, Docs and SDK; see the operations themselves. Addresses are
 * compared without regard to letter case, as ASP.NET does (Inferred). API v2
 * documents no address to assign at.
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

/** Where a call goes, or why it goes nowhere. */
export type EngageMatch =
  | { found: true; route: EngageRoute; id: string }
  | { found: false; allow: string | null }

/** Finds the address. `allow` names the methods when only that was wrong. */
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

/** A part of an address, decoded; as it is when it cannot be. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
