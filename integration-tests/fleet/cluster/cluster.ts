import type { Lifetime } from "../../../testkit/lifetime"
import { Mailbox } from "../../../testkit/shop/mailbox"
import type { Scene } from "../../../testkit/purchases/scene"
import { startServer, type Server } from "../../../testkit/shop/server"
import { openScene, type StartSettings } from "../open-scene"

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
export type Cluster = Scene & {
  /** The two servers that the cluster began with, in the order of their start. */
  servers: [Server, Server]
  /** Starts a further process. */
  boot(name: string, mode: Mode): Promise<Server>
}

/** How a shop is set up. */
export type ClusterSettings = {
  databaseUrl: string
  /** Without it the shop's processes share Postgres alone. */
  redisUrl?: string
  /** The first must answer requests, and one must run jobs. */
  servers: [[string, Mode], [string, Mode]]
}

/** Opens a shop: its processes run, its customers are registered. */
export async function openCluster(
  lifetime: Lifetime,
  { databaseUrl, redisUrl, servers }: ClusterSettings
): Promise<Cluster> {
  const mailbox = new Mailbox()
  const boot =
    (settings: StartSettings) =>
    (name: string, mode: Mode): Promise<Server> =>
      startServer(
        lifetime,
        {
          ...settings,
          databaseUrl: `${databaseUrl}?application_name=${name}`,
          ...{ redisUrl, mailbox },
        },
        {
          name,
          options: {
            checkoutWaitMs: CHECKOUT_WAIT_MS,
            timeoutMs: TIMEOUT_MS,
            requestsPerSecond: PACE,
          },
          environment: { MEDUSA_WORKER_MODE: mode },
        }
      )
  const started: Server[] = []
  const scene = await openScene(lifetime, {
    ...{ databaseUrl, migrated: true, seed: 1, customers: CUSTOMERS },
    start: async (settings) => {
      // One after the other: the first fills the shop.
      const first = await boot(settings)(...servers[0])
      started.push(first, await boot(settings)(...servers[1]))
      return first
    },
  })
  return {
    ...scene,
    boot: boot({ databaseUrl, engage: scene.engage }),
    servers: started as [Server, Server],
    ready: () => Promise.resolve(),
  }
}
