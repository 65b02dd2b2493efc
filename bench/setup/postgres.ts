import { randomBytes } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

import type { Lifetime } from "../../testkit/lifetime"
import { startPostgres } from "../../scripts/postgres"

/** The server that all shops of the bench use. */
export type BenchPostgres = {
  /** For people: which server, and what it promises of a commit. */
  description: string
  /**
   * A new database.
   * @param like the address of one to copy, which nobody may be connected to;
   * without it, an empty one.
   * @returns its address.
   */
  createDatabase(like?: string): Promise<string>
}

/**
 * The Postgres in DATABASE_URL, or an embedded one; there a commit is on disk
 * when it is answered, as in a shop.
 */
export async function openPostgres(lifetime: Lifetime): Promise<BenchPostgres> {
  const server = process.env.DATABASE_URL ?? (await startDurable(lifetime))
  const [row] = await execute<{ version: string; fsync: string }>(
    server,
    "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync"
  )
  const kind = process.env.DATABASE_URL ? "given" : "embedded"
  return {
    description: `Postgres ${row?.version} (${kind}, fsync ${row?.fsync})`,
    createDatabase: async (like) => {
      const name = `engage_bench_${randomBytes(4).toString("hex")}`
      const template = like ? new URL(like).pathname.slice(1) : "template1"
      await execute(
        server,
        `CREATE DATABASE "${name}" WITH TEMPLATE "${template}"`
      )
      lifetime.onEnd(() =>
        execute(server, `DROP DATABASE "${name}" WITH (FORCE)`)
      )
      const url = new URL(server)
      url.pathname = `/${name}`
      return url.href
    },
  }
}

async function startDurable(lifetime: Lifetime): Promise<string> {
  const { url, stop } = await startPostgres({ durable: true })
  lifetime.onEnd(stop)
  return url
}

async function execute<Row extends object>(
  server: string,
  statement: string
): Promise<Row[]> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}
