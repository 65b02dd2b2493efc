import type { EngageSandbox } from "../../../packages/engage-sandbox/src"
import type { Lifetime } from "../../../testkit/lifetime"
import { Mailbox } from "../../../testkit/shop/mailbox"
import { startServer, type Server } from "../../../testkit/shop/server"
import { openScene } from "../open-scene"

/** How long a customer waits for Engage here, in milliseconds. */
export const CHECKOUT_WAIT_MS = 2_500

/** The longest wait for one call to Engage, in milliseconds. */
export const TIMEOUT_MS = 8_000

/** Background calls a second, of all servers of a shop together. */
export const PACE = 8

/** What a process of the shop does. */
export type Mode = "server" | "worker" | "shared"

const CUSTOMERS = 6

/** Several processes that are one shop, with a database and an Engage. */
export type Cluster = Awaited<ReturnType<typeof openCluster>>

/** How a shop is set up. */
export type ClusterSettings = {
  databaseUrl: string
  /** Without it the shop's processes share Postgres alone. */
  redisUrl?: string
  /** Two, by name: the first must answer requests, and one must run jobs. */
  servers: Record<string, Mode>
}

/** Opens a shop: its processes run, its customers are registered. */
export async function openCluster(
  lifetime: Lifetime,
  { databaseUrl, redisUrl, servers }: ClusterSettings
) {
  const mailbox = new Mailbox()
  const options = {
    checkoutWaitMs: CHECKOUT_WAIT_MS,
    timeoutMs: TIMEOUT_MS,
    requestsPerSecond: PACE,
  }
  const boot = (engage: EngageSandbox) => (name: string, mode: Mode) => {
    const url = `${databaseUrl}?application_name=${name}`
    const settings = { engage, databaseUrl: url, redisUrl, mailbox }
    const environment = { MEDUSA_WORKER_MODE: mode }
    return startServer(lifetime, settings, { name, options, environment })
  }
  const started: Server[] = []
  const scene = await openScene(lifetime, {
    ...{ databaseUrl, migrated: true, seed: 1, customers: CUSTOMERS },
    start: async ({ engage }) => {
      // One after the other: the first fills the shop.
      for (const [name, mode] of Object.entries(servers)) {
        started.push(await boot(engage)(name, mode))
      }
      return started[0] as Server
    },
  })
  return {
    ...scene,
    /** Starts a further process. */
    boot: boot(scene.engage),
    /** The two servers that the cluster began with, in the order of their start. */
    servers: started as [Server, Server],
    ready: () => Promise.resolve(),
  }
}
