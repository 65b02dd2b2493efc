import { randomBytes } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

import { startPostgres, type TemporaryPostgres } from "../../scripts/postgres"
import type { Lifetime } from "../lifetime"

/** A database for one run, with a description for people. */
export type RunDatabase = {
  url: string
  where: string
  /** Missing if the tests must not stop this Postgres. */
  restart?: TemporaryPostgres["restart"]
}

/**
 * A new database that is removed when the command ends: on the Postgres of
 * DATABASE_URL, or on an embedded Postgres.
 */
export async function createDatabase(lifetime: Lifetime): Promise<RunDatabase> {
  const given = process.env.DATABASE_URL
  if (given) {
    const url = await addDatabase(lifetime, given)
    return { url, where: `a new database on ${new URL(url).host}` }
  }
  const { url, restart, stop } = await startPostgres()
  lifetime.onEnd(stop)
  const { port } = new URL(url)
  return { url, where: `an embedded one, on port ${port}`, restart }
}

/**
 * Like {@link createDatabase}, but commits survive a kill of Postgres itself. For
 * speed, the embedded server otherwise answers before a commit is on disk.
 */
export async function createDurableDatabase(
  lifetime: Lifetime
): Promise<RunDatabase> {
  const database = await createDatabase(lifetime)
  const name = nameOf(database.url)
  await execute(
    database.url,
    `ALTER DATABASE "${name}" SET synchronous_commit = on`
  )
  return database
}

/** A new, empty database on the server of `url`. @returns its address. */
export function addDatabase(lifetime: Lifetime, url: string): Promise<string> {
  return add(lifetime, url, "template1")
}

/** Copies a database that nobody is connected to. @returns the copy's address. */
export function copyDatabase(lifetime: Lifetime, url: string): Promise<string> {
  return add(lifetime, at(url, "template1"), nameOf(url))
}

/** @param server - a database of the server that is not the template. */
async function add(
  lifetime: Lifetime,
  server: string,
  template: string
): Promise<string> {
  const name = `engage_${randomBytes(4).toString("hex")}`
  await execute(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  // An embedded server goes with all its databases; to drop each takes seconds.
  if (process.env.DATABASE_URL) {
    lifetime.onEnd(() =>
      execute(server, `DROP DATABASE "${name}" WITH (FORCE)`)
    )
  }
  return at(server, name)
}

/** Runs one statement. @returns the rows. */
export async function execute<Row extends object>(
  url: string,
  statement: string
): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

function at(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
