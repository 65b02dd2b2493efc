import { randomBytes } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

import { startPostgres } from "../../scripts/postgres"
import type { Lifetime } from "../lifetime"

/** A database for one run, with a description for people. */
export type Database = { url: string; where: string }

/**
 * A new database that is removed when the command ends: on the Postgres of
 * DATABASE_URL, or on an embedded Postgres.
 */
export async function createDatabase(lifetime: Lifetime): Promise<Database> {
  const given = process.env.DATABASE_URL
  if (given) {
    return createOn(given, lifetime)
  }
  const postgres = await startPostgres()
  lifetime.onEnd(postgres.stop)
  const { port } = new URL(postgres.url)
  return { url: postgres.url, where: `an embedded one, on port ${port}` }
}

async function createOn(server: string, lifetime: Lifetime): Promise<Database> {
  const name = `norrsken_demo_${randomBytes(4).toString("hex")}`
  await execute(server, `CREATE DATABASE "${name}"`)
  lifetime.onEnd(() => execute(server, `DROP DATABASE "${name}" WITH (FORCE)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, where: `a new database on ${url.host}` }
}

async function execute(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
