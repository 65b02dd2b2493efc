import { z } from "@medusajs/framework/zod"

import { toPathSegment } from "./assignment-id"
import type { EngageRedemptionChannel } from "./types"

/**
 * Every address of Engage's that the plugin calls, below the base address.
 * The vendor's page names a second address for redeeming; a tenant that needs
 * it replaces this one with the option `endpoints`.
 */
export const DEFAULT_ENDPOINTS = {
  /** Source: Engage docs, "Redeem a promotion". */
  redeem: "/api/v3/promotion-assignments/{assignmentId}/redeem",
  /** Source: Engage docs, "Get promotions for contact". No v3 is published. */
  contactPromotions: "/api/v2/contacts/{contactId}/promotions",
  /** Source: Engage docs, "Find contact". */
  contactId: "/api/v3/contacts/id",
  /** Source: Engage docs, "Assign a promotion". */
  assign: "/api/v3/promotion-assignments",
  /** Source: Engage docs, "Create a promotion". */
  createDraft: "/api/v2/promotions/multichannels",
} as const

/** The addresses in use, one a call. */
export type EngageEndpoints = Record<keyof typeof DEFAULT_ENDPOINTS, string>

/** Path segments of visible ASCII; no query, hash or backslash. */
const PATH = /^(?:\/(?:(?![?#\\{}])[!-.0-~])+)+$/

function endpointSchema(name: keyof EngageEndpoints) {
  const placeholder = /\{\w+\}/.exec(DEFAULT_ENDPOINTS[name])?.[0]
  const error =
    'a path that starts with "/"' +
    (placeholder ? ` and contains ${placeholder} once` : "") +
    ", without query, hash or dot segments"

  return z
    .string({ error })
    .refine(
      (path) => {
        const parts = placeholder ? path.split(placeholder) : [path]
        const filled = parts.join("x")

        return (
          parts.length === (placeholder ? 2 : 1) &&
          PATH.test(filled) &&
          !/\/\.{1,2}(?:\/|$)/.test(decodeDots(filled))
        )
      },
      { error }
    )
    .default(DEFAULT_ENDPOINTS[name])
}

/** `%2e` is a dot to whoever resolves the path behind us. */
function decodeDots(path: string): string {
  return path.replace(/%2e/gi, ".")
}

/** The option `endpoints`: any of the addresses replaced, the rest as above. */
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

/** How a contact is looked up. */
export type ContactKey = { email: string } | { customKey: string }

/** Where to redeem an assignment. @throws MedusaError for an unfit id. */
export function redeemPath(endpoints: EngageEndpoints, assignmentId: string) {
  const id = toPathSegment(assignmentId)

  return endpoints.redeem.replace("{assignmentId}", id)
}

/**
 * Where to list a contact's promotions, of one channel or of all.
 * @throws MedusaError for an unfit id.
 */
export function contactPromotionsPath(
  endpoints: EngageEndpoints,
  contactId: string,
  channel?: EngageRedemptionChannel | null
) {
  const id = toPathSegment(contactId)
  const path = endpoints.contactPromotions.replace("{contactId}", id)

  return channel ? withQuery(path, { redemptionChannelType: channel }) : path
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

function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query).toString()}`
}
