import { readdirSync } from "node:fs"
import { resolve } from "node:path"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  defineConfig,
  MikroORM,
} from "@medusajs/framework/mikro-orm/postgresql"
import { CustomDBMigrator } from "@medusajs/framework/utils"

const FOLDER = resolve(__dirname, "../../migrations")

/** The module's migrations, by name, oldest first. */
export const MIGRATIONS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort()

/** A database in the state that a version of the plugin left it in. */
export class AgedDatabase {
  constructor(private readonly knex: Knex) {}

  /** Begins anew, and runs the migrations up to one, and no further. */
  async madeBy(migration: string): Promise<void> {
    await this.knex.raw("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await this.migrate({ to: migration })
  }

  /** Runs what is left of the migrations, as `medusa db:migrate` does. */
  async upgrade(): Promise<string[]> {
    return this.migrate()
  }

  /** What is in every table that the first version had, by id. */
  async rows(): Promise<Record<string, Record<string, unknown>[]>> {
    const rows: Record<string, Record<string, unknown>[]> = {}
    for (const table of TABLES) {
      rows[table] = await this.knex(table).orderBy("id")
    }
    return rows
  }

  /** As Medusa runs them; by the names of those that ran. */
  private async migrate(options: { to?: string } = {}): Promise<string[]> {
    const { connectionString } = this.knex.client.config.connection as {
      connectionString: string
    }
    const orm = await MikroORM.init(
      defineConfig({
        clientUrl: connectionString,
        entities: [],
        discovery: { warnWhenNoEntities: false },
        migrations: {
          path: FOLDER,
          pathTs: FOLDER,
          snapshot: false,
          silent: true,
        },
        extensions: [CustomDBMigrator],
      })
    )
    try {
      const ran = await orm.getMigrator().up(options)
      return ran.map(({ name }) => name)
    } finally {
      await orm.close(true)
    }
  }
}

/** The tables of the first version. */
const TABLES = [
  "promotion_redemption",
  "promotion_redemption_attempt",
  "managed_promotion",
  "engage_call_pace",
]
