import { once } from "node:events"
import http from "node:http"
import net, { type AddressInfo } from "node:net"

/** A request as it arrived. */
export type SeenRequest = {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: string
}

/** A server on a free port of this machine. */
export type Listening = {
  baseUrl: string
  port: number
  /** Every request, in the order in which they arrived. */
  seen: SeenRequest[]
  /** How many connections were opened. */
  connections: () => number
  close: () => Promise<void>
}

/**
 * A real HTTP server that answers as told once it has the whole request.
 * @param port - any free one unless given
 */
export async function listenHttp(
  answer: (response: http.ServerResponse, request: SeenRequest) => void,
  port = 0
): Promise<Listening> {
  const seen: SeenRequest[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const arrived = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      seen.push(arrived)
      answer(response, arrived)
    })
  })

  return listening(server, seen, port)
}

/** A bare TCP server: what arrives is HTTP, what leaves is up to the test. */
export async function listenTcp(
  onConnection: (socket: net.Socket) => void
): Promise<Listening> {
  return listening(net.createServer(onConnection), [])
}

/** The address of a port where nobody listens. */
export async function refusedBaseUrl(): Promise<string> {
  const { baseUrl, close } = await listenTcp(() => {})
  await close()

  return baseUrl
}

async function listening(
  server: net.Server,
  seen: SeenRequest[],
  wantedPort = 0
): Promise<Listening> {
  const sockets = new Set<net.Socket>()
  let connections = 0
  server.on("connection", (socket: net.Socket) => {
    connections++
    sockets.add(socket)
    socket.on("error", () => {})
  })

  server.listen(wantedPort, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    seen,
    connections: () => connections,
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, "close")
    },
  }
}
