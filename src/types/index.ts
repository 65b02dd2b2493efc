import "./module-implementations"
export * from "./promotion-redemption"
export * from "../errors/catalogue"
export * from "../errors/reasons"
export * from "./http"
export * from "./admin-http"

/** The plugin's options, for `satisfies` in a shop's `medusa-config.ts`. */
export type { PluginOptionsInput as VoyadoEngageOptions } from "../modules/promotion-redemption/options"
