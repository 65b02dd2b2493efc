import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import type { Cast } from "./storefront.spec"

const { freeDelivery, tenPercent } = OFFERS

/** Scene 3, and what else a shop does while Engage is away. */
export function away({ stage, shopper }: Cast): void {
  afterEach(() => stage().engage.clearFaults())

  it("places the order while Engage is down, and redeems when it is back", async () => {
    const anna = await stage().member(freeDelivery)
    await shopper().fillCart(anna, PRODUCTS.thermos)
    await shopper().useOffer(freeDelivery.heading)
    await shopper().fillCheckout()
    const cartId = await shopper().cartId()
    stage().engage.setFault({ type: "status", status: 503 })

    await shopper().button("Pay 399 kr").click()

    const order_number = await shopper().orderNumber()
    expect(await shopper().total()).toBe("399 kr")
    expect(await stage().rowsOf(cartId)).toEqual([
      {
        status: "pending",
        reason: "engage_unavailable",
        order_number,
        redeem_calls: [503],
      },
    ])

    stage().engage.clearFaults()
    expect(await stage().settledRowsOf(cartId)).toEqual([
      {
        status: "redeemed",
        reason: null,
        order_number,
        redeem_calls: [503, 200],
      },
    ])
    expect(stage().redemptionsOf(anna)).toEqual([1])
  })

  it("says that the offers cannot be reached, and sells on", async () => {
    const anna = await stage().member(tenPercent)
    stage().engage.setFault({ type: "status", status: 503 })
    await shopper().fillCart(anna, PRODUCTS.beanie)

    await shopper()
      .page.getByText("Your offers cannot be reached right now")
      .waitFor()
    expect(await shopper().look("offers-away")).toEqual([])

    await shopper().fillCheckout()
    await shopper().button("Pay 408 kr").click()
    await shopper().orderNumber()
  })

  it("lists an offer that is on the cart, and takes it off", async () => {
    const anna = await stage().member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await shopper().useOffer(tenPercent.heading)
    stage().engage.setFault({ type: "status", status: 503 })
    await shopper().openCart()
    expect(await shopper().total()).toBe("1 400 kr")
    expect(await shopper().look("offer-applied-away")).toEqual([])

    await shopper().button(`Remove: ${tenPercent.heading}`).click()

    // What Engage said in the last half minute is still listed; newer is not.
    const remove = shopper().button(`Remove: ${tenPercent.heading}`)
    await remove.waitFor({ state: "detached" })
    expect(await shopper().total()).toBe("1 549 kr")
    expect(stage().redemptionsOf(anna)).toEqual([0])
  })

  it("shows the offers when asked again, once Engage is back", async () => {
    const anna = await stage().member(tenPercent)
    stage().engage.setFault({ type: "status", status: 503 })
    await shopper().fillCart(anna, PRODUCTS.beanie)
    const again = shopper().button("Try again")
    await again.waitFor()

    stage().engage.clearFaults()

    // The shop may remember for some seconds that Engage was away.
    const use = shopper().button(`Use offer: ${tenPercent.heading}`)
    for (let tries = 0; tries < 30 && !(await use.isVisible()); tries++) {
      await again.click({ timeout: 1_000 }).catch(() => undefined)
      await shopper().page.waitForTimeout(500)
    }
    expect(await use.isVisible()).toBe(true)
  })
}
