import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"

import type { Lifetime } from "../../../testkit/lifetime"
import type { ShopSettings } from "../../../testkit/shop/environment"
import { startServer, type Server } from "../../../testkit/shop/server"
import type { Vitals } from "./vitals"

/** A shop in a process of its own that tells what it holds. */
export type MeasuredShop = Server & { vitals(): Promise<Vitals> }

/** Starts a shop with options of the plugin. */
export async function startMeasuredShop(
  lifetime: Lifetime,
  settings: Pick<ShopSettings, "databaseUrl" | "engage">,
  options: object = {}
): Promise<MeasuredShop> {
  const directory = mkdtempSync(join(tmpdir(), "engage-load-"))
  lifetime.onEnd(() => rmSync(directory, { recursive: true, force: true }))
  const socket = join(directory, "vitals")
  const server = await startServer(lifetime, settings, {
    name: "load",
    options,
    environment: {
      VITALS_SOCKET: socket,
      NODE_OPTIONS: `-r ts-node/register -r ${join(__dirname, "vitals.ts")}`,
    },
  })
  return {
    ...server,
    vitals: async () => JSON.parse(await text(connect(socket))) as Vitals,
  }
}
