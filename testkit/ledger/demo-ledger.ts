import { Pool } from "@medusajs/framework/pg"

/** What the ledger holds of one assignment on one cart. */
export type LedgerRow = {
  status: string
  reason: string | null
  /** The number that a customer knows the order by. */
  order_number: number | null
  /** The status of each redeem call; null for one without an answer. */
  redeem_calls: (number | null)[]
}

const ROWS_OF_CART = `
  SELECT row.status, row.reason, ordered.display_id AS order_number,
    ARRAY(
      SELECT attempt.http_status
      FROM promotion_redemption_attempt attempt
      WHERE attempt.promotion_redemption_id = row.id
        AND attempt.operation = 'redeem'
      ORDER BY attempt.started_at
    ) AS redeem_calls
  FROM promotion_redemption row
  LEFT JOIN "order" ordered ON ordered.id = row.order_id
  WHERE row.cart_id = $1
  ORDER BY row.created_at`

/** Reads the plugin's ledger from the shop's database. */
export class Ledger {
  private readonly pool: Pool

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 1 })
    // A server that stops breaks connections that nobody uses any more.
    this.pool.on("error", () => undefined)
  }

  /** The rows of a cart, oldest first. */
  async rowsOf(cartId: string): Promise<LedgerRow[]> {
    const { rows } = await this.pool.query<LedgerRow>(ROWS_OF_CART, [cartId])
    return rows
  }

  /** Gives the connection back. */
  async close(): Promise<void> {
    await this.pool.end()
  }
}
