import { isAssignmentId, ONE_LINE } from "./ids"
import type { EngagePromotion, EngagePromotionChannel } from "./types"

/** A contact with more assignments than this is a mistake or an attack. */
export const MAX_PROMOTIONS = 10_000

/** The content of one answer to a list. */
export type PromotionsPage = {
  /** Without the elements that have no usable id. */
  promotions: EngagePromotion[]
  /** The number of all elements, including the elements left out. */
  elements: number
  /** The number of elements on all pages; null for a list that gives none. */
  total: number | null
}

/**
 * The assignments in the body of an answer: a bare array, or a page
 * `{ items, totalCount, offset, count }`. Null for any other form, and for more
 * than 10,000 assignments: a part of a list must never be taken for the whole.
 *
 * Engage's answers may gain fields without warning, and any field may be missing:
 * an odd field becomes null. Read by hand and not by a schema: a schema takes
 * minutes over five megabytes of odd elements, and the shop stands still.
 */
export function parsePage(body: string): PromotionsPage | null {
  const content = parseJson(body)
  const total = Array.isArray(content) ? null : fieldOf(content, "totalCount")
  const elements = total === null ? content : fieldOf(content, "items")
  if (!Array.isArray(elements) || !isTotal(total)) {
    return null
  }

  const promotions: EngagePromotion[] = []
  for (const element of elements) {
    const promotion = parsePromotion(element)
    if (promotion && promotions.push(promotion) > MAX_PROMOTIONS) {
      return null
    }
  }

  return { promotions, elements: elements.length, total }
}

function isTotal(value: unknown): value is number | null {
  return value === null || (Number.isSafeInteger(value) && Number(value) >= 0)
}

/** A field by its name in any letter case. */
export function fieldOf(content: unknown, name: string): unknown {
  // Undefined and not null: null stands for the total of a bare array.
  return inAnyCase(content)(name) ?? undefined
}

function parsePromotion(element: unknown): EngagePromotion | null {
  const given = inAnyCase(element)
  const id = idOf(given("id"))
  if (!isAssignmentId(id)) {
    return null
  }
  const redeemed = given("redeemed")

  return {
    id,
    promotionId: idOf(given("promotionId")),
    externalId: idOf(given("externalId")),
    type: textOf(given("type")),
    name: textOf(given("name")),
    heading: textOf(given("heading")),
    description: textOf(given("description")),
    imageUrl: textOf(given("imageUrl")),
    link: textOf(given("link")),
    expiresOn: dateOf(given("expiresOn")),
    redeemed: typeof redeemed === "boolean" ? redeemed : null,
    redeemedOn: dateOf(given("redeemedOn")),
    redemptionChannels: listOf(given("redemptionChannels")).flatMap(
      (channel) => parseChannel(channel) ?? []
    ),
  }
}

function parseChannel(element: unknown): EngagePromotionChannel | null {
  const given = inAnyCase(element)
  const type = textOf(given("type"))

  return type === null
    ? null
    : {
        type,
        // Documented in capitals; other letter cases mean the same.
        valueType: textOf(given("valueType"))?.toUpperCase() ?? null,
        value: valueOf(given("value")),
        localValues: listOf(given("localValues")),
        instruction: textOf(given("instruction")),
      }
}

/**
 * Reads an object's fields by name, in the documented letter case or any other.
 * Without this, a list in another letter case would look empty, and an assignment
 * missing from a list counts as used or gone.
 */
function inAnyCase(element: unknown): (name: string) => unknown {
  const fields = fieldsOf(element)
  let others: Map<string, unknown> | null = null

  return (name) => {
    const value = fields[name]
    if (value !== undefined) {
      return value
    }
    others ??= new Map(
      Object.entries(fields).map(([key, it]) => [key.toLowerCase(), it])
    )
    return others.get(name.toLowerCase())
  }
}

function fieldsOf(element: unknown): Record<string, unknown> {
  return typeof element === "object" && element !== null
    ? (element as Record<string, unknown>)
    : {}
}

/** A blank text says as little as a missing one. */
function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() ? value : null
}

/** .NET writes a date that was never set as the first day of the year 1. */
const NEVER_SET = /^\s*0001-01-01/

function dateOf(value: unknown): string | null {
  const text = textOf(value)
  return text && !NEVER_SET.test(text) ? text : null
}

/** A number beyond 2^53 has lost digits in parsing: no id any more. */
function idOf(value: unknown): string | null {
  const id = Number.isSafeInteger(value) ? String(value) : value

  return typeof id === "string" && ONE_LINE.test(id) ? id : null
}

/** A text is the code of a price rule. */
function valueOf(value: unknown): unknown {
  return typeof value === "string" && !ONE_LINE.test(value)
    ? null
    : (value ?? null)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** A body's content; undefined if the body is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
