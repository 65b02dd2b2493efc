import { Pool } from "@medusajs/framework/pg"

/** What the loyalty plugin's tables hold of a gift card. */
export type GiftCardState = {
  /** What is left on it, in major units. */
  balance: number
  /** The carts and the orders that it is linked to. */
  carts: string[]
  orders: string[]
}

const BALANCE = `
  SELECT coalesce(sum(
    CASE entry.type WHEN 'credit' THEN entry.amount ELSE -entry.amount END
  ), 0)::float AS balance
  FROM store_credit_account_transaction entry
  WHERE entry.deleted_at IS NULL
    AND entry.account_id = (
      SELECT account.store_credit_account_id
      FROM %accounts account
      JOIN loyalty_gift_card card ON card.id = account.gift_card_id
      WHERE card.code = $1 AND account.deleted_at IS NULL
    )`

const LINKED = `
  SELECT link.%id AS id
  FROM %links link
  JOIN loyalty_gift_card card ON card.id = link.gift_card_id
  WHERE card.code = $1 AND link.deleted_at IS NULL`

/** Reads gift cards from the shop's database. */
export class GiftCards {
  private readonly pool: Pool

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 1 })
    // A server that stops breaks connections that nobody uses any more.
    this.pool.on("error", () => undefined)
  }

  async state(code: string): Promise<GiftCardState> {
    const accounts = await this.linkTable("store_credit_account_id")
    const [account] = await this.rows<{ balance: number }>(
      BALANCE.replace("%accounts", accounts),
      code
    )
    return {
      balance: account?.balance ?? 0,
      carts: await this.linked("cart_id", code),
      orders: await this.linked("order_id", code),
    }
  }

  /** Gives the connection back. */
  async close(): Promise<void> {
    await this.pool.end()
  }

  private async linked(column: string, code: string): Promise<string[]> {
    const sql = LINKED.replace("%id", column).replace(
      "%links",
      await this.linkTable(column)
    )
    return (await this.rows<{ id: string }>(sql, code)).map(({ id }) => id)
  }

  /** Medusa makes up the names of link tables. */
  private async linkTable(column: string): Promise<string> {
    const [table] = await this.rows<{ name: string }>(
      `SELECT format('%I', mine.table_name) AS name
       FROM information_schema.columns mine
       JOIN information_schema.columns theirs USING (table_schema, table_name)
       WHERE mine.column_name = 'gift_card_id' AND theirs.column_name = $1`,
      column
    )
    if (!table) {
      throw new Error(`No table links gift cards by ${column}`)
    }
    return table.name
  }

  private async rows<Row extends object>(
    sql: string,
    parameter: string
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(sql, [parameter])
    return rows
  }
}
