import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A server that nobody may call: where a redirect of Engage's leads. */
export type Decoy = {
  address: string
  /** How many requests came all the same. */
  requests(): number
  close(): void
}

export async function startDecoy(): Promise<Decoy> {
  let requests = 0
  const server = createServer((_request, response) => {
    requests++
    response.end()
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/elsewhere`,
    requests: () => requests,
    close: () => server.close(),
  }
}
