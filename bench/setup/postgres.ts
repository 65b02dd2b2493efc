import type { Lifetime } from "../../testkit/lifetime"
import { addDatabase, copyDatabase, execute } from "../../testkit/shop/database"
import { startPostgres } from "../../scripts/postgres"

export type BenchPostgres = Awaited<ReturnType<typeof openPostgres>>

/**
 * The Postgres in DATABASE_URL, or an embedded one; there a commit is on disk
 * when it is answered, as in a shop.
 */
export async function openPostgres(lifetime: Lifetime) {
  const given = process.env.DATABASE_URL
  const { url, stop } = given
    ? { url: given, stop: () => undefined }
    : await startPostgres({ durable: true })
  lifetime.onEnd(stop)
  const [row] = await execute<{ version: string; fsync: string }>(
    url,
    "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync"
  )
  const kind = given ? "given" : "embedded"
  return {
    description: `Postgres ${row?.version} (${kind}, fsync ${row?.fsync})`,
    /** Makes an empty database, or a copy of `like`, to which no shop is connected. */
    createDatabase: (like?: string) =>
      like ? copyDatabase(lifetime, like) : addDatabase(lifetime, url),
  }
}
