/**
 * The shop's process: starts Medusa as `medusa start` does, fills the shop with the
 * demo's data, and passes mail and events to the parent process. Ends when the
 * parent ends, for whatever reason.
 */
import { once } from "node:events"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { container } from "@medusajs/framework"
import { AuthWorkflowEvents, Modules } from "@medusajs/framework/utils"
import start from "@medusajs/medusa/commands/start"

import {
  PromotionRedemptionEvents,
  type PromotionRedemptionEvent,
} from "../../src/workflows/announce"
import { seed } from "../seed"
import type { ShopMessage, ShopOrders } from "./messages"

const { port, directory, storefrontUrl }: ShopOrders = JSON.parse(
  process.argv[2] ?? "{}"
)
let shutDown = () => process.exit(1)
process.on("disconnect", () => shutDown())

async function main() {
  const started = await start({
    directory,
    host: "localhost",
    port,
  })
  if (!started) {
    throw new Error("Medusa did not start")
  }
  shutDown = started.gracefulShutDown as () => never
  // Medusa's type hides that this is the HTTP server.
  const server = started.server as unknown as Server
  if (!server.listening) {
    await once(server, "listening")
  }
  const { port: listening } = server.address() as AddressInfo

  forwardMail()
  forwardEvents()
  const shop = await seed(container, { storefrontUrl })
  tell({ type: "ready", port: listening, shop })
}

/** Passes on the codes that a shop's subscriber would send by mail. */
function forwardMail() {
  container.resolve(Modules.EVENT_BUS).subscribe(
    AuthWorkflowEvents.VERIFICATION_REQUESTED,
    async ({ data }) => {
      const { entity_id, code } = data as { entity_id: string; code: string }
      tell({ type: "mail", address: entity_id, code })
    },
    { subscriberId: "demo-mail" }
  )
}

/** Passes on the plugin's events that a shop's subscriber receives. */
function forwardEvents() {
  for (const event of Object.values(PromotionRedemptionEvents)) {
    container.resolve(Modules.EVENT_BUS).subscribe(
      event,
      async ({ data }) =>
        tell({
          type: "event",
          name: event,
          data: data as PromotionRedemptionEvent,
        }),
      { subscriberId: `demo-${event}` }
    )
  }
}

function tell(message: ShopMessage) {
  process.send?.(message)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
