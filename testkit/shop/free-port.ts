import { once } from "node:events"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"

/** A port of this machine on which no program listens right now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await once(probe.listen(0, "localhost"), "listening")
  const { port } = probe.address() as AddressInfo
  await once(probe.close(), "close")
  return port
}
