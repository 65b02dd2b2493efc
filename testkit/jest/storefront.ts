import type { HttpTypes } from "@medusajs/framework/types"

import type { TestCustomer } from "./customers"
import { expectOk, type Answer, type Send } from "./http"
import type { Store } from "./store"

/** The answer of `POST /store/carts/:id/complete`, if not an error. */
export type Completed =
  | { type: "order"; order: HttpTypes.StoreOrder }
  | { type: "cart"; cart: HttpTypes.StoreCart; error: { type: string } }

/** An entry of the shopper's list of offers. */
export type ListedOffer = {
  assignment_id: string
  name: string | null
  applied: boolean
  applicable: boolean
  reason: string | null
  promotion_code: string | null
  refused: boolean
  [field: string]: unknown
}

/** The shopper's list of offers. */
export type OfferList = {
  engage_promotions: ListedOffer[]
  count: number
  reason: string | null
}

type CartAnswer = { cart: HttpTypes.StoreCart }

/** The contents of a new cart. */
export type CartContents = {
  shirts?: number
  mugs?: number
  promo_codes?: string[]
  email?: string
  /** The destination: Sweden pays in euros, Norway in kroner with tax. */
  country?: keyof Store["regions"]
}

/** The shop's web site, used by one shopper: a customer, or a guest. */
export class Storefront {
  constructor(
    private readonly send: Send,
    private readonly store: Store,
    private readonly customer: TestCustomer | null
  ) {}

  /** A new cart with an address; by default with one shirt. */
  async createCart(contents: CartContents = {}): Promise<HttpTypes.StoreCart> {
    const { cart } = await expectOk(this.tryCreateCart(contents))
    return cart
  }

  /** Like {@link createCart}, but returns the answer even if the shop refuses. */
  tryCreateCart({
    shirts = 1,
    mugs = 0,
    promo_codes,
    email = this.customer?.email ?? "guest@example.com",
    country = "se",
  }: CartContents): Promise<Answer<CartAnswer>> {
    const { shirt, mug } = this.store.variants
    const items = [
      { variant_id: shirt, quantity: shirts },
      { variant_id: mug, quantity: mugs },
    ].filter(({ quantity }) => quantity > 0)
    return this.post("/store/carts", {
      region_id: this.store.regions[country],
      sales_channel_id: this.store.sales_channel_id,
      email,
      items,
      promo_codes,
      shipping_address: {
        first_name: "Anna",
        last_name: "Andersson",
        address_1: "Storgatan 1",
        postal_code: "111 22",
        city: "Stockholm",
        country_code: country,
      },
    })
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

  /** Moves a cart to a country, and so to the country's currency. */
  moveTo(
    cartId: string,
    country: keyof Store["regions"]
  ): Promise<Answer<CartAnswer>> {
    return this.updateCart(cartId, { region_id: this.store.regions[country] })
  }

  addShirt(cartId: string): Promise<Answer<CartAnswer>> {
    return this.addItem(cartId, "shirt")
  }

  addItem(
    cartId: string,
    item: keyof Store["variants"]
  ): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${cartId}/line-items`, {
      variant_id: this.store.variants[item],
      quantity: 1,
    })
  }

  /** Changes the quantity of an item on a cart; 0 removes the item. */
  async setQuantity(
    cartId: string,
    item: keyof Store["variants"],
    quantity: number
  ): Promise<void> {
    const { items } = await this.cart(cartId)
    const line = items?.find(
      ({ variant_id }) => variant_id === this.store.variants[item]
    )
    const url = `/store/carts/${cartId}/line-items/${line?.id}`
    await expectOk(
      quantity ? this.post(url, { quantity }) : this.request("DELETE", url)
    )
  }

  /** Gives a cart to the signed-in customer, even if the cart belongs to another. */
  takeOver(cartId: string): Promise<Answer<CartAnswer>> {
    return this.post(`/store/carts/${cartId}/customer`, {})
  }

  async chooseShipping(
    cartId: string,
    option: keyof Store["shipping_options"] = "standard"
  ): Promise<void> {
    await expectOk(
      this.post(`/store/carts/${cartId}/shipping-methods`, {
        option_id: this.store.shipping_options[option],
      })
    )
  }

  /**
   * Starts a payment of the cart's present total.
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

  listOffers(cartId: string): Promise<Answer<OfferList>> {
    return this.request("GET", `/store/carts/${cartId}/engage-promotions`)
  }

  listMyOffers(): Promise<Answer<OfferList>> {
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

  private post<T>(url: string, data: unknown): Promise<Answer<T>> {
    return this.request("POST", url, data)
  }

  /** Sends any request of this shopper, as the shopper's browser would. */
  request<T>(
    method: "GET" | "POST" | "DELETE",
    url: string,
    data?: unknown
  ): Promise<Answer<T>> {
    return this.send({
      method,
      url,
      data,
      headers: {
        "x-publishable-api-key": this.store.publishable_key,
        ...(this.customer && {
          authorization: `Bearer ${this.customer.token}`,
        }),
      },
    })
  }
}
