import type { Pool } from "@medusajs/framework/pg"

import { copyRows } from "../../testkit/ledger/copy-rows"
import { onPool, type Database } from "../../testkit/ledger/database"

/** The ledger's tables, those that refer to others first. */
const TABLES = ["promotion_redemption_attempt", "promotion_redemption"] as const

/** As long ago as rows that come every half a minute. */
const LONG_AGO = "now() - n * interval '30 seconds'"

/** Columns that differ from row to row: name → SQL over `n` and `source`. */
const COLUMNS: Record<(typeof TABLES)[number], Record<string, string>> = {
  promotion_redemption: {
    id: "'promred_' || n",
    assignment_id: "gen_random_uuid()::text",
    cart_id: "'cart_' || n",
    // In a hundred, of what a shop has after a while.
    status: `CASE WHEN n % 100 < 88 THEN 'redeemed' WHEN n % 100 < 96 THEN 'released'
      WHEN n % 100 < 98 THEN 'rejected' WHEN n % 100 < 99 THEN 'attention' ELSE 'pending' END`,
    order_id: "CASE WHEN n % 100 < 88 OR n % 100 > 97 THEN 'order_' || n END",
    redeemed_at: `CASE WHEN n % 100 < 88 THEN ${LONG_AGO} END`,
    rejected_at: `CASE WHEN n % 100 IN (96, 97) THEN ${LONG_AGO} END`,
    next_attempt_at: "CASE WHEN n % 100 = 99 THEN now() + interval '1 day' END",
    run_id: "NULL",
    lease_expires_at: "NULL",
    created_at: LONG_AGO,
    status_changed_at: LONG_AGO,
  },
  promotion_redemption_attempt: {
    id: "'promratt_' || n",
    promotion_redemption_id: "'promred_' || n",
  },
}

/** The ledger that the shop has made itself. */
export const OWN = "own"

/**
 * Gives a shop further ledgers that can take the place of its own while it runs:
 * the same process on the same database, with rows and without them.
 */
export class Ledgers {
  private inUse = OWN
  private readonly database: Database

  private constructor(private readonly pool: Pool) {
    this.database = onPool(pool)
  }

  /** The shop's own is to have a row that others can be made of. */
  static async of(pool: Pool): Promise<Ledgers> {
    await pool.query(`CREATE SCHEMA ${schemaOf(OWN)}`)
    return new Ledgers(pool)
  }

  /**
   * Makes another one, of copies of a row of the shop's own.
   * @param status of all of them; without it, of all sorts.
   */
  async add(name: string, rows: number, status?: string): Promise<void> {
    const { pool } = this
    const schema = schemaOf(name)
    await pool.query(`CREATE SCHEMA ${schema}`)
    for (const table of [...TABLES].reverse()) {
      await pool.query(
        `CREATE TABLE ${schema}.${table} (LIKE public.${table}
           INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`
      )
      await copyRows(this.database, {
        table,
        changes: {
          ...COLUMNS[table],
          ...(status && { status: `'${status}'` }),
        },
        copies: `generate_series(1, ${rows}) AS n`,
        into: schema,
      })
      await copyIndexes(pool, table, schema)
    }
    await pool.query(
      `ALTER TABLE ${schema}.promotion_redemption_attempt
         ADD FOREIGN KEY (promotion_redemption_id)
         REFERENCES ${schema}.promotion_redemption (id) ON UPDATE CASCADE`
    )
    for (const table of TABLES) {
      await pool.query(`VACUUM ANALYZE ${schema}.${table}`)
    }
  }

  /** Puts one of them in use. */
  async use(name: string): Promise<void> {
    if (name === this.inUse) {
      return
    }
    await this.pool.query(
      `BEGIN; ${TABLES.map(
        (table) =>
          `ALTER TABLE public.${table} SET SCHEMA ${schemaOf(this.inUse)};
           ALTER TABLE ${schemaOf(name)}.${table} SET SCHEMA public;`
      ).join(" ")} COMMIT`
    )
    this.inUse = name
  }
}

function schemaOf(name: string): string {
  return `bench_${name}`
}

/** Made after the rows are there, which is quicker. */
async function copyIndexes(
  pool: Pool,
  table: string,
  schema: string
): Promise<void> {
  const { rows } = await pool.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1",
    [table]
  )
  for (const { indexdef } of rows) {
    await pool.query(indexdef.replace(" ON public.", ` ON ${schema}.`))
  }
}
