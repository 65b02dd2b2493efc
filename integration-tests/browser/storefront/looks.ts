import {
  IN_STORE_OFFER,
  OFFERS,
  PRODUCTS,
} from "../../../testkit/seed/norrsken"
import type { Cast } from "./screens"

/** Every screen that is not part of a purchase. */
export function looks({ stage, shopper }: Cast): void {
  it("shows the shop, a product and an empty cart to a guest, and the way in", async () => {
    const { page } = shopper()
    await shopper().goTo("/")
    await page.getByRole("link", { name: PRODUCTS.tent.title }).waitFor()
    await shopPictures()
    expect(await shopper().look("shop")).toEqual([])

    await page.getByRole("link", { name: PRODUCTS.tent.title }).click()
    await shopper().button("Add to cart").waitFor()
    await shopPictures()
    expect(await shopper().look("product")).toEqual([])

    await page.getByRole("link", { name: "Cart 0 items" }).click()
    expect(await shopper().look("cart-empty")).toEqual([])

    await shopper().goTo("/nowhere")
    expect(await shopper().heading.innerText()).toBe("Off the map")
    expect(await shopper().look("not-found")).toEqual([])

    await shopper().goTo("/sign-in")
    expect(await shopper().look("sign-in")).toEqual([])
    await page.getByLabel("E-mail").fill("nobody@example.com")
    await page.getByLabel("Password", { exact: true }).fill("wrong")
    await shopper().button("Sign in").click()
    expect(await shopper().alert.innerText()).toBe(
      "There is no account with this e-mail and password."
    )
    expect(await shopper().look("sign-in-refused")).toEqual([])
  })

  it("signs somebody up by a link in their mail, and shows them their offers", async () => {
    const { page } = shopper()
    const anna = stage.stranger(OFFERS.tenPercent, IN_STORE_OFFER)
    await shopper().goTo("/sign-up")
    await shopper().fillSignUp(anna)
    expect(await shopper().look("sign-up")).toEqual([])
    await shopper().button("Make an account").click()
    await page.getByText("Look into your mail").waitFor()
    expect(await shopper().look("sign-up-mailed")).toEqual([])

    await page.goto(await stage.linkFor(anna))
    expect(await shopper().look("verify")).toEqual([])
    await shopper().button("Yes, it is mine").click()
    await page.getByText("Your e-mail is verified").waitFor()
    expect(await shopper().look("sign-in-verified")).toEqual([])

    await shopper().signIn(anna)
    await shopper().offer(OFFERS.tenPercent.heading).waitFor()
    await shopper()
      .offer(IN_STORE_OFFER.heading)
      .getByText("cannot be used in the online shop")
      .waitFor()
    await shopPictures()
    expect(await shopper().look("account")).toEqual([])

    await shopper().goTo("/")
    await page.getByText(`Yours: ${OFFERS.tenPercent.heading}`).waitFor()
    expect(await shopper().look("shop-of-a-member")).toEqual([])
  })

  /** Waits until the pictures are there: all are the shop's own. */
  async function shopPictures(): Promise<void> {
    await shopper().page.waitForFunction(() =>
      [...document.images].every(({ naturalWidth }) => naturalWidth > 0)
    )
  }
}
