import { Client } from "@medusajs/framework/pg"

import type { Lifetime } from "../lifetime"
import { createDatabase } from "./database"
import { startPostgres, type TemporaryPostgres } from "../../scripts/postgres"

/** The database of a suite's shop. */
export type SuiteDatabase = {
  url: string
  where: string
  /** Missing for a Postgres that is not ours to stop. */
  restart?: TemporaryPostgres["restart"]
}

/**
 * A new database: an embedded one, or one on the Postgres in DATABASE_URL. What
 * is committed there outlives Postgres itself being killed.
 */
export async function openDatabase(lifetime: Lifetime): Promise<SuiteDatabase> {
  const database = process.env.DATABASE_URL
    ? await createDatabase(lifetime)
    : await startEmbedded(lifetime)
  await keepCommits(database.url)
  return database
}

async function startEmbedded(lifetime: Lifetime): Promise<SuiteDatabase> {
  const { url, restart, stop } = await startPostgres()
  lifetime.onEnd(stop)
  return { url, where: `embedded, port ${new URL(url).port}`, restart }
}

/** The embedded server answers a commit before it is written, for speed. */
async function keepCommits(url: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const name = decodeURIComponent(new URL(url).pathname.slice(1))
    await client.query(`ALTER DATABASE "${name}" SET synchronous_commit = on`)
  } finally {
    await client.end()
  }
}
