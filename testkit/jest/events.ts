import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import {
  PromotionRedemptionEvents,
  type PromotionRedemptionEvent,
} from "../../src/workflows/announce"

/** An event of the plugin's as a subscriber of the shop's gets it. */
export type SeenEvent = { name: string; data: PromotionRedemptionEvent }

/** Subscribes to every event of the plugin's. */
export class EventRecorder {
  private seen: SeenEvent[] = []
  /** How many orders the shop was told of. */
  ordersPlaced = 0

  subscribe(container: MedusaContainer): void {
    const bus = container.resolve(Modules.EVENT_BUS)
    bus.subscribe("order.placed", async () => {
      this.ordersPlaced++
    })
    for (const name of Object.values(PromotionRedemptionEvents)) {
      bus.subscribe(name, async (event) => {
        this.seen.push({ name, data: event.data as PromotionRedemptionEvent })
      })
    }
  }

  clear(): void {
    this.seen = []
    this.ordersPlaced = 0
  }

  /** What was said of a cart, oldest first. */
  of(cartId: string): SeenEvent[] {
    return this.seen.filter(({ data }) => data.cart_id === cartId)
  }

  /** The last words of the events of a cart: `linked`, `redeemed`, … */
  names(cartId: string): string[] {
    return this.of(cartId).map(({ name }) => name.split(".")[1] ?? name)
  }
}
