import { MedusaError } from "@medusajs/framework/utils"
import { EnvHttpProxyAgent, Pool, type Dispatcher } from "undici"

/** What connections to Engage are like, whether a proxy is between or not. */
export type ConnectionOptions = {
  /** Longest wait for a connection, in milliseconds. */
  connectTimeoutMs: number
  /** How many requests a kept connection carries at a time; 0: none is kept. */
  pipelining: 0 | 1
}

/**
 * How long one address of Engage's is tried before the next one is, in
 * milliseconds. Node's own 250 ms give up an IPv6 that is merely slow; a lost
 * packet is sent again after a second.
 */
const ADDRESS_TIMEOUT_MS = 1_500

/**
 * What sends requests to an origin: by the proxy that the environment names for
 * it, else by itself. Follows no redirect.
 *
 * `HTTPS_PROXY` is for https, `HTTP_PROXY` for http, which only a sandbox on this
 * machine speaks; hosts in `NO_PROXY` are reached without. Each may be written in
 * lower case, which counts first. The proxy is asked to CONNECT and sees no header
 * of ours.
 *
 * @throws MedusaError INVALID_DATA when the proxy's address cannot be used; its
 * value, which may hold a password, is not in the message.
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
    // The exchange has one deadline over all; these would be two more.
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
    // To the proxy, and through it.
    proxyTls: connect,
    requestTls: { timeout: connectTimeoutMs },
    // A proxy that does not answer is as good as one that cannot be reached.
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
  // An empty one keeps undici from taking the other scheme's.
  return name === "https_proxy"
    ? { httpProxy: "", httpsProxy: address }
    : { httpProxy: address, httpsProxy: "" }
}
