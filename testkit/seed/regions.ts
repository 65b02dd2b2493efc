import type { MedusaContainer } from "@medusajs/framework/types"
import { createRegionsWorkflow } from "@medusajs/medusa/core-flows"

const REGIONS = [
  { name: "Sweden", currency_code: "sek", countries: ["se"] },
  { name: "Europe", currency_code: "eur", countries: ["de", "fi", "nl"] },
]

/**
 * Makes the regions of the shop, with Medusa's own test payment provider and no tax.
 */
export async function seedRegions(container: MedusaContainer): Promise<void> {
  await createRegionsWorkflow(container).run({
    input: {
      regions: REGIONS.map((region) => ({
        ...region,
        automatic_taxes: false,
        payment_providers: ["pp_system_default"],
      })),
    },
  })
}
