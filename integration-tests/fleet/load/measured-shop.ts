import type { Lifetime } from "../../../testkit/lifetime"
import type { Scene } from "../../../testkit/purchases/scene"
import type { ShopSettings } from "../../../testkit/shop/environment"
import { placeProbe } from "../../../testkit/shop/place-probe"
import type { Vitals } from "../../../testkit/shop/probe"
import { startServer, type Server } from "../../../testkit/shop/server"

/** A shop in a process of its own that tells what it holds. */
export type MeasuredShop = Server & { vitals(): Promise<Vitals> }

/** What every part of the load test works with. */
export type LoadTest = Scene & {
  /** Starts a server of the shop with options of the plugin. */
  boot(options: Record<string, unknown>): Promise<MeasuredShop>
}

/** Starts a shop with options of the plugin. */
export async function startMeasuredShop(
  lifetime: Lifetime,
  settings: Pick<ShopSettings, "databaseUrl" | "engage">,
  options: object = {}
): Promise<MeasuredShop> {
  const { ask, environment } = placeProbe(lifetime)
  const server = await startServer(lifetime, settings, {
    ...{ name: "load", options, environment },
  })
  return { ...server, vitals: () => ask({ ask: "vitals" }) }
}
