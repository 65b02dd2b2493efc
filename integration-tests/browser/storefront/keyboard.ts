import type { Locator } from "playwright-core"

import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import type { Cast } from "./screens"
import { ADDRESS } from "./shopper"

/** A whole purchase without a mouse or a finger. */
export function keyboard({ stage, shopper }: Cast): void {
  it("can be used with the keyboard alone, from sign-in to confirmation", async () => {
    const { heading, sweater } = {
      heading: OFFERS.tenPercent.heading,
      sweater: PRODUCTS.sweater.title,
    }
    const anna = await stage.member(OFFERS.tenPercent)
    const { page } = shopper()
    const tabTo = (target: Locator) => shopper().tabTo(target)
    const expectFocus = (target: Locator) => shopper().expectFocus(target)
    await shopper().goTo("/sign-in")
    await shopper().heading.waitFor()
    // To the content, without passing the menu.
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expectFocus(page.getByRole("main"))

    await tabTo(page.getByLabel("E-mail"))
    await page.keyboard.type(anna.email)
    await tabTo(page.getByLabel("Password", { exact: true }))
    await page.keyboard.type(anna.password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Hello, Anna" }).waitFor()
    await expectFocus(shopper().heading)

    await tabTo(page.getByRole("link", { name: "Shop", exact: true }))
    await page.keyboard.press("Enter")
    const product = page.getByRole("link", { name: sweater })
    await product.waitFor()
    await tabTo(product)
    await page.keyboard.press("Enter")

    await shopper().button("Add to cart").waitFor()
    await expectFocus(shopper().heading)
    await tabTo(shopper().button("Add to cart"))
    await page.keyboard.press("Enter")
    const toCart = page.getByRole("link", { name: "View cart" })
    await toCart.waitFor()
    await tabTo(toCart)
    await page.keyboard.press("Enter")

    const use = shopper().button(`Use offer: ${heading}`)
    await use.waitFor()
    await tabTo(use)
    await page.keyboard.press("Enter")
    const remove = shopper().button(`Remove: ${heading}`)
    await remove.waitFor()
    await expectFocus(remove)
    expect(await shopper().total()).toBe("1 400 kr")

    await tabTo(page.getByRole("link", { name: "Go to checkout" }))
    await page.keyboard.press("Enter")
    for (const [label, text] of Object.entries(ADDRESS)) {
      await tabTo(page.getByLabel(label))
      await page.keyboard.type(text)
    }
    await page.keyboard.press("Enter")
    const pay = shopper().button("Pay 1 400 kr")
    await pay.waitFor()
    await expectFocus(page.getByRole("heading", { name: "Delivery" }))
    await tabTo(pay)
    expect(await shopper().look("keyboard-focus")).toEqual([])
    await page.keyboard.press("Enter")

    await shopper().orderNumber()
    await expectFocus(shopper().heading)
    expect(stage.redemptionsOf(anna)).toEqual([1])
  })
}
