import { copyRows } from "../../testkit/ledger/copy-rows"
import type { Database } from "../../testkit/ledger/database"

const OF_CART = "cart_id = $1"
const OF_ITEM = `item_id IN (SELECT id FROM cart_line_item WHERE ${OF_CART})`
const OF_METHOD = `shipping_method_id IN
  (SELECT id FROM cart_shipping_method WHERE ${OF_CART})`
const OF_COLLECTION = `IN
  (SELECT payment_collection_id FROM cart_payment_collection WHERE ${OF_CART})`

/** The tables with a part of an open cart: which rows, and their ids. */
const PARTS: [table: string, rows: string, ids: string[]][] = [
  [
    "cart_address",
    "id IN (SELECT shipping_address_id FROM cart WHERE id = $1)",
    ["id"],
  ],
  ["cart", "id = $1", ["id", "shipping_address_id"]],
  ["cart_line_item", OF_CART, ["id", "cart_id"]],
  ["cart_line_item_adjustment", OF_ITEM, ["id", "item_id"]],
  ["cart_line_item_tax_line", OF_ITEM, ["id", "item_id"]],
  ["cart_shipping_method", OF_CART, ["id", "cart_id"]],
  ["cart_shipping_method_adjustment", OF_METHOD, ["id", "shipping_method_id"]],
  ["cart_shipping_method_tax_line", OF_METHOD, ["id", "shipping_method_id"]],
  ["cart_promotion", OF_CART, ["id", "cart_id"]],
  ["payment_collection", `id ${OF_COLLECTION}`, ["id"]],
  [
    "cart_payment_collection",
    OF_CART,
    ["id", "cart_id", "payment_collection_id"],
  ],
  [
    "payment_session",
    `payment_collection_id ${OF_COLLECTION}`,
    ["id", "payment_collection_id"],
  ],
  ["promotion_redemption", OF_CART, ["id", "cart_id"]],
]

/** What a copy has of its own. */
export type CopyOfCart = {
  /** At the end of every id of the copy. */
  suffix: string
  /** The assignment that the ledger's row stands for. */
  assignment_id: string | null
  /** What the payment provider knows the payment by. */
  payment_id: string
  purchase: string
}

/**
 * Copies an open cart with its payment and its row in the ledger, as if a shopper
 * had made all of it again. The shopper's seven requests take ten times as long.
 */
export async function copyCart(
  sql: Database,
  cartId: string,
  { suffix, assignment_id, payment_id, purchase }: CopyOfCart
): Promise<void> {
  const own: Record<string, Record<string, string>> = {
    payment_session: {
      data: `source.data || jsonb_build_object(
        'id', ${text(payment_id)}, 'purchase', ${text(purchase)},
        'session_id', source.id || ${text(suffix)})`,
    },
    promotion_redemption: {
      ...(assignment_id && { assignment_id: text(assignment_id) }),
      created_at: "now()",
      updated_at: "now()",
      status_changed_at: "now()",
      next_attempt_at: "now() + (source.next_attempt_at - source.created_at)",
    },
  }
  for (const [table, where, ids] of PARTS) {
    const changes = ids.map((id) => [id, `source."${id}" || ${text(suffix)}`])
    await copyRows(sql, {
      table,
      where,
      changes: { ...Object.fromEntries(changes), ...own[table] },
      values: [cartId],
    })
  }
}

/** Of ids only, which have no quotes. */
function text(id: string): string {
  return `'${id}'::text`
}
