import {
  BIRTHDAY_OFFER,
  OFFERS,
  PRODUCTS,
  PUBLIC_CODE,
} from "../../../testkit/seed/norrsken"
import type { Cast } from "./screens"
import { ADDRESS } from "./shopper"

const { freeDelivery, tenPercent } = OFFERS

const GUEST = { "First name": "Gun", "Last name": "Ek", ...ADDRESS }

/** What does not depend on the screen, and is played on one of them. */
export function once({ stage, shopper }: Cast): void {
  afterEach(() => stage.engage.clearFaults())

  it("uses offers in per cent and on delivery, before there is an address", async () => {
    const anna = await stage.member(freeDelivery, BIRTHDAY_OFFER)
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
    expect(stage.redemptionsOf(anna)).toEqual([1, 1])
  })

  it("keeps an offer beside a code, and out of the box for codes", async () => {
    const { code } = PUBLIC_CODE
    const { page } = shopper()
    const anna = await stage.member(tenPercent)
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

  it("says that the offers cannot be reached, and shows them once Engage is back", async () => {
    const anna = await stage.member(tenPercent)
    const { page } = shopper()
    stage.engage.setFault({ type: "status", status: 503 })
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await page.getByText("Your offers cannot be reached right now").waitFor()
    expect(await shopper().look("offers-away")).toEqual([])

    stage.engage.clearFaults()
    // The shop may remember for some seconds that Engage was away.
    const use = shopper().button(`Use offer: ${tenPercent.heading}`)
    for (let tries = 0; tries < 30 && !(await use.isVisible()); tries++) {
      await shopper()
        .button("Try again")
        .click({ timeout: 1_000 })
        .catch(() => undefined)
      await page.waitForTimeout(500)
    }
    await shopper().useOffer(tenPercent.heading)

    // One that is on the cart comes off, whether Engage is there or not.
    stage.engage.setFault({ type: "status", status: 503 })
    const remove = shopper().button(`Remove: ${tenPercent.heading}`)
    await remove.click()
    await remove.waitFor({ state: "detached" })
    expect(await shopper().total()).toBe("1 549 kr")
    expect(stage.redemptionsOf(anna)).toEqual([0])
  })

  it("shows offers to nobody but the one who has them", async () => {
    const anna = await stage.member(tenPercent)
    const erik = await stage.member()
    const { page } = shopper()
    const seen = () => page.getByText(tenPercent.heading).count()
    await shopper().addToCart(PRODUCTS.mittens)
    await shopper().openCart()
    await page.getByText("to see the offers that are yours").waitFor()
    expect(await seen()).toBe(0)
    expect(await shopper().look("cart-of-a-guest")).toEqual([])

    // The cart becomes the member's, with their offers.
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click()
    await shopper().signIn(anna, "Your cart")
    await shopper().useOffer(tenPercent.heading)
    expect(await shopper().total()).not.toBe("508 kr")

    // Nothing of it is left when they sign out.
    await shopper().goTo("/account")
    await shopper().button("Sign out").click()
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    await page.getByRole("link", { name: "Cart 0 items" }).click()
    await page.getByRole("heading", { name: "Your cart is empty" }).waitFor()

    await shopper().fillCart(erik, PRODUCTS.mittens)
    await page.getByText("You have no offers right now").waitFor()
    expect(await seen()).toBe(0)
    expect(await shopper().look("cart-without-offers")).toEqual([])
  })

  it("shows the page without offers once a token has expired", async () => {
    const anna = await stage.member(tenPercent)
    await shopper().goTo("/sign-in")
    await shopper().signIn(anna)
    await shopper().addToCart(PRODUCTS.mittens)
    await shopper().letTokenExpire()

    await shopper().openCart()

    await shopper().page.getByText("to see the offers that are yours").waitFor()
    expect(await shopper().page.getByText(tenPercent.heading).count()).toBe(0)
  })

  it("asks a customer who is not verified to verify, and then shows their offers", async () => {
    const anna = await stage.member(tenPercent)
    await shopper().goTo("/sign-in")
    await shopper().signIn(anna)
    await stage.forgetVerification(anna)
    const { page } = shopper()

    await shopper().goTo("/account")
    await page.getByText("Your offers wait for one thing").waitFor()
    expect(await page.getByText(tenPercent.heading).count()).toBe(0)
    expect(await shopper().look("account-not-verified")).toEqual([])
    await shopper().button("Send the link").click()
    await page.getByText("A link is on its way").waitFor()

    await page.goto(await stage.linkFor(anna))
    await shopper().button("Yes, it is mine").click()
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await shopper().offer(tenPercent.heading).waitFor()
  })

  it("says what is missing in the address, and asks again when the total has changed", async () => {
    const { page } = shopper()
    await shopper().addToCart(PRODUCTS.beanie)
    await shopper().openCart()
    await page.getByRole("link", { name: "Go to checkout" }).click()
    await page.getByLabel("First name").fill("Anna")
    await shopper().button("Continue to payment").click()
    const email = page.getByLabel("E-mail")
    await shopper().expectFocus(email)
    expect(await email.getAttribute("aria-invalid")).toBe("true")
    await page.getByText("Enter your last name").waitFor()
    expect(await shopper().look("checkout-address-missing")).toEqual([])

    await shopper().fillAddress({ "E-mail": "guest@example.com", ...GUEST })
    await (await shopper().inAnotherTab()).addToCart(PRODUCTS.thermos)
    await shopper().button("Pay 408 kr").click()
    await shopper().alert.getByText("Your total is now 807 kr").waitFor()
    expect(await shopper().look("total-changed")).toEqual([])
    await shopper().button("Pay 807 kr").click()
    await shopper().orderNumber()
  })
}
