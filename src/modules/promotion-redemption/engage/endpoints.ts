import { z } from "@medusajs/framework/zod"

import { toPathSegment } from "./ids"
import type { EngageRedemptionChannel } from "./types"

/** The addresses in use, one a call, each below the base address. */
export type EngageEndpoints = {
  /**
   * Redeems an assignment. `{assignmentId}`, `{promotionId}` and `{id}` name the
   * same value here: the assignment's id. Engage's own pages use all three names.
   */
  redeem: string
  /** Lists a contact's assignments. `{contactId}` or `{id}`: the contact's id. */
  contactPromotions: string
  /** Finds a contact's id by a key in its query. */
  contactId: string
  /** Assigns a promotion to a contact. */
  assign: string
  /** Creates a draft; with `?externalId=` a GET finds a draft. */
  createDraft: string
}

/** The versions of Engage's API whose addresses are known. */
export const ENGAGE_APIS = ["v2", "v3"] as const

/** A version of {@link ENGAGE_APIS}. */
export type EngageApi = (typeof ENGAGE_APIS)[number]

const V3 = {
  /** Source: Engage docs, "Redeem a promotion". */
  redeem: "/api/v3/promotion-assignments/{assignmentId}/redeem",
  /** Source: Engage docs, "Promotions flow" (an excerpt). */
  contactPromotions: "/api/v3/promotion-assignments?contactId={contactId}",
  /** Source: Engage docs, "Find contact". */
  contactId: "/api/v3/contacts/id",
  /** Source: Engage docs, "Assign a promotion". */
  assign: "/api/v3/promotion-assignments",
  /** Source: Engage docs, "Create a promotion". */
  createDraft: "/api/v3/promotions/multichannels",
} as const satisfies EngageEndpoints

const V2 = {
  /** Source: the public SDK of API v2. */
  redeem: "/api/v2/promotions/codes/{promotionId}/redeem",
  /** Source: Engage docs, "Get promotions for contact". */
  contactPromotions: "/api/v2/contacts/{contactId}/promotions",
  /** Source: the public SDK of API v2. */
  contactId: "/api/v2/contacts/id",
  /** API v2 documents no address for assigning. */
  assign: V3.assign,
  /** Source: Engage docs, "Create a promotion". */
  createDraft: "/api/v2/promotions/multichannels",
} as const satisfies EngageEndpoints

/** The documented addresses of each version, for the option `api`. */
export const API_ENDPOINTS: Record<EngageApi, EngageEndpoints> = {
  v2: V2,
  v3: V3,
}

/**
 * Without the option `api`: for each call the best documented address, as only
 * excerpts of the v3 list and the v3 draft are known.
 */
export const DEFAULT_ENDPOINTS = {
  ...V3,
  contactPromotions: V2.contactPromotions,
  createDraft: V2.createDraft,
} as const satisfies EngageEndpoints

/** Placeholders for an id in an address. All of a row name the same value. */
const PLACEHOLDERS: Partial<Record<keyof EngageEndpoints, readonly string[]>> =
  {
    redeem: ["{assignmentId}", "{promotionId}", "{id}"],
    contactPromotions: ["{contactId}", "{id}"],
  }

/** Path segments of visible ASCII; no query, hash or backslash. */
const PATH = /^(?:\/(?:(?![?#\\{}])[!-.0-~])+)+$/

/** `name=value` pairs of characters that need no encoding in a query. */
const QUERY =
  /^[\w.~%-]+=[\w.~%:@!$'()*,;/-]*(?:&[\w.~%-]+=[\w.~%:@!$'()*,;/-]*)*$/

/** A percent sign that begins no encoded character. */
const BAD_PERCENT = /%(?![0-9a-f]{2})/i

function endpointSchema(name: keyof EngageEndpoints) {
  const names = PLACEHOLDERS[name]
  const error =
    'an address below baseUrl that starts with "/"' +
    (names ? ` and contains ${names.join(" or ")} once` : "") +
    ", a path with or without a query such as ?a=b, without hash or dot segments"

  return z
    .string({ error })
    .refine((address) => isAddress(address, names), { error })
    .optional()
}

function isAddress(address: string, names: readonly string[] = []): boolean {
  const found = address.match(/\{\w*\}/g) ?? []
  if (
    found.length !== (names.length ? 1 : 0) ||
    !found.every((placeholder) => names.includes(placeholder))
  ) {
    return false
  }
  // In a query the placeholder is a whole value, and no name.
  if (/\?.*\{/.test(address) && !/=\{\w+\}(?:&|$)/.test(address)) {
    return false
  }
  const filled = found[0] ? address.replace(found[0], "x") : address
  const mark = filled.indexOf("?")
  const path = mark < 0 ? filled : filled.slice(0, mark)

  return (
    PATH.test(path) &&
    (mark < 0 || QUERY.test(filled.slice(mark + 1))) &&
    !BAD_PERCENT.test(filled) &&
    !/\/\.{1,2}(?:\/|$)/.test(decoded(path))
  )
}

/** The path as a server reads it that decodes dots and slashes. */
function decoded(path: string): string {
  return path.replace(/%2e/gi, ".").replace(/%2f|%5c/gi, "/")
}

/** The option `endpoints`: single addresses to use instead of the set's. */
export const endpointsSchema = z.strictObject(
  {
    redeem: endpointSchema("redeem"),
    contactPromotions: endpointSchema("contactPromotions"),
    contactId: endpointSchema("contactId"),
    assign: endpointSchema("assign"),
    createDraft: endpointSchema("createDraft"),
  },
  { error: "an object" }
)

/** The shop's set of addresses, with the addresses that the shop replaces. */
export function endpointsFor(
  api: EngageApi | undefined,
  replaced: Partial<EngageEndpoints> = {}
): EngageEndpoints {
  const set = api ? API_ENDPOINTS[api] : DEFAULT_ENDPOINTS
  return {
    redeem: replaced.redeem ?? set.redeem,
    contactPromotions: replaced.contactPromotions ?? set.contactPromotions,
    contactId: replaced.contactId ?? set.contactId,
    assign: replaced.assign ?? set.assign,
    createDraft: replaced.createDraft ?? set.createDraft,
  }
}

/** How a contact is looked up. */
export type ContactKey = { email: string } | { customKey: string }

/** Where to redeem an assignment. @throws MedusaError for an unfit id. */
export function redeemPath(endpoints: EngageEndpoints, assignmentId: string) {
  return withId(endpoints, "redeem", assignmentId)
}

/** Where a page of a list begins, and how many assignments to give. */
export type PageOf = { offset: number; count: number }

/**
 * Where to list a contact's promotions, of one channel or of all.
 * @throws MedusaError for an unfit id.
 */
export function contactPromotionsPath(
  endpoints: EngageEndpoints,
  contactId: string,
  channel?: EngageRedemptionChannel | null,
  page?: PageOf
) {
  return withQuery(withId(endpoints, "contactPromotions", contactId), {
    ...(channel && { redemptionChannelType: channel }),
    ...(page && { offset: `${page.offset}`, count: `${page.count}` }),
  })
}

/** Where to look up a contact's id. The query is personal: do not log it. */
export function contactIdPath(
  endpoints: EngageEndpoints,
  by: ContactKey,
  contactType?: string
) {
  return withQuery(endpoints.contactId, {
    ...by,
    ...(contactType ? { contactType } : {}),
  })
}

/** Where to find a draft by its `externalId`. */
export function draftPath(endpoints: EngageEndpoints, externalId: string) {
  return withQuery(endpoints.createDraft, { externalId })
}

function withId(
  endpoints: EngageEndpoints,
  name: "redeem" | "contactPromotions",
  id: string
): string {
  const segment = toPathSegment(id)
  const placeholder = PLACEHOLDERS[name]?.find((it) =>
    endpoints[name].includes(it)
  )
  return endpoints[name].replace(placeholder ?? "", () => segment)
}

/** Adds parameters to an address and replaces those that the address has. */
function withQuery(address: string, added: Record<string, string>): string {
  const ours = new URLSearchParams(added)
  const [path = "", own = ""] = address.split("?")
  const taken = new Set([...ours.keys()].map((name) => name.toLowerCase()))
  const kept = own
    .split("&")
    .filter((pair) => pair && !taken.has(nameOf(pair).toLowerCase()))
  const query = [...kept, ours.toString()].filter(Boolean).join("&")

  return query ? `${path}?${query}` : path
}

/** The decoded name of a `name=value` pair. */
function nameOf(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? ""
}
