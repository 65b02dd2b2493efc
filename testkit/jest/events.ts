import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import {
  PromotionRedemptionEvents,
  type PromotionRedemptionEvent,
} from "../../src/workflows/announce"

/** A plugin event, as the shop's subscriber receives it. */
export type SeenEvent = { name: string; data: PromotionRedemptionEvent }

/** Subscribes to every plugin event. */
export class EventRecorder {
  private seen: SeenEvent[] = []
  /** How many `order.placed` events the shop received. */
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

  /** A cart's events, oldest first. */
  of(cartId: string): SeenEvent[] {
    return this.seen.filter(({ data }) => data.cart_id === cartId)
  }

  /** The last part of the names of a cart's events: `linked`, `redeemed`, … */
  names(cartId: string): string[] {
    return this.of(cartId).map(({ name }) => name.split(".")[1] ?? name)
  }
}
