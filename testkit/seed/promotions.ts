import type { MedusaContainer } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { OFFERS, PUBLIC_CODE } from "./norrsken"

/**
 * Makes the promotions behind the offers, by the codes in Engage, and a public code.
 */
export async function seedPromotions(
  container: MedusaContainer
): Promise<void> {
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code: OFFERS.tenPercent.code,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            target_type: "items",
            allocation: "across",
            value: 10,
          },
        },
        {
          code: OFFERS.threeHundred.code,
          type: "standard",
          status: "active",
          application_method: {
            type: "fixed",
            target_type: "order",
            value: 300,
            currency_code: "sek",
          },
        },
        {
          code: OFFERS.freeDelivery.code,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            target_type: "shipping_methods",
            allocation: "each",
            max_quantity: 1,
            value: 100,
          },
        },
        {
          code: PUBLIC_CODE.code,
          type: "standard",
          status: "active",
          application_method: {
            type: "fixed",
            target_type: "order",
            value: PUBLIC_CODE.sek,
            currency_code: "sek",
          },
        },
      ],
    },
  })
}
