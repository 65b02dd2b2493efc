import { Client } from "@medusajs/framework/pg"
import { getDatabaseURL } from "@medusajs/test-utils/dist/database"
import { createPostgresDatabaseTemplate } from "@medusajs/test-utils/dist/medusa-test-runner-utils"

/** The template's name in this run of `scripts/test.ts`; without one, there is none. */
const NAME = process.env.TEST_TEMPLATE

/**
 * The database with Medusa's tables and a seeded shop that the first shop of a
 * run leaves to those after it: each begins with a copy, which takes a second
 * where the tables take ten.
 */
export class Template {
  /** Holds the lock on the template for as long as this shop makes it. */
  private maker: Client | null = null
  /** Whether the shop's database is a copy: it has its tables and its seed. */
  copied = false

  /** @param wanted - whether the shop is as the others are. */
  constructor(private readonly wanted: boolean) {}

  /**
   * Creates a database as a copy of the template, once there is one. Files run
   * at once: a second one waits until the first has made the template.
   * @returns false when there is none; the caller makes it with {@link keep}.
   */
  async copyTo(databaseName: string): Promise<boolean> {
    if (!NAME || !this.wanted) {
      return false
    }
    const client = await connect("postgres")
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [NAME])
    const { rowCount } = await client.query(
      "SELECT FROM pg_database WHERE datname = $1",
      [NAME]
    )
    if (!rowCount) {
      this.maker = client
      return false
    }
    await client.query(`CREATE DATABASE "${databaseName}" TEMPLATE "${NAME}"`)
    await client.end()
    this.copied = true
    return true
  }

  /** Makes the template of a database, if this shop is the one to do so. */
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
    // Copying ends the connections that the shop has open; its pool opens others.
    await createPostgresDatabaseTemplate({ databaseName, templateName: NAME })
    await this.release()
  }

  /** What {@link keep} was given; null when the shop has to be seeded. */
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

  /** Lets other files make the template, should this one have failed to. */
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
