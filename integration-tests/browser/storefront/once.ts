import type { Locator } from "playwright-core"

import {
  BIRTHDAY_OFFER,
  OFFERS,
  PRODUCTS,
  PUBLIC_CODE,
} from "../../../testkit/seed/norrsken"
import { comesTrue } from "../../../testkit/poll"
import { PATIENCE_MS } from "../support/visitor"
import type { Cast } from "./stage"
import { ADDRESS, plain } from "./shopper"

const { freeDelivery, tenPercent } = OFFERS

const GUEST = { "First name": "Gun", "Last name": "Ek", ...ADDRESS }

/** What does not depend on the screen, and is played on one of them. */
export function once(cast: Cast): void {
  const { stage } = cast

  it("redeems the offer that was used when the order is placed", async () => {
    const { shopper } = cast
    const { heading } = tenPercent
    const anna = await stage.member(tenPercent)
    await shopper.fillCart(anna, PRODUCTS.sweater)
    await shopper.button(`Use offer: ${heading}`).waitFor()
    expect(await shopper.look("cart-with-offers")).toEqual([])
    expect(await shopper.total()).toBe("1 549 kr")

    await shopper.useOffer(heading)
    expect(await shopper.total()).toBe("1 400 kr")
    expect(plain(await shopper.announced.innerText())).toContain(
      "The total is 1 400 kr."
    )
    expect(await shopper.look("cart-offer-applied")).toEqual([])

    // And off again, with the old total.
    await shopper.button(`Remove: ${heading}`).click()
    await shopper.button(`Use offer: ${heading}`).waitFor()
    expect(await shopper.total()).toBe("1 549 kr")

    await shopper.useOffer(heading)
    await shopper.fillCheckout()
    expect(await shopper.look("checkout-payment")).toEqual([])
    expect(stage.redemptionsOf(anna)).toEqual([0])
    const order = await shopper.pay("1 400 kr")
    expect(await shopper.total()).toBe("1 400 kr")
    await shopper.page.getByText(heading, { exact: true }).waitFor()
    expect(await shopper.look("confirmation")).toEqual([])
    expect(stage.redemptionsOf(anna)).toEqual([1])

    await shopper.goTo("/account")
    await shopper.page.getByRole("link", { name: `Order #${order}` }).waitFor()
    expect(await shopper.look("account-with-order")).toEqual([])
  })

  it("uses offers in per cent and on delivery, before there is an address", async () => {
    const { shopper } = cast
    const anna = await stage.member(freeDelivery, BIRTHDAY_OFFER)
    await shopper.fillCart(anna, PRODUCTS.thermos)
    await shopper.useOffer(freeDelivery.heading)
    expect(await shopper.total()).toBe("399 kr")

    await shopper.useOffer(BIRTHDAY_OFFER.heading)
    expect(await shopper.total()).toBe("339,15 kr")
    expect(await shopper.look("cart-two-offers")).toEqual([])

    await shopper.fillCheckout()
    expect(await shopper.total()).toBe("339,15 kr")
    await shopper.pay("339,15 kr")
    expect(stage.redemptionsOf(anna)).toEqual([1, 1])
  })

  it("keeps an offer beside a code, and out of the box for codes", async () => {
    const { shopper } = cast
    const { code } = PUBLIC_CODE
    const { page } = shopper
    const anna = await stage.member(tenPercent)
    await shopper.fillCart(anna, PRODUCTS.sweater)
    await shopper.useOffer(tenPercent.heading)
    await page.getByText("Discount code").click()

    await page.getByLabel("Code").fill(tenPercent.code.slice(1))
    await shopper.button("Add").click()
    await shopper.alert.waitFor()
    await page.getByLabel("Code").fill(code)
    await shopper.button("Add").click()
    await shopper.button(`Remove ${code}`).waitFor()

    expect(await shopper.total()).toBe("1 355 kr")
    const box = page.getByRole("group").filter({ hasText: "Discount code" })
    expect(await box.getByText(tenPercent.code).count()).toBe(0)
    expect(await shopper.look("cart-offer-and-code")).toEqual([])

    await shopper.button(`Remove ${code}`).click()
    await shopper.button(`Remove ${code}`).waitFor({ state: "detached" })
    await shopper.button(`Remove: ${tenPercent.heading}`).waitFor()
    expect(await shopper.total()).toBe("1 400 kr")
  })

  it("says that the offers cannot be reached, and shows them once Engage is back", async () => {
    const { shopper } = cast
    const anna = await stage.member(tenPercent)
    stage.engage.setFault({ type: "status", status: 503 })
    await shopper.fillCart(anna, PRODUCTS.sweater)
    await shopper.sees("Your offers cannot be reached right now")
    expect(await shopper.look("offers-away")).toEqual([])

    stage.engage.clearFaults()
    // The shop may remember for some seconds that Engage was away.
    const use = shopper.button(`Use offer: ${tenPercent.heading}`)
    const again = shopper.button("Try again")
    const tryAgain = async () => {
      await again.click({ timeout: 1_000 }).catch(() => undefined)
      return use.isVisible()
    }
    expect(await comesTrue(tryAgain, PATIENCE_MS, 500)).toBe(true)
    await shopper.useOffer(tenPercent.heading)

    // One that is on the cart comes off, whether Engage is there or not.
    stage.engage.setFault({ type: "status", status: 503 })
    const remove = shopper.button(`Remove: ${tenPercent.heading}`)
    await remove.click()
    await remove.waitFor({ state: "detached" })
    expect(await shopper.total()).toBe("1 549 kr")
    expect(stage.redemptionsOf(anna)).toEqual([0])
  })

  it("shows offers to nobody but the one who has them", async () => {
    const { shopper } = cast
    const anna = await stage.member(tenPercent)
    const erik = await stage.member()
    const { page } = shopper
    const seen = () => page.getByText(tenPercent.heading).count()
    await shopper.addToCart(PRODUCTS.mittens)
    await shopper.openCart()
    await shopper.sees("to see the offers that are yours")
    expect(await seen()).toBe(0)
    expect(await shopper.look("cart-of-a-guest")).toEqual([])

    // The cart becomes the member's, with their offers.
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click()
    await shopper.signIn(anna, "Your cart")
    await shopper.useOffer(tenPercent.heading)
    expect(await shopper.total()).not.toBe("508 kr")

    // Nothing of it is left when they sign out.
    await shopper.goTo("/account")
    await shopper.button("Sign out").click()
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    await page.getByRole("link", { name: "Cart 0 items" }).click()
    await page.getByRole("heading", { name: "Your cart is empty" }).waitFor()

    await shopper.fillCart(erik, PRODUCTS.mittens)
    await shopper.sees("You have no offers right now")
    expect(await seen()).toBe(0)
    expect(await shopper.look("cart-without-offers")).toEqual([])
  })

  it("shows the page without offers once a token has expired", async () => {
    const { shopper } = cast
    const anna = await stage.member(tenPercent)
    await shopper.goTo("/sign-in")
    await shopper.signIn(anna)
    await shopper.addToCart(PRODUCTS.mittens)
    await shopper.letTokenExpire()

    await shopper.openCart()

    await shopper.sees("to see the offers that are yours")
    expect(await shopper.page.getByText(tenPercent.heading).count()).toBe(0)
  })

  it("asks a customer who is not verified to verify, and then shows their offers", async () => {
    const { shopper } = cast
    const anna = await stage.member(tenPercent)
    await shopper.goTo("/sign-in")
    await shopper.signIn(anna)
    await stage.forgetVerification(anna)
    const { page } = shopper

    await shopper.goTo("/account")
    await shopper.sees("Your offers wait for one thing")
    expect(await page.getByText(tenPercent.heading).count()).toBe(0)
    expect(await shopper.look("account-not-verified")).toEqual([])
    await shopper.button("Send the link").click()
    await shopper.sees("A link is on its way")

    await page.goto(await stage.linkFor(anna))
    await shopper.button("Yes, it is mine").click()
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await shopper.offer(tenPercent.heading).waitFor()
  })

  it("says what is missing in the address, and asks again when the total has changed", async () => {
    const { shopper } = cast
    const { page } = shopper
    await shopper.addToCart(PRODUCTS.beanie)
    await shopper.openCart()
    await page.getByRole("link", { name: "Go to checkout" }).click()
    await page.getByLabel("First name").fill("Anna")
    await shopper.button("Continue to payment").click()
    const email = page.getByLabel("E-mail")
    await shopper.expectFocus(email)
    expect(await email.getAttribute("aria-invalid")).toBe("true")
    await shopper.sees("Enter your last name")
    expect(await shopper.look("checkout-address-missing")).toEqual([])

    await shopper.fillAddress({ "E-mail": "guest@example.com", ...GUEST })
    await (await shopper.inAnotherTab()).addToCart(PRODUCTS.thermos)
    await shopper.button("Pay 408 kr").click()
    await shopper.alert.getByText("Your total is now 807 kr").waitFor()
    expect(await shopper.look("total-changed")).toEqual([])
    await shopper.pay("807 kr")
  })
}

/** On a desktop, the offer is redeemed without a mouse or a finger. */
export function byKeyboard(cast: Cast): void {
  const { stage } = cast

  it("can be used with the keyboard alone, from sign-in to confirmation", async () => {
    const { shopper } = cast
    const { page } = shopper
    const { heading } = tenPercent
    const anna = await stage.member(tenPercent)
    /** Goes there, and presses Enter. */
    const enter = async (target: Locator) => {
      await target.waitFor()
      await shopper.tabTo(target)
      await page.keyboard.press("Enter")
    }
    const type = async (label: string, text: string) => {
      await shopper.tabTo(page.getByLabel(label, { exact: true }))
      await page.keyboard.type(text)
    }
    await shopper.goTo("/sign-in")
    await shopper.heading.waitFor()
    // To the content, without passing the menu.
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await shopper.expectFocus(page.getByRole("main"))

    await type("E-mail", anna.email)
    await type("Password", anna.password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await shopper.expectFocus(shopper.heading)

    await enter(page.getByRole("link", { name: "Shop", exact: true }))
    await enter(page.getByRole("link", { name: PRODUCTS.sweater.title }))

    await shopper.button("Add to cart").waitFor()
    await shopper.expectFocus(shopper.heading)
    await enter(shopper.button("Add to cart"))
    await enter(page.getByRole("link", { name: "View cart" }))

    const use = shopper.button(`Use offer: ${heading}`)
    await use.waitFor()
    expect(await shopper.look("cart-with-offers")).toEqual([])
    await enter(use)
    const remove = shopper.button(`Remove: ${heading}`)
    await remove.waitFor()
    await shopper.expectFocus(remove)
    expect(await shopper.total()).toBe("1 400 kr")
    expect(await shopper.look("cart-offer-applied")).toEqual([])

    await enter(page.getByRole("link", { name: "Go to checkout" }))
    for (const [label, text] of Object.entries(ADDRESS)) {
      await type(label, text)
    }
    await page.keyboard.press("Enter")
    const pay = shopper.button("Pay 1 400 kr")
    await pay.waitFor()
    await shopper.expectFocus(page.getByRole("heading", { name: "Delivery" }))
    await shopper.tabTo(pay)
    expect(await shopper.look("checkout-payment")).toEqual([])
    await page.keyboard.press("Enter")

    const order = await shopper.orderNumber()
    await shopper.expectFocus(shopper.heading)
    expect(await shopper.look("confirmation")).toEqual([])
    expect(stage.redemptionsOf(anna)).toEqual([1])

    await shopper.goTo("/account")
    await page.getByRole("link", { name: `Order #${order}` }).waitFor()
    expect(await shopper.look("account-with-order")).toEqual([])
  })
}
