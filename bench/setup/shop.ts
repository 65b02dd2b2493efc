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
import { readCatalogue } from "../../testkit/purchases/purchases"
import type { ShopSettings } from "../../testkit/shop/environment"
import type { LogTail } from "../../testkit/shop/log-tail"
import { migrate } from "../../testkit/shop/migrate"
import { placeProbe } from "../../testkit/shop/place-probe"
import type { ProbeRequest, Usage, Vitals } from "../../testkit/shop/probe"
import { startShop } from "../../testkit/shop/start-shop"
import { stockUp } from "../../testkit/shop/stock-up"
import type { Sizes } from "../settings"
import type { BenchPostgres } from "./postgres"

/** What each part of the bench works with. */
export type Bench = {
  lifetime: Lifetime
  postgres: BenchPostgres
  sizes: Sizes
}

/** Our plugin, as built: a shop may name a plugin by where it is. */
export const OURS = resolve(__dirname, "../..")

/** Customers who take turns in buying. */
export const CUSTOMERS = 20

/** Calls a second that no part of the bench comes near. */
const UNLIMITED = 100_000

/** A shop outside of this repository. */
export type Elsewhere = {
  directory?: string
  program?: string
  /** What every server of it is started with, to be measured. */
  nodeOptions?: string
}

/** A shop that can be started: with its database and an Engage. */
type Startable = Elsewhere & {
  /** Plugins by the name that npm knows them by, or by where they are. */
  plugins: string[]
  databaseUrl: string
  pool: Pool
  engage: EngageSandbox
}

/** The same, with customers and with stock, open for business. */
export type Installation = Awaited<ReturnType<typeof openInstallation>>

/** A running server of an installation, with what its customers need. */
export type OpenShop = Installation & { server: MeasuredShop }

/** A shop in a separate process; the bench reads its CPU time and statements. */
export type MeasuredShop = Awaited<ReturnType<typeof startMeasuredShop>>

/** A database of each kind of shop that nobody uses, by the kind. */
const migrated = new Map<string, string>()

const logs: LogTail[] = []

/** The last of what the shops have printed, for the case that one fails. */
export function shopLogs(): string {
  return logs.map(String).filter(Boolean).join("\n\n")
}

/**
 * Makes a shop's database, with everything that its plugins need, fills it and
 * registers its customers.
 */
export async function openInstallation(
  { lifetime, postgres }: Bench,
  name: string,
  plugins = [OURS],
  elsewhere: Elsewhere = {}
) {
  const input = { name, plugins, ...elsewhere }
  const kind = [input.directory, ...plugins].join(" ")
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

export async function startMeasuredShop(
  lifetime: Lifetime,
  installation: Startable,
  {
    environment,
    options,
  }: { environment?: NodeJS.ProcessEnv; options?: object } = {}
) {
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
  logs.push(shop.log)
  const { cpuMs } = await ask<Usage>({ ask: "usage" })
  return {
    ...shop,
    /** From its first instruction until it answered requests. */
    start: { wallMs, cpuMs },
    usage: () => ask<Usage>({ ask: "usage" }),
    /** In MB, after a collection. */
    memory: async () => (await ask<Vitals>({ ask: "vitals" })).rssMb,
    /** Of what is done once, in milliseconds. */
    time: (what: Exclude<ProbeRequest, { ask: "usage" | "vitals" }>) =>
      ask<number>(what),
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
