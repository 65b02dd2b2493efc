import { copyRows } from "../../testkit/ledger/copy-rows"
import type { Database } from "../../testkit/ledger/database"

const OF_CART = "cart_id = $1"
const OF_ITEM = `item_id IN (SELECT id FROM cart_line_item WHERE ${OF_CART})`
const OF_METHOD = `shipping_method_id IN
  (SELECT id FROM cart_shipping_method WHERE ${OF_CART})`
const OF_COLLECTION = `IN
  (SELECT payment_collection_id FROM cart_payment_collection WHERE ${OF_CART})`

/** The tables with a part of an open cart, and which rows. */
const PARTS: [table: string, rows: string][] = [
  [
    "cart_address",
    "id IN (SELECT shipping_address_id FROM cart WHERE id = $1)",
  ],
  ["cart", "id = $1"],
  ["cart_line_item", OF_CART],
  ["cart_line_item_adjustment", OF_ITEM],
  ["cart_line_item_tax_line", OF_ITEM],
  ["cart_shipping_method", OF_CART],
  ["cart_shipping_method_adjustment", OF_METHOD],
  ["cart_shipping_method_tax_line", OF_METHOD],
  ["cart_promotion", OF_CART],
  ["payment_collection", `id ${OF_COLLECTION}`],
  ["cart_payment_collection", OF_CART],
  ["payment_session", `payment_collection_id ${OF_COLLECTION}`],
  ["promotion_redemption", OF_CART],
]

/** The columns with ids of these rows; each table has some of them. */
const IDS = [
  ...["id", "cart_id", "item_id", "shipping_method_id"],
  ...["shipping_address_id", "payment_collection_id"],
]

/**
 * Copies an open cart with its payment and its row in the ledger, as if a shopper
 * had made all of it again. The shopper's seven requests take ten times as long.
 *
 * @param suffix - at the end of every id of the copy.
 * @param assignment_id - what the copy's row in the ledger stands for.
 * @param payment_id - with `purchase`, what the payment provider knows it by.
 */
export async function copyCart(
  sql: Database,
  cartId: string,
  {
    suffix,
    assignment_id,
    payment_id,
    purchase,
  }: Record<"suffix" | "payment_id" | "purchase", string> & {
    assignment_id: string | null
  }
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
  const ids = Object.fromEntries(
    IDS.map((id) => [id, `source."${id}" || ${text(suffix)}`])
  )
  for (const [table, where] of PARTS) {
    const changes = { ...ids, ...own[table] }
    await copyRows(sql, { table, where, changes, values: [cartId] })
  }
}

/** Of ids only, which have no quotes. */
function text(id: string): string {
  return `'${id}'::text`
}
