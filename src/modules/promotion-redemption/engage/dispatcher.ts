import { MedusaError } from "@medusajs/framework/utils"
import { EnvHttpProxyAgent, Pool, type Dispatcher } from "undici"

/** The settings of connections to Engage, with or without a proxy. */
type ConnectionOptions = {
  /** Longest wait for a connection, in milliseconds. */
  connectTimeoutMs: number
  /** Requests at a time on a kept connection; 0: no connection is kept. */
  pipelining: 0 | 1
}

/**
 * How long undici tries one of Engage's addresses before the next, in
 * milliseconds. Node's default of 250 ms gives up a merely slow IPv6; a lost
 * packet is sent again after a second.
 */
const ADDRESS_TIMEOUT_MS = 1_500

/**
 * Makes the dispatcher for an origin: through the proxy that the environment names
 * for the origin, otherwise directly. Follows no redirect.
 *
 * `HTTPS_PROXY` is for https, `HTTP_PROXY` for http, which only a sandbox on the
 * same machine uses; hosts in `NO_PROXY` are reached directly. The lower-case form
 * of each variable counts first. We ask the proxy to CONNECT, so the proxy sees
 * none of our headers.
 *
 * @throws MedusaError INVALID_DATA when the proxy's address cannot be used; the
 * message leaves out the address, which may hold a password.
 */
export function createDispatcher(
  origin: string,
  { connectTimeoutMs, pipelining }: ConnectionOptions
): Dispatcher {
  const connect = {
    timeout: connectTimeoutMs,
    autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS,
  }
  const options = {
    connect,
    pipelining,
    // The exchange has one deadline for the whole call; undici's timeouts would be
    // two more.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const proxy = proxyFor(origin)
  if (!proxy) {
    return new Pool(origin, options)
  }
  return new EnvHttpProxyAgent({
    ...options,
    ...proxy,
    // The connection to the proxy, and the connection through the proxy.
    proxyTls: connect,
    requestTls: { timeout: connectTimeoutMs },
    // A proxy that does not answer counts as unreachable.
    clientFactory: (uri, given) =>
      new Pool(uri, { ...given, headersTimeout: connectTimeoutMs }),
  })
}

/**
 * Called at the start, so that a server that cannot reach Engage does not serve.
 * @throws MedusaError INVALID_DATA as `createDispatcher` does.
 */
export function requireUsableProxy(baseUrl: string): void {
  proxyFor(new URL(baseUrl).origin)
}

/** The variable's value for this origin, under the option's name; null: none. */
function proxyFor(
  origin: string
): { httpProxy: string; httpsProxy: string } | null {
  const name = origin.startsWith("https:") ? "https_proxy" : "http_proxy"
  const value = process.env[name] ?? process.env[name.toUpperCase()]
  if (!value) {
    return null
  }
  const address = value.includes("://") ? value : `http://${value}`
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `medusa-plugin-voyado-engage: the environment's ${name.toUpperCase()} is` +
        " no address of a proxy, such as http://proxy.example:3128"
    )
  }
  // An empty string keeps undici from using the other scheme's proxy.
  return name === "https_proxy"
    ? { httpProxy: "", httpsProxy: address }
    : { httpProxy: address, httpsProxy: "" }
}
