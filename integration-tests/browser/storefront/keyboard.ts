import type { Locator } from "playwright-core"

import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import { ADDRESS, type Shopper } from "./shopper"
import type { Cast } from "./storefront.spec"

/** More presses of Tab than any page has things to go to. */
const MANY = 60

/** A whole purchase without a mouse or a finger. */
export function keyboard({ stage, shopper }: Cast): void {
  it("can be used with the keyboard alone, from sign-in to confirmation", async () => {
    const { heading, sweater } = {
      heading: OFFERS.tenPercent.heading,
      sweater: PRODUCTS.sweater.title,
    }
    const anna = await stage().member(OFFERS.tenPercent)
    const { page } = shopper()
    await shopper().goTo("/sign-in")
    await shopper().heading.waitFor()

    await tabTo(shopper(), page.getByLabel("E-mail"))
    await page.keyboard.type(anna.email)
    await tabTo(shopper(), page.getByLabel("Password", { exact: true }))
    await page.keyboard.type(anna.password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await expectFocus(shopper().heading)

    await tabTo(
      shopper(),
      page.getByRole("link", { name: "Shop", exact: true })
    )
    await page.keyboard.press("Enter")
    const product = page.getByRole("link", { name: sweater })
    await product.waitFor()
    await tabTo(shopper(), product)
    await page.keyboard.press("Enter")

    await shopper().button("Add to cart").waitFor()
    await expectFocus(shopper().heading)
    await tabTo(shopper(), shopper().button("Add to cart"))
    await page.keyboard.press("Enter")
    const toCart = page.getByRole("link", { name: "View cart" })
    await toCart.waitFor()
    await tabTo(shopper(), toCart)
    await page.keyboard.press("Enter")

    const use = shopper().button(`Use offer: ${heading}`)
    await use.waitFor()
    await tabTo(shopper(), use)
    await page.keyboard.press("Enter")
    const remove = shopper().button(`Remove: ${heading}`)
    await remove.waitFor()
    await expectFocus(remove)
    expect(await shopper().total()).toBe("1 400 kr")

    await tabTo(shopper(), page.getByRole("link", { name: "Go to checkout" }))
    await page.keyboard.press("Enter")
    for (const [label, text] of Object.entries(ADDRESS)) {
      await tabTo(shopper(), page.getByLabel(label))
      await page.keyboard.type(text)
    }
    await page.keyboard.press("Enter")
    const pay = shopper().button("Pay 1 400 kr")
    await pay.waitFor()
    await expectFocus(page.getByRole("heading", { name: "Delivery" }))
    await tabTo(shopper(), pay)
    expect(await shopper().look("keyboard-focus")).toEqual([])
    await page.keyboard.press("Enter")

    await shopper().orderNumber()
    await expectFocus(shopper().heading)
    expect(stage().redemptionsOf(anna)).toEqual([1])
  })

  it("says what is missing in the address, and goes there", async () => {
    await shopper().addToCart(PRODUCTS.beanie)
    await shopper().openCart()
    await shopper().page.getByRole("link", { name: "Go to checkout" }).click()
    await shopper().page.getByLabel("First name").fill("Anna")

    await shopper().button("Continue to payment").click()

    const email = shopper().page.getByLabel("E-mail")
    await expectFocus(email)
    expect(await email.getAttribute("aria-invalid")).toBe("true")
    await shopper().page.getByText("Enter your last name").waitFor()
    expect(await shopper().look("checkout-address-missing")).toEqual([])
  })

  it("goes to the content without passing the menu", async () => {
    await shopper().goTo("/")
    await shopper().heading.waitFor()

    await shopper().page.keyboard.press("Tab")
    await shopper().page.keyboard.press("Enter")

    await expectFocus(shopper().page.getByRole("main"))
  })
}

/** Presses Tab until something has the focus. */
async function tabTo(shopper: Shopper, target: Locator): Promise<void> {
  for (let presses = 0; presses < MANY; presses++) {
    if (await hasFocus(target)) {
      return
    }
    await shopper.page.keyboard.press("Tab")
  }
  throw new Error(`Tab does not get to ${target}`)
}

/** Waits until something has the focus. */
async function expectFocus(target: Locator): Promise<void> {
  for (let tries = 0; tries < MANY && !(await hasFocus(target)); tries++) {
    await target.page().waitForTimeout(50)
  }
  expect(await hasFocus(target)).toBe(true)
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => document.activeElement === element)
}
