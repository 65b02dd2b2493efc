import type { Cart, Order, Payment, Promotion, Shop } from "./shop"

/** What the plugin asks of Medusa's query: an entity and some filters. */
export type GraphRequest = {
  entity: string
  filters?: Record<string, string | string[]>
}

/** Answers as Medusa's `query.graph` would, with all the fields there are. */
export function graph(
  shop: Shop,
  { entity, filters = {} }: GraphRequest
): unknown[] {
  const wanted = (field: string) => [filters[field] ?? []].flat()

  switch (entity) {
    case "cart":
      return wanted("id").flatMap((id) => {
        const cart = shop.carts.get(id)
        return cart ? [toCart(shop, cart)] : []
      })
    case "order":
      return wanted("id").flatMap((id) => {
        const order = shop.orders.get(id)
        return order && !order.deleted ? [toOrder(shop, order)] : []
      })
    case "order_cart":
      return wanted("cart_id").flatMap((cart_id) => {
        const order = shop.orderOfCart(cart_id)
        return order ? [{ cart_id, order_id: order.id }] : []
      })
    case "promotion":
      return shop.promotions
        .filter(
          ({ id, code }) =>
            wanted("id").includes(id) || wanted("code").includes(code)
        )
        .map((promotion) => ({
          ...promotion,
          is_automatic: false,
          status: "active",
          application_method: { target_type: "items" },
        }))
    case "cart_payment_collection":
      return wanted("cart_id").flatMap((cart_id) => {
        const { id } = shop.carts.get(cart_id)?.collection ?? {}
        return id ? [{ cart_id, payment_collection_id: id }] : []
      })
    case "payment":
      return wanted("payment_collection_id").flatMap((id) => {
        const payment = shop.collection(id)?.session.payment
        return payment ? [toPayment(payment)] : []
      })
    case "order_payment_collection":
      return wanted("payment_collection_id").flatMap((id) =>
        [...shop.orders.values()]
          .filter((order) => !order.deleted && order.collection?.id === id)
          .map((order) => ({ order_id: order.id }))
      )
    case "order_promotion":
      // Nothing was sold with these promotions before the plugin came.
      return []
    default:
      throw new Error(`The shop of this test knows no entity "${entity}"`)
  }
}

/** The cart as complete-cart and the plugin's steps read it. */
export function toCart(shop: Shop, cart: Cart) {
  return {
    id: cart.id,
    customer_id: cart.customer_id,
    customer: { id: cart.customer_id },
    sales_channel_id: null,
    currency_code: "eur",
    metadata: cart.metadata,
    total: shop.totalOf(cart),
    completed_at: cart.completed ? "2026-01-01T00:00:00Z" : null,
    ...linesWith(shop.discounts(cart)),
    promotions: shop.promotions
      .filter(({ id }) => cart.promotions.has(id))
      .map(({ id, code }) => ({ id, code })),
    payment_collection: cart.collection && {
      id: cart.collection.id,
      payment_sessions: [{ id: cart.collection.session.id }],
    },
  }
}

/** One item that carries all the discounts. */
function linesWith(discounts: Promotion[]) {
  return {
    items: [
      {
        adjustments: discounts.map(({ id, code }) => ({
          promotion_id: id,
          code,
          amount: 10,
        })),
      },
    ],
    shipping_methods: [],
  }
}

/** In the model, what is captured is refunded and never just cancelled. */
export function toPayment({ id, captured, canceled }: Payment) {
  const amount = [{ amount: 10 }]
  return {
    id,
    canceled_at: canceled ? "2026-01-01T00:00:00Z" : null,
    captured_at: captured ? "2026-01-01T00:00:00Z" : null,
    captures: captured ? amount : [],
    refunds: captured && canceled ? amount : [],
  }
}

function toOrder(
  shop: Shop,
  { id, status, total, collection, promotions }: Order
) {
  const payment = collection?.session.payment
  return {
    ...linesWith(shop.promotions.filter(({ id }) => promotions.includes(id))),
    id,
    created_at: "2026-01-01T00:00:00Z",
    status,
    total,
    payment_collections: collection
      ? [{ payments: payment ? [toPayment(payment)] : [] }]
      : [],
  }
}
