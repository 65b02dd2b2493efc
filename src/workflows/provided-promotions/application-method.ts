import type { CreatePromotionDTO } from "@medusajs/framework/types"

import type { Provided } from "../../modules/promotion-redemption/ledger/provided"

/** How the Medusa promotion for a value works. */
export function applicationMethodOf({
  value_type,
  value,
  currency_code,
}: Provided): CreatePromotionDTO["application_method"] & { type: string } {
  return {
    type: value_type === "PERCENT" ? "percentage" : "fixed",
    target_type: "items",
    allocation: "across",
    value,
    ...(currency_code && { currency_code }),
  }
}
