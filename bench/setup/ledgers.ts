import { copyRows } from "../../testkit/ledger/copy-rows"
import type { Database } from "../../testkit/ledger/database"

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

  constructor(private readonly sql: Database) {}

  /**
   * Makes another one, of copies of a row of the shop's own, which has to have one.
   * @param status of all of them; without it, of all sorts.
   */
  async add(name: string, rows: number, status?: string): Promise<void> {
    const { sql } = this
    const schema = schemaOf(name)
    await sql(`CREATE SCHEMA ${schema}`)
    for (const table of [...TABLES].reverse()) {
      await sql(
        `CREATE TABLE ${schema}.${table} (LIKE public.${table}
           INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`
      )
      await copyRows(sql, {
        table,
        changes: {
          ...COLUMNS[table],
          ...(status && { status: `'${status}'` }),
        },
        copies: `generate_series(1, ${rows}) AS n`,
        into: schema,
      })
      // Made after the rows are there, which is quicker.
      for (const { indexdef } of await sql<{ indexdef: string }>(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1",
        [table]
      )) {
        await sql(indexdef.replace(" ON public.", ` ON ${schema}.`))
      }
    }
    await sql(
      `ALTER TABLE ${schema}.promotion_redemption_attempt
         ADD FOREIGN KEY (promotion_redemption_id)
         REFERENCES ${schema}.promotion_redemption (id) ON UPDATE CASCADE`
    )
    for (const table of TABLES) {
      await sql(`VACUUM ANALYZE ${schema}.${table}`)
    }
  }

  async use(name: string): Promise<void> {
    if (name === this.inUse) {
      return
    }
    const [before, after] = [schemaOf(this.inUse), schemaOf(name)]
    await this.sql(
      `BEGIN; CREATE SCHEMA IF NOT EXISTS ${before}; ${TABLES.map(
        (table) =>
          `ALTER TABLE public.${table} SET SCHEMA ${before};
           ALTER TABLE ${after}.${table} SET SCHEMA public;`
      ).join(" ")} COMMIT`
    )
    this.inUse = name
  }
}

function schemaOf(name: string): string {
  return `bench_${name}`
}
