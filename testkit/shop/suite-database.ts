import { Client } from "@medusajs/framework/pg"

import type { Lifetime } from "../lifetime"
import { createDatabase } from "./database"
import { startPostgres, type TemporaryPostgres } from "../../scripts/postgres"

/** The database of a suite's shop. */
export type SuiteDatabase = {
  url: string
  where: string
  /** Missing if the tests must not stop this Postgres. */
  restart?: TemporaryPostgres["restart"]
}

/**
 * A new database: embedded, or on the Postgres of DATABASE_URL. Commits survive a
 * kill of Postgres itself.
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

/**
 * For speed, the embedded server answers before a commit is on disk; switch this
 * off.
 */
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
