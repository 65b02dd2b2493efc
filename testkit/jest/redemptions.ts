import { randomUUID } from "node:crypto"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PromotionRedemptionDTO } from "../../src/types/promotion-redemption"

/** A redemption for a test to insert; times as ISO 8601. */
export type RedemptionInput = {
  [
    Column in keyof PromotionRedemptionDTO
  ]?: Date extends PromotionRedemptionDTO[Column]
    ? string | null
    : PromotionRedemptionDTO[Column]
}

/**
 * Inserts a redemption directly into the ledger, for lists: by default `linked`,
 * with a new assignment of no contact, and no timer.
 */
export async function createRedemption(
  container: MedusaContainer,
  overrides: RedemptionInput = {}
): Promise<string> {
  const id = `promred_${randomUUID().replaceAll("-", "")}`
  await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)("promotion_redemption")
    .insert({
      id,
      assignment_id: randomUUID(),
      cart_id: `cart_${id}`,
      promotion_id: `promo_${id}`,
      promotion_code: "10056",
      channel: "ECOM",
      status: "linked",
      status_changed_at: "2026-01-01T00:00:00Z",
      status_changed_by: "customer",
      ...overrides,
    })
  return id
}
