import type { Pool } from "@medusajs/framework/pg"

import type { Scene } from "../../../testkit/purchases/scene"
import type { MeasuredShop } from "./measured-shop"

/** What every part of the load test works with. */
export type LoadTest = Scene & {
  pool: Pool
  /** Starts a server of the shop with options of the plugin. */
  boot(options: Record<string, unknown>): Promise<MeasuredShop>
}
