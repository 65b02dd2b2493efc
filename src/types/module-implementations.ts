import type { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../modules/promotion-redemption/service"

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [PROMOTION_REDEMPTION_MODULE]: PromotionRedemptionModuleService
  }
}
