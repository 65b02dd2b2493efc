import {
  BIRTHDAY_OFFER,
  OFFERS,
  PRODUCTS,
  PUBLIC_CODE,
} from "../../../testkit/seed/norrsken"
import { plain } from "./shopper"
import type { Cast } from "./storefront.spec"

const { tenPercent, freeDelivery } = OFFERS

/** Scene 1: the order is placed, and only then is the offer redeemed. */
export function redeemed({ stage, shopper }: Cast): void {
  it("redeems the offer that was used when the order is placed", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await shopper().button(`Use offer: ${tenPercent.heading}`).waitFor()
    expect(await shopper().look("cart-with-offers")).toEqual([])
    expect(await shopper().total()).toBe("1 549 kr")

    await shopper().useOffer(tenPercent.heading)
    expect(await shopper().total()).toBe("1 400 kr")
    expect(plain(await shopper().announced.innerText())).toContain(
      "The total is 1 400 kr."
    )
    expect(await shopper().look("cart-offer-applied")).toEqual([])
    expect(stage().redemptionsOf(anna)).toEqual([0])

    await shopper().fillCheckout()
    expect(await shopper().look("checkout-payment")).toEqual([])
    const cartId = await shopper().cartId()
    await shopper().button("Pay 1 400 kr").click()

    const order_number = await shopper().orderNumber()
    expect(await shopper().total()).toBe("1 400 kr")
    await shopper().page.getByText(tenPercent.heading).waitFor()
    expect(await shopper().look("confirmation")).toEqual([])
    expect(stage().redemptionsOf(anna)).toEqual([1])
    expect(await stage().rowsOf(cartId)).toEqual([
      { status: "redeemed", reason: null, order_number, redeem_calls: [200] },
    ])

    await shopper().goTo("/account")
    await shopper()
      .page.getByRole("link", { name: `Order #${order_number}` })
      .waitFor()
    expect(await shopper().look("account-with-order")).toEqual([])
  })

  it("takes an offer off again, with the old total", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await shopper().useOffer(tenPercent.heading)
    expect(await shopper().total()).toBe("1 400 kr")

    await shopper().button(`Remove: ${tenPercent.heading}`).click()
    await shopper().button(`Use offer: ${tenPercent.heading}`).waitFor()

    expect(await shopper().total()).toBe("1 549 kr")
    expect(stage().redemptionsOf(anna)).toEqual([0])
  })

  it("uses offers in per cent and on delivery, before there is an address", async () => {
    const anna = await stage().member(freeDelivery, BIRTHDAY_OFFER)
    await shopper().fillCart(anna, PRODUCTS.thermos)
    await shopper().useOffer(freeDelivery.heading)
    expect(await shopper().total()).toBe("399 kr")

    await shopper().useOffer(BIRTHDAY_OFFER.heading)
    expect(await shopper().total()).toBe("339,15 kr")
    expect(await shopper().look("cart-two-offers")).toEqual([])

    await shopper().fillCheckout()
    expect(await shopper().total()).toBe("339,15 kr")
    await shopper().button(/^Pay /).click()
    await shopper().orderNumber()
    expect(stage().redemptionsOf(anna)).toEqual([1, 1])
  })
}
