import type { Lifetime } from "../../../testkit/lifetime"
import { Mailbox } from "../../../testkit/shop/mailbox"
import { startEngageSandbox } from "../../../packages/engage-sandbox/src"
import { registerCustomers } from "../../../testkit/purchases/customers"
import { ShopLedger } from "../../../testkit/ledger/shop-ledger"
import { readCatalogue } from "../../../testkit/purchases/purchases"
import { Random } from "../../../testkit/random"
import type { Scene } from "../../../testkit/purchases/scene"
import { startServer, type Server } from "../../../testkit/shop/server"
import { ClusterDatabase } from "./database"

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
  database: ClusterDatabase
  /** Those it was opened with, in that order. */
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
  const engage = await startEngageSandbox({ requestsPerSecond: 1000 })
  lifetime.onEnd(() => engage.close())
  const ledger = new ShopLedger(databaseUrl)
  lifetime.onEnd(() => ledger.close())
  const database = new ClusterDatabase(databaseUrl)
  lifetime.onEnd(() => database.close())
  const mailbox = new Mailbox()

  const boot = (name: string, mode: Mode) =>
    startServer(
      lifetime,
      {
        databaseUrl: `${databaseUrl}?application_name=${name}`,
        ...{ engage, redisUrl, mailbox },
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
  // One after the other: the first fills the shop.
  const first = await boot(...servers[0])
  const second = await boot(...servers[1])
  await ledger.stockUp()
  return {
    ...{ engage, ledger, database, boot },
    servers: [first, second],
    random: new Random(1),
    catalogue: await readCatalogue(first),
    customers: await registerCustomers(first, engage, CUSTOMERS),
    ready: () => Promise.resolve(),
  }
}
