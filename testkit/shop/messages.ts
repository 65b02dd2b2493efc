import type { SeededShop } from "../seed"
import type { PromotionRedemptionEvent } from "../../src/workflows/announce"

/** What the shop's process tells the command that started it. */
export type ShopMessage =
  | { type: "ready"; port: number; shop: SeededShop }
  | { type: "mail"; address: string; code: string }
  | ({ type: "event" } & ShopEvent)

/** An event of the plugin that a subscriber in the shop's process was given. */
export type ShopEvent = { name: string; data: PromotionRedemptionEvent }

/** What the command tells the shop's process to do, as one argument of JSON. */
export type ShopOrders = {
  /** 0: any free one. */
  port: number
  /** Where its `medusa-config` is. */
  directory: string
  /** Where the example storefront is, if there is one. */
  storefrontUrl?: string
}
