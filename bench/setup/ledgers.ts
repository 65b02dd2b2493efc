import type { Pool } from "@medusajs/framework/pg"

/** The ledger's tables, those that refer to others first. */
const TABLES = ["promotion_redemption_attempt", "promotion_redemption"] as const

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
    redeemed_at: "CASE WHEN n % 100 < 88 THEN now() END",
    rejected_at: "CASE WHEN n % 100 IN (96, 97) THEN now() END",
    next_attempt_at: "CASE WHEN n % 100 = 99 THEN now() + interval '1 day' END",
    run_id: "NULL",
    lease_expires_at: "NULL",
    created_at: "now() - n * interval '30 seconds'",
  },
  promotion_redemption_attempt: {
    id: "'promratt_' || n",
    promotion_redemption_id: "'promred_' || n",
  },
}

/** Which of a shop's two ledgers is in use. */
export type LedgerName = "empty" | "full"

/**
 * Gives a shop a second ledger, full of rows, that can take the place of its own
 * while it runs: the same process on the same database, with and without them.
 */
export class TwoLedgers {
  private inUse: LedgerName = "empty"

  private constructor(private readonly pool: Pool) {}

  /** Fills the second one with copies of a row that the shop has made. */
  static async make(pool: Pool, rows: number): Promise<TwoLedgers> {
    await pool.query("CREATE SCHEMA bench_full")
    await pool.query("CREATE SCHEMA bench_empty")
    for (const table of [...TABLES].reverse()) {
      await pool.query(
        `CREATE TABLE bench_full.${table} (LIKE public.${table}
           INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`
      )
      const columns = await columnsOf(pool, table)
      const values = columns.map(
        (column) => COLUMNS[table][column] ?? `source."${column}"`
      )
      await pool.query(
        `INSERT INTO bench_full.${table} (${columns.map((column) => `"${column}"`)})
         SELECT ${values} FROM (SELECT * FROM public.${table} LIMIT 1) AS source,
           generate_series(1, ${rows}) AS n`
      )
      await copyIndexes(pool, table)
      await pool.query(`ANALYZE bench_full.${table}`)
    }
    await pool.query(
      `ALTER TABLE bench_full.promotion_redemption_attempt
         ADD FOREIGN KEY (promotion_redemption_id)
         REFERENCES bench_full.promotion_redemption (id)
         ON UPDATE CASCADE ON DELETE CASCADE`
    )
    await pool.query("VACUUM bench_full.promotion_redemption")
    await pool.query("VACUUM bench_full.promotion_redemption_attempt")
    return new TwoLedgers(pool)
  }

  /** Puts one of them in use. */
  async use(name: LedgerName): Promise<void> {
    if (name === this.inUse) {
      return
    }
    await this.pool.query(
      `BEGIN; ${TABLES.map(
        (table) =>
          `ALTER TABLE public.${table} SET SCHEMA bench_${this.inUse};
           ALTER TABLE bench_${name}.${table} SET SCHEMA public;`
      ).join(" ")} COMMIT`
    )
    this.inUse = name
  }
}

async function columnsOf(pool: Pool, table: string): Promise<string[]> {
  const { rows } = await pool.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1
       AND is_generated = 'NEVER'`,
    [table]
  )
  return rows.map(({ column_name }) => column_name)
}

/** Made after the rows are there, which is quicker. */
async function copyIndexes(pool: Pool, table: string): Promise<void> {
  const { rows } = await pool.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1",
    [table]
  )
  for (const { indexdef } of rows) {
    await pool.query(indexdef.replace(" ON public.", " ON bench_full."))
  }
}
