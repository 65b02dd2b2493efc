import { moveToStores } from "../../../testkit/engage"
import {
  IN_STORE_OFFER,
  OFFERS,
  PRODUCTS,
} from "../../../testkit/seed/norrsken"
import { until } from "../../../testkit/poll"
import type { Cast } from "./stage"
import { plain } from "./shopper"

const { freeDelivery, tenPercent, threeHundred } = OFFERS

/** Longer than the shop's own job takes to come round, in milliseconds. */
const JOB_MS = 40_000

/** What is looked at and played on a phone and on a desktop. */
export function onEachScreen(cast: Cast): void {
  const { stage } = cast

  it("shows the shop, a product and an empty cart to a guest, and the way in", async () => {
    const { shopper } = cast
    const { page } = shopper
    const tent = page.getByRole("link", { name: PRODUCTS.tent.title })
    await shopper.goTo("/")
    await tent.waitFor()
    await shopper.waitForPictures()
    expect(await shopper.look("shop")).toEqual([])

    await tent.click()
    await shopper.button("Add to cart").waitFor()
    await shopper.waitForPictures()
    expect(await shopper.look("product")).toEqual([])

    await page.getByRole("link", { name: "Cart 0 items" }).click()
    await shopper.sees("Your cart is empty")
    expect(await shopper.look("cart-empty")).toEqual([])

    await shopper.goTo("/nowhere")
    expect(await shopper.heading.innerText()).toBe("Off the map")
    expect(await shopper.look("not-found")).toEqual([])

    await shopper.goTo("/sign-in")
    expect(await shopper.look("sign-in")).toEqual([])
    await page.getByLabel("E-mail").fill("nobody@example.com")
    await page.getByLabel("Password", { exact: true }).fill("wrong")
    await shopper.button("Sign in").click()
    expect(await shopper.alert.innerText()).toBe(
      "There is no account with this e-mail and password."
    )
    expect(await shopper.look("sign-in-refused")).toEqual([])
  })

  it("signs somebody up by a link in their mail, and shows them their offers", async () => {
    const { shopper } = cast
    const anna = stage.stranger(tenPercent, IN_STORE_OFFER)
    await shopper.goTo("/sign-up")
    await shopper.fillSignUp(anna)
    expect(await shopper.look("sign-up")).toEqual([])
    await shopper.button("Make an account").click()
    await shopper.sees("Look into your mail")
    expect(await shopper.look("sign-up-mailed")).toEqual([])

    await shopper.goTo(await stage.linkFor(anna))
    expect(await shopper.look("verify")).toEqual([])
    await shopper.button("Yes, it is mine").click()
    await shopper.sees("Your e-mail is verified")
    expect(await shopper.look("sign-in-verified")).toEqual([])

    await shopper.signIn(anna)
    await shopper.offer(tenPercent.heading).waitFor()
    await shopper
      .offer(IN_STORE_OFFER.heading)
      .getByText("cannot be used in the online shop")
      .waitFor()
    await shopper.waitForPictures()
    expect(await shopper.look("account")).toEqual([])

    await shopper.goTo("/")
    await shopper.sees(`Yours: ${tenPercent.heading}`)
    expect(await shopper.look("shop-of-a-member")).toEqual([])
  })

  it("says that the offer was refused, and sells without it in one click", async () => {
    const { shopper } = cast
    const { heading } = threeHundred
    const why = "This offer cannot be used in the online shop."
    const anna = await stage.member(threeHundred)
    await shopper.fillCart(anna, PRODUCTS.jacket)
    await shopper.useOffer(heading)
    await shopper.fillCheckout()
    expect(await shopper.total()).toBe("2 549 kr")
    moveToStores(stage.engage, anna.assignments[0]?.id ?? "")
    await shopper.button("Pay 2 549 kr").click()
    await shopper.alert.waitFor()

    const message = plain(await shopper.alert.innerText())
    expect(message).toContain(`“${heading}” could not be used`)
    expect(message).toContain(why)
    expect(message).toContain("No order was placed, and nothing was charged.")
    expect(message).toContain("your total is 2 849 kr")
    await shopper.expectFocus(shopper.alert)
    expect(await shopper.total()).toBe("2 849 kr")
    expect(await shopper.look("refused")).toEqual([])

    // The cart says which offer it was.
    const elsewhere = await shopper.inAnotherTab()
    await elsewhere.openCart()
    await elsewhere.offer(heading).getByText(why).waitFor()
    expect(await elsewhere.button(`Use offer: ${heading}`).count()).toBe(0)

    await shopper.pay("2 849 kr")
    expect(await shopper.total()).toBe("2 849 kr")
    expect(stage.redemptionsOf(anna)).toEqual([0])
  })

  it("places the order while Engage is down, and redeems when it is back", async () => {
    const { shopper } = cast
    const anna = await stage.member(freeDelivery)
    await shopper.fillCart(anna, PRODUCTS.thermos)
    await shopper.useOffer(freeDelivery.heading)
    stage.engage.setFault({ type: "status", status: 503 })
    await shopper.openCart()
    expect(await shopper.total()).toBe("399 kr")
    expect(await shopper.look("offer-applied-away")).toEqual([])

    await shopper.fillCheckout()
    const cartId = await shopper.cartId()
    await shopper.pay("399 kr")
    expect(await shopper.total()).toBe("399 kr")
    expect(stage.redemptionsOf(anna)).toEqual([0])

    stage.engage.clearFaults()
    await stage.ledger.passTimeUntilDue([cartId])
    const redemptions = () => stage.redemptionsOf(anna)
    await until(redemptions, ([first]) => first === 1, JOB_MS)
  })
}
