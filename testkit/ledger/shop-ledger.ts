import { Pool } from "@medusajs/framework/pg"

import { onPool, type Database } from "./database"
import { passTime, passTimeUntilDue } from "./pass-time"
import { readLedger, redeemCalls, type LedgerRow } from "./rows"

/** The facts of a row that a scene prints. */
export type ToldRow = Pick<LedgerRow, "status" | "reason"> & {
  /** The order's number as the customer knows the order. */
  order_number: number | null
  /** The status of each redeem call; null for a call without an answer. */
  redeem_calls: (number | null)[]
}

/** An order of a purchase, complete or left half made. */
export type PlacedOrder = {
  id: string
  purchase: string
  /** The cart, by Medusa's link; null if the order has lost its cart. */
  cart_id: string | null
  canceled: boolean
  paid: boolean
  /** The promotions that reduce the order's price. */
  promotion_ids: string[]
}

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

/** Longer than any row's timer. */
const FOR_EVER_MS = 100 * 24 * 60 * 60 * 1000

/** Reads the database of a shop whose servers are separate processes. */
export class ShopLedger {
  readonly pool: Pool
  readonly sql: Database

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 3 })
    // A server that stops also breaks idle connections, which the pool reports as
    // errors.
    this.pool.on("error", () => undefined)
    this.sql = onPool(this.pool)
  }

  /** The rows of carts, oldest first. */
  rowsOf(...cartIds: string[]): Promise<LedgerRow[]> {
    return readLedger(this.sql, cartIds)
  }

  /** The facts of a cart's rows that a scene prints, oldest row first. */
  async toldOf(cartId: string): Promise<ToldRow[]> {
    const orders = await this.sql<{ id: string; display_id: number }>(
      `SELECT placed.id, placed.display_id FROM "order" placed
       JOIN promotion_redemption row ON row.order_id = placed.id
       WHERE row.cart_id = $1`,
      [cartId]
    )
    return (await this.rowsOf(cartId)).map((row) => ({
      status: row.status,
      reason: row.reason,
      order_number:
        orders.find(({ id }) => id === row.order_id)?.display_id ?? null,
      redeem_calls: redeemCalls(row),
    }))
  }

  /** The orders of purchases, by the purchases' keys, without deleted orders. */
  ordersOf(purchases: string[]): Promise<PlacedOrder[]> {
    return this.sql<PlacedOrder>(ORDERS, [purchases])
  }

  /** How many of the carts have an order. */
  async countOrders(cartIds: string[]): Promise<number> {
    const rows = await this.sql(
      "SELECT cart_id FROM order_cart WHERE cart_id = ANY($1)",
      [cartIds]
    )
    return rows.length
  }

  /** Whether Medusa still links a cart, or its payment, to a deleted order. */
  async isLinkedToLostOrder(cartId: string): Promise<boolean> {
    const rows = await this.sql(
      `SELECT linked.order_id FROM (
         SELECT order_id FROM order_cart
         WHERE cart_id = $1 AND deleted_at IS NULL
         UNION
         SELECT paid.order_id FROM order_payment_collection paid
         JOIN cart_payment_collection started USING (payment_collection_id)
         WHERE started.cart_id = $1
           AND paid.deleted_at IS NULL AND started.deleted_at IS NULL
       ) linked
       WHERE NOT EXISTS (
         SELECT 1 FROM "order" placed
         WHERE placed.id = linked.order_id AND placed.deleted_at IS NULL
       )`,
      [cartId]
    )
    return rows.length > 0
  }

  /** How many of the carts' rows a completion has changed. */
  async countTouched(cartIds: string[]): Promise<number> {
    const rows = await this.sql(
      `SELECT id FROM promotion_redemption
       WHERE cart_id = ANY($1) AND status <> 'linked'`,
      [cartIds]
    )
    return rows.length
  }

  /** A digest of all columns that a worker or a completion would change. */
  async fingerprint(): Promise<string> {
    const [row] = await this.sql<{ fingerprint: string }>(
      `SELECT md5(string_agg(concat_ws(' ', id, status, run_id,
         lease_expires_at, next_attempt_at, order_id), ',' ORDER BY id)
       ) AS fingerprint FROM promotion_redemption`
    )
    return row?.fingerprint ?? ""
  }

  /** Lets time pass for the whole ledger. */
  passTime(ms: number): Promise<void> {
    return passTime(this.sql, ms)
  }

  /** Lets time pass for these carts until their rows are due for the job. */
  passTimeUntilDue(cartIds: string[]): Promise<void> {
    return passTimeUntilDue(this.sql, FOR_EVER_MS, cartIds)
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.pool.end()
  }
}
