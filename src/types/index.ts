import type { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../modules/promotion-redemption/service"

export * from "./promotion-redemption"
export * from "../errors/catalogue"
export * from "../errors/reasons"
export * from "./http"
export * from "./admin-http"

/** The plugin's options, for `satisfies` in a shop's `medusa-config.ts`. */
export type { PluginOptionsInput as VoyadoEngageOptions } from "../modules/promotion-redemption/options"

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [PROMOTION_REDEMPTION_MODULE]: PromotionRedemptionModuleService
  }
}
