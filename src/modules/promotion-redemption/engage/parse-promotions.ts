import { z } from "@medusajs/framework/zod"

import { assignmentIdSchema } from "./assignment-id"
import type { EngagePromotion, EngagePromotionChannel } from "./types"

// Engage's answers may gain fields without warning, and any field may be
// missing: what is odd becomes null, and only an id that cannot be used costs
// an assignment its place in the list.
const text = z.string().nullable().catch(null)
const flag = z.boolean().nullable().catch(null)
const list = z.array(z.unknown()).catch([])

/** A number beyond 2^53 has lost digits on its way: it is no id any more. */
const idNumber = z.number().int().transform(String)
const idText = z.union([z.string(), idNumber]).nullable().catch(null)
const usableId = z.union([z.string(), idNumber]).pipe(assignmentIdSchema)

const channelSchema = z.object({
  type: z.string(),
  valueType: text,
  value: z.unknown(),
  localValues: list,
  instruction: text,
})

const promotionSchema = z.object({
  id: usableId,
  promotionId: idText,
  externalId: idText,
  type: text,
  name: text,
  heading: text,
  description: text,
  imageUrl: text,
  link: text,
  expiresOn: text,
  redeemed: flag,
  redeemedOn: text,
  redemptionChannels: list.transform(parseChannels),
})

/**
 * The assignments in the body of an answer, or null when the body is not what
 * is documented, a bare array. Elements without a usable id are left out.
 */
export function parsePromotions(body: string): EngagePromotion[] | null {
  const elements = parseJson(body)
  if (!Array.isArray(elements)) {
    return null
  }

  return elements.flatMap((element) => {
    const promotion = promotionSchema.safeParse(element)

    return promotion.success ? [promotion.data] : []
  })
}

function parseChannels(elements: unknown[]): EngagePromotionChannel[] {
  return elements.flatMap((element) => {
    const channel = channelSchema.safeParse(element)
    if (!channel.success) {
      return []
    }

    return [{ ...channel.data, value: channel.data.value ?? null }]
  })
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
