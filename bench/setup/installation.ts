import { join, resolve } from "node:path"
import { Pool } from "@medusajs/framework/pg"

import type { Lifetime } from "../../testkit/lifetime"
import type { ShopSettings } from "../../testkit/shop/environment"
import { migrate } from "../../testkit/shop/migrate"
import { LOAD_PROBE } from "../../testkit/shop/place-probe"
import {
  startEngageSandbox,
  type EngageSandbox,
} from "../../packages/engage-sandbox/src"
import type { BenchPostgres } from "./postgres"

/** Our plugin, as built: a shop may name a plugin by where it is. */
export const OURS = resolve(__dirname, "../..")

/** Calls a second that no part of the bench comes near. */
const UNLIMITED = 100_000

/** A shop with its database and an Engage, of which servers can be started. */
export type Installation = {
  name: string
  /** Plugins by the name that npm knows them by, or by where they are. */
  plugins: string[]
  databaseUrl: string
  pool: Pool
  engage: EngageSandbox
  /** What every server of it is started with, to be measured. */
  nodeOptions: string
  directory: string
  program?: string
}

/** What an installation is made of. */
export type InstallationInput = Pick<Installation, "name" | "plugins"> &
  Partial<Pick<Installation, "directory" | "program" | "nodeOptions">>

/** A database of each kind of shop that nobody uses, by the kind. */
const migrated = new Map<string, string>()

/** Makes a shop's database, with everything that its plugins need. */
export async function install(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  {
    directory = join(__dirname, "../shop"),
    nodeOptions = LOAD_PROBE,
    ...input
  }: InstallationInput
): Promise<Installation> {
  const kind = [directory, ...input.plugins].join(" ")
  const like = migrated.get(kind)
  const databaseUrl = await postgres.createDatabase(like)
  const engage = await startEngageSandbox({ requestsPerSecond: UNLIMITED })
  lifetime.onEnd(() => engage.close())
  const pool = new Pool({ connectionString: databaseUrl, max: 2 })
  pool.on("error", () => undefined)
  lifetime.onEnd(() => pool.end())
  const installation: Installation = {
    ...input,
    directory,
    nodeOptions,
    databaseUrl,
    pool,
    engage,
  }
  if (!like) {
    await migrate(lifetime, shopSettings(installation))
    migrated.set(kind, await postgres.createDatabase(databaseUrl))
  }
  await pool.query("CREATE TABLE bench_commit (n int NOT NULL)")
  await pool.query("INSERT INTO bench_commit VALUES (0)")
  return installation
}

/** How a server of the installation is started. */
export function shopSettings(
  { plugins, engage, databaseUrl, directory, program }: Installation,
  options: object = {}
): ShopSettings {
  const { baseUrl, apiKey } = engage
  return {
    databaseUrl,
    engage,
    directory,
    program,
    port: 0,
    admin: false,
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
