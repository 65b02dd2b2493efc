import { readyCart } from "../../testkit/jest/checkout"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/** An address that Engage does not have. */
const NOWHERE = "/api/v9/promotion-assignments/{assignmentId}/redeem"

engageSuite({}, (shop) => {
  beforeEach(() => redeemNowhere(shop))

  it("lets the order stand and waits for the shop to put it right", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })

    const order = await cart.web.order(cart.id)

    expect(order.total).toBe(100)
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "pending",
      reason: "engage_misconfigured",
      order_id: order.id,
      attempts: [{ outcome: "misconfigured", http_status: 404 }],
    })
    expect(
      shop.engage.sandbox.calls().filter(({ method }) => method === "POST")
    ).toMatchObject([
      { path: NOWHERE.replace("{assignmentId}", offer.id), operation: null },
    ])

    await shop.ledger.reconcile()
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "pending",
      reason: "engage_misconfigured",
      attempt_count: 2,
    })
  })

  it("places no order when the shop wants none without a verdict", async () => {
    await shop.ledger.setOptions({ onUnavailable: "abort" })
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })

    const answer = await cart.web.complete(cart.id)

    expect(answer.data.code).toBe("engage_unavailable")
    expect(await shop.orders()).toEqual([])
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "linked",
      order_id: null,
    })
  })
})

async function redeemNowhere({ ledger }: TestShop): Promise<void> {
  const { endpoints } = await ledger.service.getOptions()
  await ledger.setOptions({ endpoints: { ...endpoints, redeem: NOWHERE } })
}
