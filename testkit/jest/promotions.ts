import type {
  CreatePromotionDTO,
  MedusaContainer,
  UpdatePromotionDTO,
} from "@medusajs/framework/types"
import {
  createPromotionsWorkflow,
  updatePromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

/**
 * The codes of the seeded shop's promotions. Engage's sample uses "10056" as the id
 * of a price rule, so most tests use "10056".
 */
export const offerCodes = [
  /** 10 % off the shirt and the mug. */
  "10056",
  /** 30 euros off the order. */
  "30-OFF",
  /** 5 euros off each mug. */
  "MUG-5",
  "FREE-SHIPPING",
  /** Only for orders in a currency that the test shop does not have. */
  "DOLLARS-ONLY",
  "AUTOMATIC",
  "DRAFT",
  /** Makes everything free, and shipping too when used with FREE-SHIPPING. */
  "ALL-FREE",
] as const

/** One of {@link offerCodes}. */
export type OfferCode = (typeof offerCodes)[number]

/** A promotion: by default 10 % off all items, for every customer with the code. */
export function createPromotion(
  code: string,
  overrides: Partial<CreatePromotionDTO> = {}
): CreatePromotionDTO {
  return {
    code,
    type: "standard",
    status: "active",
    is_automatic: false,
    application_method: {
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value: 10,
    },
    ...overrides,
  }
}

const PROMOTIONS: Record<OfferCode, Partial<CreatePromotionDTO>> = {
  "10056": {},
  "30-OFF": {
    application_method: {
      type: "fixed",
      target_type: "order",
      value: 30,
      currency_code: "eur",
    },
  },
  "MUG-5": {
    application_method: {
      type: "fixed",
      target_type: "items",
      allocation: "each",
      max_quantity: 10,
      value: 5,
      currency_code: "eur",
      target_rules: [
        { attribute: "items.variant_sku", operator: "eq", values: ["MUG"] },
      ],
    },
  },
  "FREE-SHIPPING": {
    application_method: {
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "each",
      max_quantity: 1,
      value: 100,
    },
  },
  "DOLLARS-ONLY": {
    rules: [{ attribute: "currency_code", operator: "eq", values: ["usd"] }],
  },
  AUTOMATIC: {
    is_automatic: true,
    rules: [{ attribute: "currency_code", operator: "eq", values: ["usd"] }],
  },
  DRAFT: { status: "draft" },
  "ALL-FREE": {
    application_method: {
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value: 100,
    },
  },
}

/** Creates promotions as staff do. @returns their ids, in the same order. */
export async function addPromotions(
  container: MedusaContainer,
  promotionsData: CreatePromotionDTO[]
): Promise<string[]> {
  const { result } = await createPromotionsWorkflow(container).run({
    input: { promotionsData },
  })
  // Medusa answers in another order than it was asked.
  const ids = new Map(result.map(({ id, code }) => [code, id]))
  return promotionsData.map(({ code }) => String(ids.get(code)))
}

/** Changes a promotion as staff do. */
export function changePromotion(
  container: MedusaContainer,
  id: string,
  changes: Omit<UpdatePromotionDTO, "id">
) {
  return updatePromotionsWorkflow(container).run({
    input: { promotionsData: [{ id, ...changes }] },
  })
}

/** Creates the promotions of {@link offerCodes} and returns their ids by code. */
export async function seedPromotions(
  container: MedusaContainer
): Promise<Record<OfferCode, string>> {
  const ids = await addPromotions(
    container,
    offerCodes.map((code) => createPromotion(code, PROMOTIONS[code]))
  )
  return Object.fromEntries(
    offerCodes.map((code, nth) => [code, ids[nth]])
  ) as Record<OfferCode, string>
}
