import type { HttpTypes } from "@medusajs/framework/types"

import type { StoreEngagePromotionListResponse } from "../../src/types"
import {
  expectOk,
  sendTo,
  type Answer,
  type Send,
  type ShopRequest,
} from "./send"

/** The answer of `POST /store/carts/:id/complete`, if not an error. */
export type Completed =
  | { type: "order"; order: HttpTypes.StoreOrder }
  | { type: "cart"; cart: HttpTypes.StoreCart; error: { message: string } }

/** An answer with the changed cart. */
export type CartAnswer = { cart: HttpTypes.StoreCart }

/** A signed-in customer. */
export type SignedIn = { token: string; email: string }

/** A new cart's contents and data. */
export type CartInput = {
  region_id: string
  items: { variant_id: string; quantity: number }[]
  sales_channel_id?: string
  email?: string
  promo_codes?: string[]
  metadata?: Record<string, unknown>
}

const ADDRESS = {
  first_name: "Anna",
  last_name: "Andersson",
  address_1: "Storgatan 1",
  postal_code: "111 22",
  city: "Stockholm",
}

/**
 * A shop's web site, used by one shopper: a customer, or a guest. What only prepares
 * (a cart, a payment) throws if the shop refuses; what a test looks at returns the
 * answer, whatever the answer's status.
 */
export class Storefront {
  constructor(
    private readonly send: Send,
    private readonly publishableKey: string,
    protected readonly customer: SignedIn | null = null
  ) {}

  /** The web site of a shop in another process. */
  static at(
    { url, publishableKey }: { url: string; publishableKey: string },
    customer?: SignedIn
  ): Storefront {
    return new Storefront(sendTo(url), publishableKey, customer)
  }

  /** The same web site for a signed-in customer. */
  as(customer: SignedIn): Storefront {
    return new Storefront(this.send, this.publishableKey, customer)
  }

  /** Makes a cart with an address. */
  openCart(input: CartInput, country = "se"): Promise<Answer<CartAnswer>> {
    return this.post("/store/carts", {
      email: this.customer?.email,
      ...input,
      shipping_address: { ...ADDRESS, country_code: country },
    })
  }

  /** Puts one piece of a product into a new cart, for home delivery. */
  async fillCart({
    handle,
    currency_code,
  }: {
    handle: string
    currency_code: string
  }): Promise<HttpTypes.StoreCart> {
    const { regions } = await expectOk(
      this.request<{ regions: HttpTypes.StoreRegion[] }>(
        "GET",
        "/store/regions"
      )
    )
    const region = regions.find((one) => one.currency_code === currency_code)
    const { products } = await expectOk(
      this.request<{ products: HttpTypes.StoreProduct[] }>(
        "GET",
        `/store/products?handle=${handle}`
      )
    )
    const variant = products[0]?.variants?.[0]
    if (!region || !variant) {
      throw new Error(`The shop does not sell ${handle} in ${currency_code}`)
    }
    const items = [{ variant_id: variant.id, quantity: 1 }]
    const { cart } = await expectOk(
      this.openCart({ region_id: region.id, items })
    )
    return this.chooseDelivery(cart.id)
  }

  /** The current cart. */
  async cart(id: string): Promise<HttpTypes.StoreCart> {
    const { cart } = await expectOk(
      this.request<CartAnswer>("GET", `/store/carts/${id}`)
    )
    return cart
  }

  updateCart(id: string, changes: object): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${id}`, changes)
  }

  /** Gives a cart to the signed-in customer, even if the cart belongs to another. */
  takeOver(cartId: string): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${cartId}/customer`, {})
  }

  /** Chooses the given way to deliver, or the first. */
  async chooseDelivery(
    cartId: string,
    optionId?: string
  ): Promise<HttpTypes.StoreCart> {
    const { cart } = await expectOk(
      this.post<CartAnswer>(`/store/carts/${cartId}/shipping-methods`, {
        option_id: optionId ?? (await this.firstDelivery(cartId)),
      })
    )
    return cart
  }

  private async firstDelivery(cartId: string): Promise<string | undefined> {
    const { shipping_options } = await expectOk(
      this.request<{ shipping_options: { id: string }[] }>(
        "GET",
        `/store/shipping-options?cart_id=${cartId}`
      )
    )
    return shipping_options[0]?.id
  }

  /**
   * Starts a payment of the cart's present total. A payment is good for one attempt
   * to complete the cart.
   * @param data - the shopper's data for the payment provider
   */
  async startPayment(
    cartId: string,
    provider = "pp_system_default",
    data: Record<string, unknown> = {}
  ): Promise<{ session_id: string; amount: number }> {
    const created = await expectOk(
      this.post<{ payment_collection: HttpTypes.StorePaymentCollection }>(
        "/store/payment-collections",
        { cart_id: cartId }
      )
    )
    const { payment_collection } = await expectOk(
      this.post<{ payment_collection: HttpTypes.StorePaymentCollection }>(
        `/store/payment-collections/${created.payment_collection.id}/payment-sessions`,
        { provider_id: provider, data }
      )
    )
    const session = payment_collection.payment_sessions?.[0]
    if (!session) {
      throw new Error("The payment did not start")
    }
    return { session_id: session.id, amount: Number(session.amount) }
  }

  complete(cartId: string): Promise<Answer<Completed>> {
    return this.post(`/store/carts/${cartId}/complete`, {})
  }

  /** Completes a cart, and throws if no order is placed. */
  async order(cartId: string): Promise<HttpTypes.StoreOrder> {
    const answer = await expectOk(this.complete(cartId))
    if (answer.type !== "order") {
      throw new Error(`No order: ${JSON.stringify(answer.error)}`)
    }
    return answer.order
  }

  /** Pays for a cart and completes the cart. */
  async pay(cartId: string): Promise<Answer<Completed>> {
    await this.startPayment(cartId)
    return this.complete(cartId)
  }

  /** Pays for a cart and completes the cart; throws if no order is placed. */
  async buy(cartId: string): Promise<HttpTypes.StoreOrder> {
    await this.startPayment(cartId)
    return this.order(cartId)
  }

  /** How many orders the customer has. */
  async countOrders(): Promise<number> {
    const { count } = await expectOk(
      this.request<{ count: number }>("GET", "/store/orders")
    )
    return count
  }

  addCode(cartId: string, code: string): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${cartId}/promotions`, {
      promo_codes: [code],
    })
  }

  removeCode(cartId: string, code: string): Promise<Answer<CartAnswer>> {
    return this.request("DELETE", `/store/carts/${cartId}/promotions`, {
      promo_codes: [code],
    })
  }

  /** The shopper's offers, and whether each is on the cart. */
  listOffers(
    cartId: string
  ): Promise<Answer<StoreEngagePromotionListResponse>> {
    return this.request("GET", `/store/carts/${cartId}/engage-promotions`)
  }

  listMyOffers(): Promise<Answer<StoreEngagePromotionListResponse>> {
    return this.request("GET", "/store/customers/me/engage-promotions")
  }

  applyOffer(
    cartId: string,
    assignmentId: string
  ): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${cartId}/engage-promotions`, {
      assignment_id: assignmentId,
    })
  }

  removeOffer(
    cartId: string,
    assignmentId: string
  ): Promise<Answer<CartAnswer>> {
    return this.request(
      "DELETE",
      `/store/carts/${cartId}/engage-promotions/${assignmentId}`
    )
  }

  protected post<T>(url: string, data: unknown): Promise<Answer<T>> {
    return this.request("POST", url, data)
  }

  /** Sends any request of this shopper, as the shopper's browser would. */
  request<T>(
    method: ShopRequest["method"],
    url: string,
    data?: unknown
  ): Promise<Answer<T>> {
    return this.send({
      method,
      url,
      data,
      headers: {
        "x-publishable-api-key": this.publishableKey,
        ...(this.customer && {
          authorization: `Bearer ${this.customer.token}`,
        }),
      },
    })
  }
}
