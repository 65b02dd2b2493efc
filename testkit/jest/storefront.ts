import type { HttpTypes } from "@medusajs/framework/types"

import { Storefront, type CartAnswer } from "../storefront/storefront"
import { expectOk, type Answer, type Send } from "../storefront/send"
import type { TestCustomer } from "./customers"
import type { Store } from "./store"

/** The contents of a new cart. */
export type CartContents = {
  shirts?: number
  mugs?: number
  promo_codes?: string[]
  email?: string
  /** The destination: Sweden pays in euros, Norway in kroner with tax. */
  country?: keyof Store["regions"]
}

/** The web site of the shop that `seedStore` fills. */
export class TestStorefront extends Storefront {
  constructor(
    send: Send,
    private readonly store: Store,
    customer: TestCustomer | null
  ) {
    super(send, store.publishable_key, customer)
  }

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
    const { regions, variants, sales_channel_id } = this.store
    const items = [
      { variant_id: variants.shirt, quantity: shirts },
      { variant_id: variants.mug, quantity: mugs },
    ].filter(({ quantity }) => quantity > 0)
    const region_id = regions[country]
    return this.openCart(
      { region_id, sales_channel_id, email, items, promo_codes },
      country
    )
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

  /** An offer as the list of a cart shows it; undefined if the list does not. */
  async listedOffer(cartId: string, { id }: { id: string }) {
    const { engage_promotions } = await expectOk(this.listOffers(cartId))
    return engage_promotions.find(({ assignment_id }) => assignment_id === id)
  }

  async chooseShipping(
    cartId: string,
    option: keyof Store["shipping_options"] = "standard"
  ): Promise<void> {
    await this.chooseDelivery(cartId, this.store.shipping_options[option])
  }
}
