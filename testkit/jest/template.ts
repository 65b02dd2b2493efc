import { Client } from "@medusajs/framework/pg"
import { getDatabaseURL } from "@medusajs/test-utils/dist/database"
import { createPostgresDatabaseTemplate } from "@medusajs/test-utils/dist/medusa-test-runner-utils"

/**
 * The template's name in this run of `scripts/test.ts`; without a name, no template.
 */
const NAME = process.env.TEST_TEMPLATE

/**
 * A database with Medusa's tables and a seeded shop. The first shop of a test run
 * makes the template; each later shop begins with a copy, which takes one second
 * instead of ten for the tables.
 */
export class Template {
  /** Holds the advisory lock while this shop makes the template. */
  private maker: Client | null = null
  /** Whether the shop's database is a copy, with a seed. */
  private copied = false

  /**
   * @param otherTables - whether the shop has more tables than the template: the shop
   * makes no template, and adds its tables to a copy.
   */
  constructor(private readonly otherTables: boolean) {}

  /** Whether the shop's database is a copy that has all tables. */
  get complete(): boolean {
    return this.copied && !this.otherTables
  }

  /**
   * Creates a database as a copy of the template, if the template exists. Files run
   * in parallel: while the first file makes the template, the next file waits.
   * @returns false if no template exists; the caller then makes the template with
   * {@link keep}.
   */
  async copyTo(databaseName: string): Promise<boolean> {
    if (!NAME) {
      return false
    }
    const client = await connect("postgres")
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [NAME])
    const { rowCount } = await client.query(
      "SELECT FROM pg_database WHERE datname = $1",
      [NAME]
    )
    if (!rowCount) {
      if (this.otherTables) {
        await client.end()
      } else {
        this.maker = client
      }
      return false
    }
    await client.query(`CREATE DATABASE "${databaseName}" TEMPLATE "${NAME}"`)
    await client.end()
    this.copied = true
    return true
  }

  /** Makes the template from a database, if this shop has the task. */
  async keep(databaseName: string, seed: object): Promise<void> {
    if (!this.maker || !NAME) {
      return
    }
    const client = await connect(databaseName)
    await client.query("CREATE SCHEMA template")
    await client.query(
      "CREATE TABLE template.seed AS SELECT $1::jsonb AS seed",
      [JSON.stringify(seed)]
    )
    await client.end()
    // Copying closes the shop's open connections; the shop's pool opens new
    // connections.
    await createPostgresDatabaseTemplate({ databaseName, templateName: NAME })
    await this.release()
  }

  /** The seed given to {@link keep}; null if the shop must be seeded. */
  async readSeed<Seed>(databaseName: string): Promise<Seed | null> {
    if (!this.copied) {
      return null
    }
    const client = await connect(databaseName)
    const { rows } = await client.query<{ seed: Seed }>(
      "SELECT seed FROM template.seed"
    )
    await client.end()
    return rows[0]?.seed ?? null
  }

  /**
   * Releases the lock, so that the next file can make the template if this shop
   * failed.
   */
  async release(): Promise<void> {
    await this.maker?.end()
    this.maker = null
  }
}

async function connect(databaseName: string): Promise<Client> {
  const client = new Client({ connectionString: getDatabaseURL(databaseName) })
  await client.connect()
  return client
}
