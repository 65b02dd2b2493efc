import { Modules } from "@medusajs/framework/utils"

import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import {
  appliedCart,
  discountsOf,
  readyCart,
} from "../../testkit/jest/checkout"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

const TEMPLATE = "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920"

type Channel = Partial<SandboxRedemptionChannel>

const percent = (value: number): Channel => ({ valueType: "PERCENT", value })
const money = (amount: number, currency: string): Channel => ({
  valueType: "MONEY",
  value: { amount, currency },
})

engageSuite({}, (shop) => {
  const give = (
    channel: Channel,
    overrides: Partial<SandboxAssignment> = {},
    customer = shop.anna
  ) => shop.engage.giveOffer(customer, { channel, ...overrides })
  const promotions = () => shop.container.resolve(Modules.PROMOTION)
  const provided = () =>
    shop.ledger.service.listManagedPromotions({ source: "plugin" })

  it.each([
    ["a part", percent(15), 33, { value: 15, currency_code: null }],
    ["an amount", money(25, "EUR"), 25, { value: 25, currency_code: "eur" }],
  ])(
    "takes %s off the items, not the shipping, and is redeemed",
    async (_, channel, discount, listing) => {
      const offer = give(channel)
      const cart = await readyCart(shop, {
        offers: [offer],
        contents: { shirts: 2, mugs: 1 },
      })
      expect(cart.amount).toBe(220 - discount + 10)
      expect(await cart.web.listedOffer(cart.id, offer)).toMatchObject({
        applied: true,
        value_type: channel.valueType,
        ...listing,
      })

      const order = await cart.web.order(cart.id)

      expect(Object.values(discountsOf(order))).toEqual([discount])
      await shop.expectRow(cart.id, {
        status: "redeemed",
        discount_amount: discount,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
    }
  )

  it.each([
    ["the amount off the prices as they are shown, with their tax", 150, 150],
    ["no more off than the items cost with their tax", 5000, 2000],
  ])("takes %s", async (_, amount, discount_total) => {
    const web = shop.storefront()
    const cart = await web.createCart({ shirts: 2, country: "no" })
    expect(cart).toMatchObject({ total: 2000, currency_code: "nok" })
    const offer = give(money(amount, "NOK"))

    const { data } = await web.applyOffer(cart.id, offer.id)

    expect(data.cart).toMatchObject({
      total: 2000 - discount_total,
      discount_total,
    })
  })

  describe("the promotion that the plugin makes", () => {
    const applyTo = async (offer: SandboxAssignment, customer = shop.anna) => {
      const { web, id } = await appliedCart(shop, offer, customer)
      return web.cart(id)
    }

    it("is one for everybody, however many apply it at once", async () => {
      const before = (await provided()).length
      const offers = [shop.anna, shop.bert, shop.anna, shop.bert].map(
        (customer) => ({
          customer,
          offer: give(percent(11), { promotionId: TEMPLATE }, customer),
        })
      )

      const carts = await Promise.all(
        offers.map(({ offer, customer }) => applyTo(offer, customer))
      )

      const codes = carts.flatMap(({ promotions }) =>
        promotions.map(({ code }) => code)
      )
      expect(codes).toHaveLength(4)
      expect(new Set(codes).size).toBe(1)
      expect(await provided()).toHaveLength(before + 1)
    })

    it("has a code that people can read and nobody can use, one for each of Engage's", async () => {
      const offer = give(percent(13), { name: "Tretton % på allt" })
      const cart = await applyTo(offer)
      const code = cart.promotions[0]!.code!

      expect(code).toMatch(/^TRETTON-PA-ALLT-[0-9A-F]{24}$/)
      await shop.expectRow(cart.id, {
        promotion_name: "Tretton % på allt",
        promotion_code: code,
      })
      const other = await applyTo(give(percent(13)))
      expect(other.promotions[0]?.code).not.toBe(code)
      const { web, id } = await shop.newCart(shop.bert)
      expectRefused(
        await web.addCode(id, code),
        "promotion_requires_assignment"
      )
    })

    it("follows the value in Engage when the offer is applied again, and only then", async () => {
      const offer = give(percent(10), { promotionId: TEMPLATE })
      const cart = await applyTo(offer)
      const web = shop.storefront()
      expectRefused(
        await web.applyOffer(cart.id, offer.id),
        "promotion_already_applied"
      )
      shop.engage.sandbox.reset()
      give(percent(20), {
        ...offer,
        redemptionChannels: [createRedemptionChannel(percent(20))],
      })
      expect(await web.cart(cart.id)).toMatchObject({ total: 90 })

      const { status, data } = await web.applyOffer(cart.id, offer.id)

      expect(status).toBe(200)
      expect(data.cart).toMatchObject({ total: 80 })
      await shop.expectRows(cart.id, [
        { status: "released" },
        { status: "linked" },
      ])
    })

    it("is not used once an operator has switched it off", async () => {
      const offer = give(percent(14))
      const cart = await applyTo(offer)
      await promotions().updatePromotions([
        { id: cart.promotions[0]!.id, status: "inactive" },
      ])
      const { web, id } = await shop.newCart()

      expect((await web.applyOffer(id, offer.id)).data).toMatchObject({
        code: "promotion_not_configured",
      })
    })

    it("is made anew when an operator has changed it", async () => {
      const offer = give(percent(16))
      const [made] = (await applyTo(offer)).promotions
      await promotions().updatePromotions([
        { id: made!.id, application_method: { value: 90 } },
      ])

      const cart = await applyTo(offer)

      expect(cart.total).toBe(84)
      expect(cart.promotions[0]?.id).not.toBe(made!.id)
      const { web, id } = await shop.newCart(shop.bert)
      const reused = await web.addCode(id, made!.code!)
      expect(reused.status).toBeGreaterThanOrEqual(400)
    })
  })
})
