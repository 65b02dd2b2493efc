import { join, resolve } from "node:path"
import { Pool } from "@medusajs/framework/pg"

import {
  startEngageSandbox,
  type EngageSandbox,
} from "../../packages/engage-sandbox/src"
import { onPool } from "../../testkit/ledger/database"
import type { Lifetime } from "../../testkit/lifetime"
import {
  registerCustomers,
  type Customer,
} from "../../testkit/purchases/customers"
import {
  readCatalogue,
  type Catalogue,
} from "../../testkit/purchases/purchases"
import type { ShopSettings } from "../../testkit/shop/environment"
import { migrate } from "../../testkit/shop/migrate"
import { placeProbe } from "../../testkit/shop/place-probe"
import type { ProbeRequest, Usage, Vitals } from "../../testkit/shop/probe"
import { startShop, type RunningShop } from "../../testkit/shop/start-shop"
import { stockUp } from "../../testkit/shop/stock-up"
import type { BenchPostgres } from "./postgres"

/** Our plugin, as built: a shop may name a plugin by where it is. */
export const OURS = resolve(__dirname, "../..")

/** Customers who take turns in buying. */
export const CUSTOMERS = 20

/** Calls a second that no part of the bench comes near. */
const UNLIMITED = 100_000

/** What an installation is made of. */
export type InstallationInput = {
  name: string
  /** Plugins by the name that npm knows them by, or by where they are. */
  plugins: string[]
  directory?: string
  program?: string
  /** What every server of it is started with, to be measured. */
  nodeOptions?: string
}

/** A shop that can be started: with its database and an Engage. */
type Startable = InstallationInput & {
  databaseUrl: string
  pool: Pool
  engage: EngageSandbox
}

/** The same, with customers and with stock, open for business. */
export type Installation = Startable & {
  catalogue: Catalogue
  customer(nth: number): Customer
}

/** A running server of an installation, with what its customers need. */
export type OpenShop = Installation & { server: MeasuredShop }

/** A shop in a separate process; the bench reads its CPU time and statements. */
export type MeasuredShop = RunningShop & {
  /** From its first instruction until it answered requests. */
  start: { wallMs: number; cpuMs: number }
  usage(): Promise<Usage>
  /** In MB, after a collection. */
  memory(): Promise<number>
  /** Of what is done once, in milliseconds. */
  time(
    what: Exclude<ProbeRequest, { ask: "usage" | "vitals" }>
  ): Promise<number>
}

/** A database of each kind of shop that nobody uses, by the kind. */
const migrated = new Map<string, string>()

const started: Pick<MeasuredShop, "log">[] = []

/** The last of what the shops have printed, for the case that one fails. */
export function shopLogs(): string {
  return started
    .map(({ log }) => String(log))
    .filter(Boolean)
    .join("\n\n")
}

/**
 * Makes a shop's database, with everything that its plugins need, fills it and
 * registers its customers.
 */
export async function openInstallation(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  input: InstallationInput
): Promise<Installation> {
  const kind = [input.directory, ...input.plugins].join(" ")
  const like = migrated.get(kind)
  const databaseUrl = await postgres.createDatabase(like)
  const engage = await startEngageSandbox({ requestsPerSecond: UNLIMITED })
  lifetime.onEnd(() => engage.close())
  const pool = new Pool({ connectionString: databaseUrl, max: 2 })
  pool.on("error", () => undefined)
  lifetime.onEnd(() => pool.end())
  const startable = { ...input, databaseUrl, pool, engage }
  if (!like) {
    await migrate(lifetime, shopSettings(startable))
    migrated.set(kind, await postgres.createDatabase(databaseUrl))
  }
  await pool.query("CREATE TABLE bench_commit (n int NOT NULL)")
  await pool.query("INSERT INTO bench_commit VALUES (0)")
  const server = await startMeasuredShop(lifetime, startable)
  await stockUp(onPool(pool))
  const catalogue = await readCatalogue(server)
  const customers = await registerCustomers(server, engage, CUSTOMERS)
  await server.kill()
  const customer = (nth: number) => customers[nth % CUSTOMERS] as Customer
  return { ...startable, catalogue, customer }
}

export async function openShop(lifetime: Lifetime, installation: Installation) {
  const server = await startMeasuredShop(lifetime, installation)
  return { ...installation, server }
}

/** Starts a shop with options of the plugin. */
export async function startMeasuredShop(
  lifetime: Lifetime,
  installation: Startable,
  {
    environment,
    options,
  }: { environment?: NodeJS.ProcessEnv; options?: object } = {}
): Promise<MeasuredShop> {
  const probe = placeProbe(lifetime, installation.nodeOptions)
  const { ask } = probe
  const settings = shopSettings(installation, options)

  const before = performance.now()
  const shop = await startShop(lifetime, {
    ...settings,
    environment: {
      ...settings.environment,
      ...probe.environment,
      ...environment,
    },
  })
  const wallMs = performance.now() - before
  started.push(shop)
  const { cpuMs } = await ask<Usage>({ ask: "usage" })
  return {
    ...shop,
    start: { wallMs, cpuMs },
    usage: () => ask({ ask: "usage" }),
    memory: async () => (await ask<Vitals>({ ask: "vitals" })).rssMb,
    time: ask,
  }
}

function shopSettings(
  { plugins, engage, databaseUrl, directory, program }: Startable,
  options?: object
): ShopSettings {
  const { baseUrl, apiKey } = engage
  return {
    ...{ databaseUrl, engage, program, port: 0, admin: false },
    directory: directory ?? join(__dirname, "../shop"),
    environment: {
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      BENCH_PLUGINS: JSON.stringify(
        plugins.map((name) => ({
          resolve: name,
          options: name === OURS ? { baseUrl, apiKey, ...options } : {},
        }))
      ),
    },
  }
}

/** The Engage of a shop takes so long to answer from now on; 0: none at all. */
export function slowDown(engage: EngageSandbox, ms: number): void {
  engage.clearFaults()
  if (ms) {
    engage.setFault({ type: "delay_before_save", ms })
  }
}
