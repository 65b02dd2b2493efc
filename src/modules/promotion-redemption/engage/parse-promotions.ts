import { isAssignmentId } from "./assignment-id"
import { ONE_LINE } from "./one-line"
import type { EngagePromotion, EngagePromotionChannel } from "./types"

/** A contact with more assignments than this is a mistake or an attack. */
const MAX_PROMOTIONS = 10_000

/**
 * The assignments in the body of an answer, or null when the body is not what
 * is documented, a bare array. Elements without a usable id are left out, and
 * what comes after the first 10,000.
 *
 * Engage's answers may gain fields without warning, and any field may be
 * missing: what is odd becomes null. Read by hand and not by a schema, which
 * takes minutes over five megabytes of odd elements, and the shop stands still.
 */
export function parsePromotions(body: string): EngagePromotion[] | null {
  const elements = parseJson(body)
  if (!Array.isArray(elements)) {
    return null
  }

  const promotions: EngagePromotion[] = []
  for (const element of elements) {
    const promotion = parsePromotion(element)
    if (promotion && promotions.push(promotion) === MAX_PROMOTIONS) {
      break
    }
  }

  return promotions
}

function parsePromotion(element: unknown): EngagePromotion | null {
  const given = fieldsOf(element)
  const id = idOf(given.id)
  if (!isAssignmentId(id)) {
    return null
  }

  return {
    id,
    promotionId: idOf(given.promotionId),
    externalId: idOf(given.externalId),
    type: textOf(given.type),
    name: textOf(given.name),
    heading: textOf(given.heading),
    description: textOf(given.description),
    imageUrl: textOf(given.imageUrl),
    link: textOf(given.link),
    expiresOn: textOf(given.expiresOn),
    redeemed: typeof given.redeemed === "boolean" ? given.redeemed : null,
    redeemedOn: textOf(given.redeemedOn),
    redemptionChannels: listOf(given.redemptionChannels).flatMap(
      (channel) => parseChannel(channel) ?? []
    ),
  }
}

function parseChannel(element: unknown): EngagePromotionChannel | null {
  const given = fieldsOf(element)
  const type = textOf(given.type)

  return type === null
    ? null
    : {
        type,
        valueType: textOf(given.valueType),
        value: valueOf(given.value),
        localValues: listOf(given.localValues),
        instruction: textOf(given.instruction),
      }
}

function fieldsOf(element: unknown): Record<string, unknown> {
  return typeof element === "object" && element !== null
    ? (element as Record<string, unknown>)
    : {}
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

/** A number beyond 2^53 has lost digits on its way: it is no id any more. */
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

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
