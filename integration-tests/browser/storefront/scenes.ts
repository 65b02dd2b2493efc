import { moveToStores } from "../../../testkit/engage"
import { OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import type { Cast } from "./screens"
import { plain } from "./shopper"

const { freeDelivery, tenPercent, threeHundred } = OFFERS

/** The three scenes of the example shop. */
export function scenes({ stage, shopper }: Cast): void {
  afterEach(() => stage.engage.clearFaults())

  it("redeems the offer that was used when the order is placed", async () => {
    const { heading } = tenPercent
    const anna = await stage.member(tenPercent)
    await shopper().fillCart(anna, PRODUCTS.sweater)
    await shopper().button(`Use offer: ${heading}`).waitFor()
    expect(await shopper().look("cart-with-offers")).toEqual([])
    expect(await shopper().total()).toBe("1 549 kr")

    await shopper().useOffer(heading)
    expect(await shopper().total()).toBe("1 400 kr")
    expect(plain(await shopper().announced.innerText())).toContain(
      "The total is 1 400 kr."
    )
    expect(await shopper().look("cart-offer-applied")).toEqual([])

    // And off again, with the old total.
    await shopper().button(`Remove: ${heading}`).click()
    await shopper().button(`Use offer: ${heading}`).waitFor()
    expect(await shopper().total()).toBe("1 549 kr")

    await shopper().useOffer(heading)
    await shopper().fillCheckout()
    expect(await shopper().look("checkout-payment")).toEqual([])
    expect(stage.redemptionsOf(anna)).toEqual([0])
    const cartId = await shopper().cartId()
    await shopper().button("Pay 1 400 kr").click()
    const order_number = await shopper().orderNumber()
    expect(await shopper().total()).toBe("1 400 kr")
    await shopper().page.getByText(heading, { exact: true }).waitFor()
    expect(await shopper().look("confirmation")).toEqual([])
    expect(stage.redemptionsOf(anna)).toEqual([1])
    expect(await stage.ledger.toldOf(cartId)).toEqual([
      {
        status: "released",
        reason: "unlinked",
        order_number: null,
        redeem_calls: [],
      },
      { status: "redeemed", reason: null, order_number, redeem_calls: [200] },
    ])

    await shopper().goTo("/account")
    await shopper()
      .page.getByRole("link", { name: `Order #${order_number}` })
      .waitFor()
    expect(await shopper().look("account-with-order")).toEqual([])
  })

  it("says that the offer was refused, and sells without it in one click", async () => {
    const { heading } = threeHundred
    const anna = await stage.member(threeHundred)
    await shopper().fillCart(anna, PRODUCTS.jacket)
    await shopper().useOffer(heading)
    await shopper().fillCheckout()
    expect(await shopper().total()).toBe("2 549 kr")
    const cartId = await shopper().cartId()
    moveToStores(stage.engage, anna.assignments[0]?.id ?? "")
    await shopper().button("Pay 2 549 kr").click()
    await shopper().alert.waitFor()

    const message = plain(await shopper().alert.innerText())
    expect(message).toContain(`“${heading}” could not be used`)
    expect(message).toContain("This offer cannot be used in the online shop.")
    expect(message).toContain("No order was placed, and nothing was charged.")
    expect(message).toContain("your total is 2 849 kr")
    expect(
      await shopper().alert.evaluate(
        (element) => document.activeElement === element
      )
    ).toBe(true)
    expect(await shopper().total()).toBe("2 849 kr")
    expect(await shopper().look("refused")).toEqual([])
    expect(await stage.ledger.toldOf(cartId)).toEqual([
      {
        status: "rejected",
        reason: "promotion_not_valid_for_redemption_channel",
        order_number: null,
        redeem_calls: [409],
      },
    ])

    // The cart says which offer it was.
    const elsewhere = await shopper().inAnotherTab()
    await elsewhere.openCart()
    await elsewhere
      .offer(heading)
      .getByText("This offer cannot be used in the online shop.")
      .waitFor()
    expect(await elsewhere.button(`Use offer: ${heading}`).count()).toBe(0)

    await shopper().button("Pay 2 849 kr").click()
    await shopper().orderNumber()
    expect(await shopper().total()).toBe("2 849 kr")
    expect(stage.redemptionsOf(anna)).toEqual([0])
  })

  it("places the order while Engage is down, and redeems when it is back", async () => {
    const anna = await stage.member(freeDelivery)
    await shopper().fillCart(anna, PRODUCTS.thermos)
    await shopper().useOffer(freeDelivery.heading)
    stage.engage.setFault({ type: "status", status: 503 })
    await shopper().openCart()
    expect(await shopper().total()).toBe("399 kr")
    expect(await shopper().look("offer-applied-away")).toEqual([])

    await shopper().fillCheckout()
    const cartId = await shopper().cartId()
    await shopper().button("Pay 399 kr").click()
    const order_number = await shopper().orderNumber()
    expect(await shopper().total()).toBe("399 kr")
    expect(await stage.ledger.toldOf(cartId)).toEqual([
      {
        status: "pending",
        reason: "engage_unavailable",
        order_number,
        redeem_calls: [503],
      },
    ])

    stage.engage.clearFaults()
    expect(await stage.settledRowsOf(cartId)).toEqual([
      {
        status: "redeemed",
        reason: null,
        order_number,
        redeem_calls: [503, 200],
      },
    ])
    expect(stage.redemptionsOf(anna)).toEqual([1])
  })
}
