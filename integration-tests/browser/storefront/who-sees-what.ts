import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import type { Cast } from "./storefront.spec"

const { tenPercent } = OFFERS

/** Offers are personal: nobody sees another's. */
export function whoSeesWhat({ stage, shopper }: Cast): void {
  it("shows no offers to a guest, and asks them to sign in", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().addToCart(PRODUCTS.mittens)
    await shopper().openCart()

    await shopper().page.getByText("to see the offers that are yours").waitFor()
    expect(await shopper().page.getByText(tenPercent.heading).count()).toBe(0)
    expect(await shopper().look("cart-of-a-guest")).toEqual([])

    // The cart becomes the member's, with their offers.
    await shopper()
      .page.getByRole("main")
      .getByRole("link", { name: "Sign in" })
      .click()
    await shopper().signIn(anna, "Your cart")
    await shopper().button(`Use offer: ${tenPercent.heading}`).waitFor()
    expect(await shopper().total()).toBe("508 kr")
  })

  it("shows no offers to another customer, and says that there are none", async () => {
    await stage().member(tenPercent)
    const erik = await stage().member()
    await shopper().fillCart(erik, PRODUCTS.mittens)

    await shopper().page.getByText("You have no offers right now").waitFor()
    expect(await shopper().page.getByText(tenPercent.heading).count()).toBe(0)
    expect(await shopper().look("cart-without-offers")).toEqual([])
  })

  it("leaves nothing of a customer's behind when they sign out", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.mittens)
    await shopper().useOffer(tenPercent.heading)
    await shopper().goTo("/account")

    await shopper().button("Sign out").click()
    await shopper().page.getByRole("heading", { name: "Sign in" }).waitFor()

    await shopper().page.getByRole("link", { name: "Cart 0 items" }).click()
    await shopper()
      .page.getByRole("heading", { name: "Your cart is empty" })
      .waitFor()
  })
}
