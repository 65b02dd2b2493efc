import { Locks } from "./locks"

/** The name under which a container of this suite has the shop itself. */
export const MODEL_SHOP = "modelShop"

/** And the plugin's handler of the hook on a change of a cart's codes. */
export const CODES_GUARD = "modelCodesGuard"

/** What every cart holds, before discounts, in major units. */
export const FULL_PRICE = 100

/** A promotion of Medusa's. Each takes 10 off. */
export type Promotion = { id: string; code: string }

/** A payment that a provider has authorised. */
export type Payment = { id: string; canceled: boolean; captured: boolean }

/** How a session's provider behaves when it is asked to authorise. */
export type PaymentKind = "card" | "capturing" | "declined" | "bank"

/** A session of a payment provider, as the storefront starts it. */
export type PaymentSession = {
  id: string
  kind: PaymentKind
  status: "pending" | "pending_authorization" | "authorized"
  payment: Payment | null
}

/** A payment collection: here it has one session. */
export type PaymentCollection = { id: string; session: PaymentSession }

export type Cart = {
  id: string
  customer_id: string
  /** Promotions on the cart, by id. */
  promotions: Set<string>
  /** Promotions whose rules the cart does not meet at the moment. */
  unmet: Set<string>
  /** What the plugin notes on it. */
  metadata: Record<string, unknown>
  collection: PaymentCollection | null
  completed: boolean
}

/** An order. Deleted ones stay in the books, to be told from unknown ones. */
export type Order = {
  id: string
  cart_id: string
  /** What discounts it. */
  promotions: string[]
  total: number
  collection: PaymentCollection | null
  status: "pending" | "canceled"
  deleted: boolean
  /** Its completion came to its end: no server died over it. */
  finished: boolean
}

/**
 * What Medusa's own modules would hold: carts, orders and payments, in memory
 * and shared by all servers, as a database would be.
 */
export class Shop {
  readonly carts = new Map<string, Cart>()
  readonly orders = new Map<string, Order>()
  private readonly sessions = new Map<string, PaymentSession>()
  private ids = 0

  constructor(
    readonly promotions: Promotion[],
    /** One lock for all servers; null when each has its own. */
    readonly sharedLocks: Locks | null
  ) {}

  nextId(prefix: string): string {
    return `${prefix}_${++this.ids}`
  }

  createCart(customer_id: string): Cart {
    const cart: Cart = {
      id: this.nextId("cart"),
      customer_id,
      promotions: new Set(),
      unmet: new Set(),
      metadata: {},
      collection: null,
      completed: false,
    }
    this.carts.set(cart.id, cart)
    return cart
  }

  cart(id: string): Cart {
    const cart = this.carts.get(id)
    if (!cart) {
      throw new Error(`There is no cart ${id}`)
    }
    return cart
  }

  /** Promotions that take something off the cart. */
  discounts(cart: Cart): Promotion[] {
    return this.promotions.filter(
      ({ id }) => cart.promotions.has(id) && !cart.unmet.has(id)
    )
  }

  totalOf(cart: Cart): number {
    return FULL_PRICE - 10 * this.discounts(cart).length
  }

  /** A changed total deletes the sessions of a cart's payment. */
  refreshPayment(cart: Cart, totalBefore: number): void {
    if (this.totalOf(cart) !== totalBefore) {
      cart.collection = null
    }
  }

  /** The storefront starts a payment, unless one is under way. */
  startPayment(cart: Cart, kind: PaymentKind): void {
    const session = cart.collection?.session
    if (!session || (session.status === "pending" && session.kind !== kind)) {
      const session: PaymentSession = {
        id: this.nextId("payses"),
        kind,
        status: "pending",
        payment: null,
      }
      this.sessions.set(session.id, session)
      cart.collection = { id: this.nextId("paycol"), session }
    }
  }

  paymentsOf(sessionIds: string[]): Payment[] {
    return sessionIds.flatMap((id) => this.sessions.get(id)?.payment ?? [])
  }

  /** A payment collection that a cart or an order has, or had. */
  collection(id: string): PaymentCollection | undefined {
    return [...this.orders.values(), ...this.carts.values()]
      .flatMap(({ collection }) => collection ?? [])
      .find((collection) => collection.id === id)
  }

  orderOfCart(cartId: string): Order | undefined {
    return [...this.orders.values()].find(
      (order) => order.cart_id === cartId && !order.deleted
    )
  }

  /** Orders that somebody is going to get. */
  standing(): Order[] {
    return [...this.orders.values()].filter(
      ({ status, deleted }) => !deleted && status !== "canceled"
    )
  }

  createPayment(session: PaymentSession): Payment {
    session.status = "authorized"
    session.payment = {
      id: this.nextId("pay"),
      canceled: false,
      captured: session.kind === "capturing",
    }
    return session.payment
  }
}
