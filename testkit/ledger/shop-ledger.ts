import { Pool } from "@medusajs/framework/pg"

import type { RedemptionStatus } from "../../src/types"

/** A row of the ledger, with its calls and what became of its order. */
export type LedgerRow = {
  id: string
  assignment_id: string
  cart_id: string
  promotion_id: string
  order_id: string | null
  status: RedemptionStatus
  reason: string | null
  run_id: string | null
  held: boolean
  /** Of its calls that have not ended: `redeem`, `verify`. */
  open_calls: string[]
  attempt_count: number
  /** The job has to look at it now. */
  due: boolean
}

/** An order that a purchase led to, or that was left half made. */
export type PlacedOrder = {
  id: string
  purchase: string
  /** Medusa's link to the cart; null for an order that has lost it. */
  cart_id: string | null
  canceled: boolean
  paid: boolean
  /** The promotions that take something off it. */
  promotion_ids: string[]
}

const ROWS = `
  SELECT row.id, row.assignment_id, row.cart_id, row.promotion_id, row.order_id,
    row.status, row.reason, row.run_id, row.attempt_count,
    COALESCE(row.lease_expires_at > now(), false) AS held,
    COALESCE(row.next_attempt_at <= now(), false) AS due,
    ARRAY(
      SELECT attempt.operation::text FROM promotion_redemption_attempt attempt
      WHERE attempt.promotion_redemption_id = row.id
        AND attempt.finished_at IS NULL
    ) AS open_calls
  FROM promotion_redemption row
  WHERE row.cart_id = ANY($1)
  ORDER BY row.created_at`

const ORDERS = `
  SELECT placed.id, placed.metadata->>'purchase' AS purchase, linked.cart_id,
    placed.status = 'canceled' AS canceled,
    EXISTS (
      SELECT 1 FROM order_payment_collection collected
      JOIN payment ON payment.payment_collection_id = collected.payment_collection_id
      WHERE collected.order_id = placed.id AND collected.deleted_at IS NULL
        AND payment.deleted_at IS NULL AND payment.canceled_at IS NULL
    ) AS paid,
    ARRAY(
      SELECT DISTINCT adjustment.promotion_id FROM order_item item
      JOIN order_line_item_adjustment adjustment
        ON adjustment.item_id = item.item_id AND adjustment.deleted_at IS NULL
      WHERE item.order_id = placed.id AND item.deleted_at IS NULL
        AND adjustment.promotion_id IS NOT NULL
    ) AS promotion_ids
  FROM "order" placed
  LEFT JOIN order_cart linked
    ON linked.order_id = placed.id AND linked.deleted_at IS NULL
  WHERE placed.deleted_at IS NULL AND placed.metadata->>'purchase' = ANY($1)`

/** Looks into the shop's database, and makes time pass in it. */
export class ShopLedger {
  private readonly pool: Pool

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 3 })
    // A server that stops breaks connections that nobody uses.
    this.pool.on("error", () => undefined)
  }

  /** The rows of carts, oldest first. */
  rowsOf(cartIds: string[]): Promise<LedgerRow[]> {
    return this.read<LedgerRow>(ROWS, [cartIds])
  }

  /** What became of purchases, by their keys. Deleted orders are left out. */
  ordersOf(purchases: string[]): Promise<PlacedOrder[]> {
    return this.read<PlacedOrder>(ORDERS, [purchases])
  }

  /** How many of the carts have an order. */
  async countOrders(cartIds: string[]): Promise<number> {
    const rows = await this.read(
      "SELECT cart_id FROM order_cart WHERE cart_id = ANY($1)",
      [cartIds]
    )
    return rows.length
  }

  /** Whether Medusa links a cart to an order that it has deleted. */
  async isLinkedToLostOrder(cartId: string): Promise<boolean> {
    const rows = await this.read(
      `SELECT linked.cart_id FROM order_cart linked
       WHERE linked.cart_id = $1 AND linked.deleted_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM "order" placed
         WHERE placed.id = linked.order_id AND placed.deleted_at IS NULL
       )`,
      [cartId]
    )
    return rows.length > 0
  }

  /** How many of the carts' rows a completion has taken up. */
  async countTouched(cartIds: string[]): Promise<number> {
    const rows = await this.read(
      `SELECT id FROM promotion_redemption
       WHERE cart_id = ANY($1) AND status <> 'linked'`,
      [cartIds]
    )
    return rows.length
  }

  /** All that a worker or a completion would change, in one word. */
  async fingerprint(): Promise<string> {
    const [row] = await this.read<{ fingerprint: string }>(
      `SELECT md5(string_agg(concat_ws(' ', id, status, run_id,
         lease_expires_at, next_attempt_at, order_id), ',' ORDER BY id)
       ) AS fingerprint FROM promotion_redemption`
    )
    return row?.fingerprint ?? ""
  }

  /** For the ledger it is later now. It goes by the database's clock alone. */
  async passTime(minutes: number): Promise<void> {
    await this.read(
      `UPDATE promotion_redemption SET
         next_attempt_at = next_attempt_at - $1 * interval '1 minute',
         lease_expires_at = lease_expires_at - $1 * interval '1 minute',
         deferred_at = deferred_at - $1 * interval '1 minute'`,
      [minutes]
    )
  }

  /** The next try of what is pending on these carts is due. */
  async makeDue(cartIds: string[]): Promise<void> {
    await this.read(
      `UPDATE promotion_redemption SET next_attempt_at = now()
       WHERE cart_id = ANY($1) AND status = 'pending'`,
      [cartIds]
    )
  }

  /** More in stock than a campaign can sell. */
  async stockUp(): Promise<void> {
    await this.read(
      `UPDATE inventory_level SET stocked_quantity = 1000000,
         raw_stocked_quantity = '{"value":"1000000","precision":20}'`
    )
  }

  /** Gives the connections back. */
  async close(): Promise<void> {
    await this.pool.end()
  }

  private async read<Row extends object>(
    statement: string,
    values: unknown[] = []
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(statement, values)
    return rows
  }
}
