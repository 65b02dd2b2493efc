import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { pluginPromotionFor } from "../plugin-promotions"

it("says that it is under way when others make the promotion for too long", async () => {
  const resolved: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: {
      ledger: { findPluginPromotion: async () => null },
    },
    [Modules.LOCKING]: {
      execute: async () => {
        throw new Error("Timed-out acquiring lock.")
      },
    },
  }
  const container = {
    resolve: (name: string) => resolved[name],
  } as unknown as MedusaContainer

  await expect(
    pluginPromotionFor(
      container,
      {
        engage_promotion_id: "promotion",
        value_type: "PERCENT",
        value: 10,
        currency_code: null,
        is_tax_inclusive: false,
      },
      "10 % off"
    )
  ).rejects.toMatchObject({ code: "redemption_in_progress" })
})
