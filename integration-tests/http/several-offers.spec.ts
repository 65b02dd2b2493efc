import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { createPromotion, addPromotions } from "../../testkit/jest/promotions"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  const percent = (value: number) =>
    shop.engage.giveOffer(shop.anna, {
      channel: { valueType: "PERCENT", value },
    })
  const money = (amount: number) =>
    shop.engage.giveOffer(shop.anna, {
      channel: { valueType: "MONEY", value: { amount, currency: "EUR" } },
    })
  const ordered = async (cartId: string) =>
    new Map(
      (await shop.ledger.rows(cartId)).map((row) => [row.assignment_id, row])
    )
  const statuses = async (cartId: string) =>
    (await shop.ledger.rows(cartId)).map(({ status }) => status)
  const redeemed = () =>
    shop.engage.redeemCalls().map(({ assignmentId }) => assignmentId)
  const idsOf = (offers: SandboxAssignment[]) => offers.map(({ id }) => id)

  it("of every kind stand beside the shop's own and public promotions", async () => {
    await addPromotions(shop.container, [
      createPromotion("SHOPS-OWN", { is_automatic: true }),
      createPromotion("FOR-ALL"),
    ])
    const offers = [
      percent(20),
      money(5),
      shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" }),
      shop.engage.giveOffer(shop.anna, { code: "MUG-5" }),
      shop.engage.giveOffer(shop.anna, { code: "30-OFF" }),
    ]
    const cart = await readyCart(shop, {
      offers,
      contents: { shirts: 1, mugs: 2 },
    })
    await expectOk(cart.web.addCode(cart.id, "FOR-ALL"))
    const { data } = await cart.web.listOffers(cart.id)
    expect(data.engage_promotions).toHaveLength(5)
    for (const offer of data.engage_promotions) {
      expect(offer).toMatchObject({ applied: true, applicable: true })
    }

    const order = await cart.web.buy(cart.id)

    const discounts = discountsOf(order)
    expect(Object.keys(discounts)).toHaveLength(7)
    expect(discounts).toMatchObject({ "FREE-SHIPPING": 10, "MUG-5": 10 })
    const sum = Object.values(discounts).reduce((one, other) => one + other, 0)
    expect(order.total).toBeCloseTo(150 - sum)
    expect(redeemed()).toEqual(idsOf(offers))
    const rows = await ordered(cart.id)
    for (const { id } of offers) {
      const row = rows.get(id)
      expect(row).toMatchObject({ status: "redeemed", order_id: order.id })
      expect(Number(row?.discount_amount)).toBeCloseTo(
        discounts[row!.promotion_code]!
      )
    }
  })

  it("are taken off one by one, and the others stay", async () => {
    const offers = [percent(20), money(5)]
    const cart = await readyCart(shop, { offers })
    const both = await cart.web.cart(cart.id)

    const { data } = await cart.web.removeOffer(cart.id, offers[0]!.id)

    expect(data.cart.total).toBe(105)
    expect(both.total).toBeLessThan(105)
    expect(await statuses(cart.id)).toEqual(["released", "linked"])
    await cart.web.buy(cart.id)
    expect(redeemed()).toEqual([offers[1]!.id])
  })

  it("take no more off together than the items cost", async () => {
    const offers = [money(60), money(70)]
    const cart = await readyCart(shop, { offers })
    expect(cart.amount).toBe(10)

    const order = await cart.web.order(cart.id)

    const sum = Object.values(discountsOf(order)).reduce(
      (one, other) => one + other,
      0
    )
    expect(sum).toBe(100)
    expect(redeemed()).toEqual(idsOf(offers))
  })

  it("come off and stay each for itself when Engage refuses one", async () => {
    const offers = [percent(20), money(5)]
    const cart = await readyCart(shop, { offers })
    await expectOk(cart.web.addCode(cart.id, "30-OFF"))
    await cart.web.startPayment(cart.id)
    shop.engage.refuse({
      code: "PromotionNotFound",
      assignmentId: offers[0]!.id,
    })

    expectRefused(await cart.web.complete(cart.id), "promotion_not_found")

    expect(await statuses(cart.id)).toEqual(["rejected", "linked"])
    expect(Object.keys(discountsOf(await cart.web.cart(cart.id)))).toHaveLength(
      2
    )
    await cart.web.buy(cart.id)
    expect(await statuses(cart.id)).toEqual(["rejected", "redeemed"])
    expect(redeemed()).toEqual(idsOf(offers))
  })

  it("follow the cart together: address, quantity, shipping, an item that goes", async () => {
    const offers = [
      percent(10),
      shop.engage.giveOffer(shop.anna, { code: "MUG-5" }),
      shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" }),
    ]
    const cart = await readyCart(shop, {
      offers,
      contents: { shirts: 1, mugs: 1 },
    })
    await expectOk(
      cart.web.updateCart(cart.id, {
        shipping_address: { address_1: "Lillgatan 2", country_code: "se" },
      })
    )
    await cart.web.setQuantity(cart.id, "shirt", 2)
    await cart.web.chooseShipping(cart.id, "express")
    expect(discountsOf(await cart.web.cart(cart.id))).toMatchObject({
      "FREE-SHIPPING": 25,
      "MUG-5": 5,
    })

    await cart.web.setQuantity(cart.id, "mug", 0)
    const order = await cart.web.buy(cart.id)
    await shop.ledger.reconcile()

    expect(order.total).toBe(180)
    const rows = await ordered(cart.id)
    expect(idsOf(offers).map((id) => rows.get(id))).toMatchObject([
      { status: "redeemed" },
      { status: "released", reason: "no_discount" },
      { status: "redeemed", discount_amount: 25 },
    ])
    expect(redeemed()).toEqual([offers[0]!.id, offers[2]!.id])
    await until(() => shop.events.names(cart.id).includes("released"))
    const again = await cart.web.createCart({ mugs: 1 })
    await expectOk(cart.web.applyOffer(again.id, offers[1]!.id))
  })
})
