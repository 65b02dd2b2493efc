import { OFFERS, PRODUCTS } from "../../../demo/norrsken"
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

  it("shows the page without offers once a token has expired", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().goTo("/sign-in")
    await shopper().signIn(anna)
    await shopper().addToCart(PRODUCTS.mittens)
    await shopper().letTokenExpire()

    await shopper().openCart()

    await shopper().page.getByText("to see the offers that are yours").waitFor()
    expect(await shopper().page.getByText(tenPercent.heading).count()).toBe(0)
  })

  it("asks a customer who is not verified to verify, and then shows their offers", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().goTo("/sign-in")
    await shopper().signIn(anna)
    await stage().forgetVerification(anna)
    const { page } = shopper()

    await shopper().goTo("/account")
    await page.getByText("Your offers wait for one thing").waitFor()
    expect(await page.getByText(tenPercent.heading).count()).toBe(0)
    expect(await shopper().look("account-not-verified")).toEqual([])
    await shopper().button("Send the link").click()
    await page.getByText("A link is on its way").waitFor()

    await page.goto(await stage().linkFor(anna))
    await shopper().button("Yes, it is mine").click()
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await shopper().offer(tenPercent.heading).waitFor()
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
