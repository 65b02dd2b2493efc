import type { SeededShop } from "../seed"
import type { PromotionRedemptionEvent } from "../../src/workflows/announce"

/** Messages from the shop's process to the command that started it. */
export type ShopMessage =
  | { type: "ready"; port: number; shop: SeededShop }
  | { type: "mail"; address: string; code: string }
  | ({ type: "event" } & ShopEvent)

/** A plugin event, as a subscriber in the shop's process received it. */
export type ShopEvent = { name: string; data: PromotionRedemptionEvent }

/** The command's instructions to the shop's process, as a JSON argument. */
export type ShopOrders = {
  /** 0: any free port. */
  port: number
  /** The folder of the shop's `medusa-config`. */
  directory: string
  /** The example storefront's address, if used. */
  storefrontUrl?: string
}
