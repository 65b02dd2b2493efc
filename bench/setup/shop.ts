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

/** Calls a second that no part of the bench comes near. */
const UNLIMITED = 100_000

/** A shop that can be started: with its database and an Engage. */
type Startable = {
  /** Plugins by where they are. */
  plugins: string[]
  databaseUrl: string
  engage: EngageSandbox
}

/** The same, with customers and with stock, open for business. */
export type Installation = Awaited<ReturnType<typeof openInstallation>>

/** A running server of an installation, with what its customers need. */
export type OpenShop = Installation & { server: MeasuredShop }

/** A shop in a separate process; the bench reads its CPU time and statements. */
export type MeasuredShop = Awaited<ReturnType<typeof startMeasuredShop>>

/** A database to copy, with the catalogue and the customers of its shop. */
type Filled = {
  databaseUrl: string
  catalogue: Catalogue
  customers: Customer[]
}

/** One of each kind of shop, by its plugins. */
const filled = new Map<string, Promise<Filled>>()

const logs: LogTail[] = []

/** The last of what the shops have printed, for the case that one fails. */
export function shopLogs(): string {
  return logs.map(String).filter(Boolean).join("\n\n")
}

/** Makes a shop's database, with everything that its plugins need. */
export async function openInstallation(bench: Bench, plugins = [OURS]) {
  const { lifetime, postgres } = bench
  const { databaseUrl: like, customers, ...shop } = await fill(bench, plugins)
  const databaseUrl = await postgres.createDatabase(like)
  const engage = await startEngageSandbox({ requestsPerSecond: UNLIMITED })
  lifetime.onEnd(() => engage.close())
  for (const { contactId, email } of customers) {
    engage.addContact({ contactId, email })
  }
  const pool = new Pool({ connectionString: databaseUrl, max: 2 })
  pool.on("error", () => undefined)
  lifetime.onEnd(() => pool.end())
  await pool.query("CREATE TABLE bench_commit (n int NOT NULL)")
  await pool.query("INSERT INTO bench_commit VALUES (0)")
  await stockUp(onPool(pool))
  const customer = (nth: number) => customers[nth % customers.length]!
  return { ...shop, plugins, databaseUrl, pool, engage, customer }
}

function fill(bench: Bench, plugins: string[]): Promise<Filled> {
  const kind = plugins.join()
  const made = filled.get(kind) ?? fillAnew(bench, plugins)
  filled.set(kind, made)
  return made
}

/**
 * A shop of plain Medusa is filled, and its customers are registered; one with
 * plugins begins with a copy.
 */
async function fillAnew(bench: Bench, plugins: string[]): Promise<Filled> {
  const { lifetime, postgres, sizes } = bench
  const plain = plugins.length ? await fill(bench, []) : undefined
  const databaseUrl = await postgres.createDatabase(plain?.databaseUrl)
  const engage = await startEngageSandbox()
  lifetime.onEnd(() => engage.close())
  const startable = { plugins, databaseUrl, engage }
  await migrate(lifetime, shopSettings(startable))
  if (plain) {
    return { ...plain, databaseUrl }
  }
  const server = await startMeasuredShop(lifetime, startable)
  const catalogue = await readCatalogue(server)
  const customers = await registerCustomers(server, engage, sizes.customers)
  await server.kill()
  return { databaseUrl, catalogue, customers }
}

export async function openShop(lifetime: Lifetime, installation: Installation) {
  const server = await startMeasuredShop(lifetime, installation)
  return { ...installation, server }
}

export async function startMeasuredShop(
  lifetime: Lifetime,
  startable: Startable,
  {
    environment,
    options,
  }: { environment?: NodeJS.ProcessEnv; options?: object } = {}
) {
  const { ask, environment: probe } = placeProbe(lifetime)
  const settings = shopSettings(startable, options)

  const before = performance.now()
  const shop = await startShop(lifetime, {
    ...settings,
    environment: { ...settings.environment, ...probe, ...environment },
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
  { plugins, engage, databaseUrl }: Startable,
  options?: object
): ShopSettings {
  const { baseUrl, apiKey } = engage
  return {
    ...{ databaseUrl, engage, port: 0, admin: false },
    directory: join(__dirname, "../shop"),
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
