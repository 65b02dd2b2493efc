import { Modules } from "@medusajs/framework/utils"
import { createSalesChannelsWorkflow } from "@medusajs/medusa/core-flows"

import { appliedCart, discountsOf } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** In a sales channel that the shop has not named for offers. */
engageSuite({}, (shop) => {
  /** A channel that the storefront's key is not for. */
  const otherChannel = async () => {
    const {
      result: [channel],
    } = await createSalesChannelsWorkflow(shop.container).run({
      input: { salesChannelsData: [{ name: "Outlet" }] },
    })
    return channel!.id
  }
  const onlyThisChannel = () =>
    shop.ledger.setOptions({ salesChannels: [shop.store.sales_channel_id] })

  it("a managed code needs its assignment, whenever the cart came there", async () => {
    await appliedCart(shop)
    await onlyThisChannel()
    const { web, id } = await shop.newCart(shop.bert, { mugs: 1, shirts: 0 })
    await web.updateCart(id, { sales_channel_id: await otherChannel() })

    expectRefused(
      await web.addCode(id, "10056"),
      "promotion_requires_assignment"
    )
  })

  it("one assignment still makes one discounted order", async () => {
    await onlyThisChannel()
    const { offer, web, id } = await appliedCart(shop)
    const { id: other } = await appliedCart(shop, offer)
    const channel = await otherChannel()
    await sellIn(channel)
    // Both carts are paid for in the channel that offers nothing.
    for (const cartId of [id, other]) {
      await web.updateCart(cartId, { sales_channel_id: channel })
      await web.chooseShipping(cartId)
      await web.startPayment(cartId)
    }
    expect(discountsOf(await web.cart(id))).toEqual({ "10056": 10 })

    await web.order(id)
    expectRefused(await web.complete(other), "promotion_already_redeemed")

    expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
    expect(await shop.orders()).toHaveLength(1)
  })

  it("offers are neither listed nor applied, but for what is on the cart", async () => {
    const { offer, web, id } = await appliedCart(shop)
    const more = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    await shop.ledger.setOptions({ salesChannels: ["sc_other"] })
    const calls = shop.engage.sandbox.calls().length

    expect((await web.listMyOffers()).data).toEqual({
      engage_promotions: [],
      count: 0,
      reason: null,
    })
    expect((await web.listOffers(id)).data).toMatchObject({
      engage_promotions: [{ assignment_id: offer.id, applied: true }],
      count: 1,
    })
    expectRefused(await web.applyOffer(id, more.id), "promotion_not_configured")
    const empty = await web.createCart()
    expect((await web.listOffers(empty.id)).data.count).toBe(0)
    expect(
      shop.engage.sandbox
        .calls()
        .slice(calls)
        .filter(({ operation }) => operation === "list")
    ).toHaveLength(1)

    await shop.ledger.setOptions({
      salesChannels: ["sc_other", shop.store.sales_channel_id],
    })
    expect((await web.listMyOffers()).data.count).toBe(2)
    expect((await web.applyOffer(id, more.id)).status).toBe(200)
  })

  /** Stock and products are for every channel. */
  async function sellIn(channelId: string): Promise<void> {
    const [location] = await shop.container
      .resolve(Modules.STOCK_LOCATION)
      .listStockLocations({})
    await expectOk(
      shop.admin(
        "POST",
        `/admin/stock-locations/${location!.id}/sales-channels`,
        { add: [channelId] }
      )
    )
  }
})
