import { setMaxListeners } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import type { SandboxCall } from "./call-log"
import type { SandboxSeed } from "./control/seed"
import { SandboxControl } from "./control/sandbox-control"
import { SandboxParts } from "./control/sandbox-parts"
import { handleRequest } from "./handle-request"
import type { SandboxContact, SandboxSettings } from "./types"

/** The API key of a sandbox started without `apiKey`. */
export const DEFAULT_API_KEY = "engage-sandbox-key"

/** How to start a sandbox. Every option may be left out. */
export interface EngageSandboxOptions extends Partial<SandboxSettings> {
  /** Default 0: any free port. */
  port?: number
  /**
   * Default "127.0.0.1". The control routes need no key: every client that reaches
   * the host controls the sandbox.
   */
  host?: string
  /** The key that callers must send as `apikey`. Default "engage-sandbox-key". */
  apiKey?: string
  /** The initial contacts, which `reset` restores. Default: none. */
  contacts?: SandboxContact[]
  /** The whole initial state, which `reset` restores, instead of `contacts`. */
  seed?: SandboxSeed
  /**
   * The time for expiry, `redeemedOn` and the log. Default: real time. Delays and
   * the rate limit always use real time.
   */
  clock?: () => Date
  /** Called after each call to Engage ends. */
  onCall?: (call: SandboxCall) => void
}

/** A running sandbox. */
export type EngageSandbox = SandboxControl & {
  /** Such as "http://127.0.0.1:4010", without a slash at the end. */
  readonly baseUrl: string
  readonly port: number
  readonly apiKey: string
  /**
   * Stops the sandbox: breaks every connection and ends every wait, so that no
   * further call is saved. A second call is safe.
   */
  close(): Promise<void>
}

/**
 * Starts a server that behaves like Engage, as far as Engage is documented.
 * @throws the system's error (`code`: EADDRINUSE, EACCES, …) if the server cannot
 * listen.
 */
export async function startEngageSandbox(
  options: EngageSandboxOptions = {}
): Promise<EngageSandbox> {
  const { port = 0, host = "127.0.0.1", apiKey = DEFAULT_API_KEY } = options
  const parts = new SandboxParts({
    clock: options.clock ?? (() => new Date()),
    settings: {
      redeemTimeoutMs: options.redeemTimeoutMs ?? 4500,
      requestsPerSecond: options.requestsPerSecond ?? 200,
      latencyMs: options.latencyMs ?? { min: 0, max: 0 },
      listRedeemed: options.listRedeemed ?? "keep",
      listPageSize: options.listPageSize ?? 0,
      refusalForm: options.refusalForm ?? "json",
      refusalStatus: options.refusalStatus ?? null,
      contentType: options.contentType ?? "post",
    },
    seed: structuredClone({ contacts: options.contacts, ...options.seed }),
  })
  const control = new SandboxControl(parts)
  const closing = new AbortController()
  // Each waiting call adds a listener; many listeners are not a leak here.
  setMaxListeners(0, closing.signal)
  const { onCall } = options
  const context = { parts, control, apiKey, onCall, signal: closing.signal }
  const server = createServer((request, response) => {
    void handleRequest(context, request, response)
  })
  // Longer than callers keep a connection in their pool: otherwise the sandbox could
  // close a connection just as a caller reuses it.
  server.keepAliveTimeout = 120_000
  const sockets = trackSockets(server)
  await listen(server, port, host)
  const address = server.address() as AddressInfo
  return Object.assign(control, {
    baseUrl: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    apiKey,
    close: () => {
      closing.abort()
      return closeServer(server, sockets)
    },
  })
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve()
    })
  })
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  return sockets
}

function closeServer(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    // An error means that the server is closed already.
    server.close(() => resolve())
    for (const socket of sockets) {
      socket.destroy()
    }
  })
}
