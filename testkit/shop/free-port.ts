import { once } from "node:events"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"

/** A port of this machine on which no program listens right now. */
export function freePort(): Promise<number> {
  return listenOnce(0)
}

/**
 * Checks that no program listens on a port yet.
 * @throws Error that names the environment variable for choosing another port.
 */
export async function requireFreePort(
  port: number,
  variable: string
): Promise<void> {
  await listenOnce(port).catch(() => {
    throw new Error(
      `Port ${port} cannot be used, perhaps because another program does. ` +
        `Choose another: ${variable}=${port + 1} npm run dev`
    )
  })
}

/** Listens on a port and stops. @param port - 0: any. @returns the port. */
async function listenOnce(port: number): Promise<number> {
  const probe = createServer()
  await once(probe.listen(port, "localhost"), "listening")
  const { port: used } = probe.address() as AddressInfo
  await once(probe.close(), "close")
  return used
}
