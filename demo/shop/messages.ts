import type { SeededShop } from "../seed"

/** What the shop's process tells the command that started it. */
export type ShopMessage =
  | { type: "ready"; port: number; shop: SeededShop }
  | { type: "mail"; address: string; code: string }

/** What the command tells the shop's process to do, as one argument of JSON. */
export type ShopOrders = {
  /** 0: any free one. */
  port: number
}
