import { Module } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "./key"
import PromotionRedemptionModuleService from "./service"

export { PROMOTION_REDEMPTION_MODULE }

export default Module(PROMOTION_REDEMPTION_MODULE, {
  service: PromotionRedemptionModuleService,
})
