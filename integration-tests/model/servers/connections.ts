import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ModulesSdkUtils } from "@medusajs/framework/utils"

/** What is looked at around each statement of a server's. */
type StatementWatch = {
  /** Called before it is sent. */
  before(): Promise<void>
  /** Called when the database has carried it out, or the connection is lost. */
  after(sql: string): Promise<void>
}

type RawConnection = { connection?: { stream?: { destroy(): void } } }

/** The parts of knex's client that this file gets in between. */
type Client = {
  acquireRawConnection(): Promise<RawConnection>
  _query(connection: unknown, query: { sql: string }): Promise<unknown>
}

/**
 * Opens a pool of a server's own, whose statements can be counted, and stopped one
 * by one, and which can be cut off for good.
 */
export function openConnections(clientUrl: string, watch: StatementWatch) {
  const knex = ModulesSdkUtils.createPgConnection({
    clientUrl,
    pool: { min: 0, max: 4, acquireTimeoutMillis: 5_000 },
  }) as unknown as Knex
  const client = knex.client as Client
  const open = new Set<RawConnection>()
  let isCut = false
  const close = (raw: RawConnection) => raw.connection?.stream?.destroy()

  const acquire = client.acquireRawConnection.bind(client)
  client.acquireRawConnection = async () => {
    const connection = await acquire()
    open.add(connection)
    if (isCut) {
      close(connection)
    }
    return connection
  }
  const query = client._query.bind(client)
  client._query = async (connection, statement) => {
    await watch.before()
    try {
      return await query(connection, statement)
    } finally {
      await watch.after(statement.sql)
    }
  }

  return {
    knex,
    cut: () => {
      // A dead server's pool may still open one, for a statement never sent.
      isCut = true
      open.forEach(close)
    },
  }
}
