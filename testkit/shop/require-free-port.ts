import { once } from "node:events"
import { createServer } from "node:net"

/**
 * Checks that no program listens on a port yet.
 * @throws Error that names the environment variable for choosing another port.
 */
export async function requireFreePort(
  port: number,
  variable: string
): Promise<void> {
  const probe = createServer()
  try {
    await once(probe.listen(port, "localhost"), "listening")
  } catch {
    throw new Error(
      `Port ${port} cannot be used, perhaps because another program does. ` +
        `Choose another: ${variable}=${port + 1} npm run dev`
    )
  }
  await once(probe.close(), "close")
}
