import { OFFERS, PRODUCTS, PUBLIC_CODE } from "../../../testkit/seed/norrsken"
import type { Cast } from "./storefront.spec"

const { tenPercent } = OFFERS

/** What does not depend on the screen, and is played on one of them. */
export function once({ stage, shopper }: Cast): void {
  it("keeps an offer beside a code, and out of the box for codes", async () => {
    const { code } = PUBLIC_CODE
    const { page } = shopper()
    const anna = await stage().member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await shopper().useOffer(tenPercent.heading)
    await page.getByText("Discount code").click()

    await page.getByLabel("Code").fill(tenPercent.code.slice(1))
    await shopper().button("Add").click()
    await shopper().alert.waitFor()
    await page.getByLabel("Code").fill(code)
    await shopper().button("Add").click()
    await shopper().button(`Remove ${code}`).waitFor()

    expect(await shopper().total()).toBe("1 355 kr")
    const box = page.getByRole("group").filter({ hasText: "Discount code" })
    expect(await box.getByText(tenPercent.code).count()).toBe(0)
    expect(await shopper().look("cart-offer-and-code")).toEqual([])

    await shopper().button(`Remove ${code}`).click()
    await shopper().button(`Remove ${code}`).waitFor({ state: "detached" })
    await shopper().button(`Remove: ${tenPercent.heading}`).waitFor()
    expect(await shopper().total()).toBe("1 400 kr")
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
}
