import { moveToStores } from "../../../testkit/engage"
import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import { ADDRESS, plain } from "./shopper"
import type { Cast } from "./storefront.spec"

const { threeHundred } = OFFERS
const CODE = "promotion_not_valid_for_redemption_channel"

/** Scene 2: Engage refuses; a message, the new total, and one click to pay it. */
export function refused({ stage, shopper }: Cast): void {
  it("says that the offer was refused, and sells without it in one click", async () => {
    const anna = await stage().member(threeHundred)
    await shopper().fillCart(anna, PRODUCTS.jacket)
    await shopper().useOffer(threeHundred.heading)
    await shopper().fillCheckout()
    expect(await shopper().total()).toBe("2 549 kr")
    const cartId = await shopper().cartId()
    const [assignment] = anna.assignments
    moveToStores(stage().engage, assignment?.id ?? "")

    await shopper().button("Pay 2 549 kr").click()
    await shopper().alert.waitFor()

    const message = plain(await shopper().alert.innerText())
    expect(message).toContain(`“${threeHundred.heading}” could not be used`)
    expect(message).toContain("This offer cannot be used in the online shop.")
    expect(message).toContain("No order was placed, and nothing was charged.")
    expect(message).toContain("your total is 2 849 kr")
    expect(await shopper().alert.evaluate(isFocused)).toBe(true)
    expect(await shopper().total()).toBe("2 849 kr")
    expect(await shopper().look("refused")).toEqual([])
    expect(await stage().rowsOf(cartId)).toEqual([
      {
        status: "rejected",
        reason: CODE,
        order_number: null,
        redeem_calls: [409],
      },
    ])

    await shopper().button("Pay 2 849 kr").click()
    await shopper().orderNumber()
    expect(await shopper().total()).toBe("2 849 kr")
    expect(stage().redemptionsOf(anna)).toEqual([0])
  })

  it("says in the cart which offer was refused", async () => {
    const anna = await stage().member(threeHundred)
    await shopper().fillCart(anna, PRODUCTS.jacket)
    await shopper().useOffer(threeHundred.heading)
    await shopper().fillCheckout()
    const [assignment] = anna.assignments
    moveToStores(stage().engage, assignment?.id ?? "")
    await shopper().button(/^Pay /).click()
    await shopper().alert.waitFor()

    await shopper().openCart()

    await shopper()
      .offer(threeHundred.heading)
      .getByText("This offer cannot be used in the online shop.")
      .waitFor()
    expect(
      await shopper().button(`Use offer: ${threeHundred.heading}`).count()
    ).toBe(0)
    expect(await shopper().look("cart-after-refusal")).toEqual([])
  })

  it("asks again when the total is not the one that was shown", async () => {
    await shopper().addToCart(PRODUCTS.beanie)
    await shopper().openCart()
    await shopper().page.getByRole("link", { name: "Go to checkout" }).click()
    await shopper().fillAddress({ "E-mail": "guest@example.com", ...GUEST })
    const elsewhere = await shopper().inAnotherTab()
    await elsewhere.addToCart(PRODUCTS.thermos)

    await shopper().button("Pay 408 kr").click()

    await shopper().alert.getByText("Your total is now 807 kr").waitFor()
    expect(await shopper().look("total-changed")).toEqual([])
    await shopper().button("Pay 807 kr").click()
    await shopper().orderNumber()
  })
}

const GUEST = { "First name": "Gun", "Last name": "Ek", ...ADDRESS }

function isFocused(element: Element): boolean {
  return document.activeElement === element
}
