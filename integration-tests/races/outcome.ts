import type { HttpTypes } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { book } from "../../testkit/payment/provider/book"
import type { LedgerRow } from "../../testkit/ledger/rows"
import { ordersOf, type Scene } from "./scene"

/** A cart, or an order, of which the same is read. */
type Bought = Required<HttpTypes.StoreCart>

/** What a race has left, as read from the database. */
export type Remains = Awaited<ReturnType<typeof look>>

/** What is the same whenever the same was done, whoever did it when. */
export type Outcome = ReturnType<typeof outcomeOf>

const LINES = [
  "items.id",
  "items.variant_sku",
  "items.quantity",
  "items.adjustments.*",
  "shipping_methods.id",
  "shipping_methods.name",
  "shipping_methods.adjustments.*",
  "promotions.code",
]

export async function look(scene: Scene) {
  const { stage, lane, cart_id, earlier_orders } = scene
  const { shop } = stage
  const query = shop.container.resolve(ContainerRegistrationKeys.QUERY)
  const graph = async <T>(entity: string, id: string, fields: string[]) => {
    const { data } = await query.graph({ entity, fields, filters: { id } })
    return data[0] as unknown as T
  }
  const common = ["id", "total", "email", "customer_id", "currency_code"]
  const cart = await graph<Bought>("cart", cart_id, [
    ...common,
    ...LINES,
    "shipping_address.country_code",
    "shipping_address.city",
    "payment_collection.amount",
    "payment_collection.payment_sessions.amount",
  ])
  const [link] = await shop
    .sql("order_cart")
    .where({ cart_id })
    .whereNull("deleted_at")
    .select("order_id")
  const order = link
    ? await graph<Bought & { canceled_at: unknown }>("order", link.order_id, [
        ...common,
        ...LINES,
        "canceled_at",
      ])
    : null
  return {
    cart,
    order,
    /** New orders of the two customers, whatever became of their links. */
    orders: (await ordersOf(stage, lane)).filter(
      (id) => !earlier_orders.has(id)
    ),
    rows: await shop.ledger.rows(cart_id),
  }
}

/** What a race has come to, in words that mean the same for every cart. */
export function outcomeOf(scene: Scene, remains: Remains) {
  const { lane, purchase } = scene
  const { cart, order, rows } = remains
  const bought = order ?? cart
  const nameOf = namesOf(scene, rows)
  const collection = cart.payment_collection
  const customers: Record<string, string> = {
    [lane.owner.id]: "the owner",
    [lane.other.id]: "the other",
  }
  const addresses: Record<string, string> = {
    [lane.owner.email]: "the owner's",
    [lane.other.email]: "the other's",
    [`another-${purchase}@example.com`]: "another",
  }
  const { country_code, city } = cart.shipping_address ?? {}
  return {
    order: !order ? "none" : order.canceled_at ? "canceled" : "placed",
    total: amount(bought.total),
    /** What each promotion takes off. */
    discounts: sumUp(
      adjustmentsOf(bought).map(({ code, amount }) => [nameOf(code), amount])
    ),
    /** Promotions of the cart, or of the order. */
    promotions: (bought.promotions ?? [])
      .map(({ code }) => nameOf(code))
      .sort(),
    /** Offers in the ledger, but those that came off again. */
    ledger: Object.fromEntries(
      rows
        .filter(({ status }) => status !== "released")
        .map(({ promotion_code, status, reason }) => [
          nameOf(promotion_code),
          reason ? `${status} (${reason})` : status,
        ])
        .sort()
    ),
    items: sumUp(
      bought.items.map(({ variant_sku, quantity }) => [
        String(variant_sku),
        Number(quantity),
      ])
    ),
    delivery: bought.shipping_methods.map(({ name }) => String(name)).sort(),
    /** City, e-mail, owner. */
    whose: [
      bought.currency_code,
      country_code ?? "no country",
      city ?? "no city",
      addresses[bought.email ?? ""] ?? bought.email,
      customers[bought.customer_id ?? ""] ?? "nobody's",
    ].join(", "),
    /** Of an open cart: what the payment and its sessions are about. */
    payment: order
      ? null
      : {
          collection: collection ? amount(collection.amount) : null,
          sessions: (collection?.payment_sessions ?? [])
            .map((session) => amount(session.amount))
            .sort((one, other) => one - other),
        },
    /** What the payment provider holds or has taken. */
    paid: amount(book.held(purchase)),
  }
}

/** Names of promotions; the plugin's own by the offer that they stand for. */
export function namesOf({ stage, assignments }: Scene, rows: LedgerRow[]) {
  for (const [name, { id }] of assignments) {
    const row = rows.find(({ assignment_id }) => assignment_id === id)
    if (row) {
      stage.names.set(row.promotion_code, name)
    }
  }
  return (code?: string | null) => stage.names.get(code ?? "") ?? String(code)
}

/** All that is taken off a cart or an order, line by line. */
export function adjustmentsOf({ items, shipping_methods }: Bought) {
  return [...items, ...shipping_methods].flatMap(({ id, adjustments }) =>
    (adjustments ?? []).map(({ code, promotion_id, amount: value }) => ({
      line: id,
      code,
      promotion_id,
      amount: amount(value),
    }))
  )
}

/** Money as it can be compared. */
export function amount(value: unknown): number {
  return Math.round(Number(value) * 10_000) / 10_000
}

function sumUp(entries: [string, number][]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [name, value] of entries.sort()) {
    sums[name] = amount((sums[name] ?? 0) + value)
  }
  return sums
}
