import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { engageSuite } from "../../testkit/jest/suite"

const TEMPLATE = "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920"

const percent = (
  value: SandboxRedemptionChannel["value"]
): Partial<SandboxRedemptionChannel> => ({
  valueType: "PERCENT",
  value,
})
const money = (
  amount: number,
  currency: string,
  localValues: SandboxRedemptionChannel["localValues"] = []
): Partial<SandboxRedemptionChannel> => ({
  valueType: "MONEY",
  value: { amount, currency },
  localValues,
})

engageSuite({}, (shop) => {
  const give = (
    channel: Partial<SandboxRedemptionChannel>,
    overrides: Partial<SandboxAssignment> = {},
    customer = shop.anna
  ) =>
    shop.engage.giveOffer(customer, {
      redemptionChannels: [createRedemptionChannel(channel)],
      ...overrides,
    })
  const takenOff = (cart: HttpTypes.StoreCart | HttpTypes.StoreOrder) =>
    Object.values(discountsOf(cart)).reduce((sum, amount) => sum + amount, 0)
  const listed = async (cartId: string, { id }: SandboxAssignment) => {
    const { data } = await shop.storefront().listOffers(cartId)
    return data.engage_promotions.find(
      ({ assignment_id }) => assignment_id === id
    )
  }
  const provided = () =>
    shop.ledger.service.listManagedPromotions({ source: "plugin" })

  it("takes a part off the items, not the shipping, and is redeemed", async () => {
    const offer = give(percent(15))
    const cart = await readyCart(shop, {
      offers: [offer],
      contents: { shirts: 2, mugs: 1 },
    })
    expect(cart.amount).toBe(220 * 0.85 + 10)
    expect(await listed(cart.id, offer)).toMatchObject({
      applied: true,
      value_type: "PERCENT",
      value: 15,
      currency_code: null,
    })

    const order = await cart.web.order(cart.id)

    expect(takenOff(order)).toBe(33)
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      discount_amount: 33,
      order_id: order.id,
    })
    expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
  })

  it("takes an amount off the items", async () => {
    const offer = give(money(25, "EUR"))
    const cart = await readyCart(shop, {
      offers: [offer],
      contents: { shirts: 1, mugs: 1 },
    })
    expect(cart.amount).toBe(120 - 25 + 10)
    expect(await listed(cart.id, offer)).toMatchObject({
      applied: true,
      value_type: "MONEY",
      value: 25,
      currency_code: "eur",
    })

    await cart.web.order(cart.id)

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      discount_amount: 25,
    })
  })

  it("takes no more off than the items cost", async () => {
    const offer = give(money(500, "EUR"))
    const cart = await readyCart(shop, { offers: [offer] })

    expect(cart.amount).toBe(10)
    expect(takenOff(await cart.web.cart(cart.id))).toBe(100)
  })

  it("takes the amount off the prices as they are shown, with their tax", async () => {
    const web = shop.storefront()
    const cart = await web.createCart({ shirts: 2, country: "no" })
    expect(cart).toMatchObject({ total: 2000, currency_code: "nok" })

    const { data } = await web.applyOffer(cart.id, give(money(150, "NOK")).id)

    expect(data.cart).toMatchObject({ total: 1850, discount_total: 150 })
  })

  it("takes no more off than the items cost with their tax", async () => {
    const web = shop.storefront()
    const cart = await web.createCart({ shirts: 1, country: "no" })

    const { data } = await web.applyOffer(cart.id, give(money(5000, "NOK")).id)

    expect(data.cart).toMatchObject({ total: 0, discount_total: 1000 })
  })

  it("reads the amount in either letter case", async () => {
    const offer = give({
      valueType: "MONEY",
      value: { Amount: 25, Currency: "eur" },
    })
    const web = shop.storefront()
    const { id } = await web.createCart()

    const { data } = await web.applyOffer(id, offer.id)

    expect(data.cart.total).toBe(75)
  })

  it("uses the amount in the cart's currency", async () => {
    const offer = give(money(25, "EUR", [{ amount: 250, currency: "NOK" }]))
    const web = shop.storefront()
    const { id } = await web.createCart({ country: "no" })
    expect(await listed(id, offer)).toMatchObject({
      applicable: true,
      value: 250,
      currency_code: "nok",
    })

    const { data } = await web.applyOffer(id, offer.id)

    expect(data.cart.total).toBe(750)
  })

  it("does not apply money in another currency, and says so in the list", async () => {
    const offer = give(money(25, "USD"))
    const web = shop.storefront()
    const { id } = await web.createCart()
    const code = "promotion_currency_mismatch"

    expect(await listed(id, offer)).toMatchObject({
      applicable: false,
      reason: code,
      value: 25,
      currency_code: "usd",
    })
    expect(await web.applyOffer(id, offer.id)).toMatchObject({
      status: 400,
      data: { code, message: ERROR_SENTENCES[code] },
    })
    expect(takenOff(await web.cart(id))).toBe(0)
  })

  it.each(["MANUAL", "SWIPE"] as const)(
    "lists %s as not usable online",
    async (valueType) => {
      const offer = give({ valueType, value: null })
      const web = shop.storefront()
      const { id } = await web.createCart()
      const reason = "promotion_value_type_unsupported"

      expect(await listed(id, offer)).toMatchObject({
        applicable: false,
        reason,
        value_type: valueType,
      })
      expect(await web.applyOffer(id, offer.id)).toMatchObject({
        status: 400,
        data: { code: reason },
      })
    }
  )

  it.each([
    ["PERCENT", percent("a lot")],
    ["PERCENT", percent(101)],
    ["MONEY", money(-5, "EUR")],
  ])("does not apply %s that cannot be read", async (_, channel) => {
    const offer = give(channel)
    const web = shop.storefront()
    const { id } = await web.createCart()

    expect(await listed(id, offer)).toMatchObject({
      applicable: false,
      reason: "promotion_not_configured",
    })
    expect((await web.applyOffer(id, offer.id)).data).toMatchObject({
      code: "promotion_not_configured",
    })
  })

  it("comes off the cart when Engage refuses", async () => {
    const offer = give(percent(20))
    const cart = await readyCart(shop, { offers: [offer] })
    shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

    expect(await cart.web.complete(cart.id)).toMatchObject({
      status: 400,
      data: { code: "promotion_not_valid_for_redemption_channel" },
    })

    expect(await cart.web.cart(cart.id)).toMatchObject({
      total: 110,
      promotions: [],
    })
  })

  describe("the promotion that the plugin makes", () => {
    const applyTo = async (
      offer: SandboxAssignment,
      customer = shop.anna
    ): Promise<HttpTypes.StoreCart> => {
      const web = shop.storefront(customer)
      const { id } = await web.createCart()
      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
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

    it("has a code that people can read, and the ledger knows its name", async () => {
      const offer = give(percent(13), { name: "Tretton % på allt" })
      const cart = await applyTo(offer)

      expect(cart.promotions[0]?.code).toMatch(/^TRETTON-PA-ALLT-[0-9A-F]{24}$/)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        promotion_name: "Tretton % på allt",
        promotion_code: cart.promotions[0]?.code,
      })
    })

    it("is another for another promotion of Engage's", async () => {
      const [one, other] = [
        await applyTo(give(percent(12))),
        await applyTo(give(percent(12))),
      ]

      expect(one.promotions[0]?.code).not.toBe(other.promotions[0]?.code)
    })

    it("opens to nobody without the assignment", async () => {
      const { promotions } = await applyTo(give(percent(13)))
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart()

      expect(await web.addCode(id, promotions[0]!.code!)).toMatchObject({
        status: 400,
        data: { code: "promotion_requires_assignment" },
      })
    })

    it("follows the value in Engage when the offer is applied again", async () => {
      const offer = give(percent(10), { promotionId: TEMPLATE })
      const cart = await applyTo(offer)
      shop.engage.sandbox.reset()
      give(percent(20), {
        ...offer,
        redemptionChannels: [createRedemptionChannel(percent(20))],
      })
      const web = shop.storefront()
      expect(await web.cart(cart.id)).toMatchObject({ total: 90 })

      const { status, data } = await web.applyOffer(cart.id, offer.id)

      expect(status).toBe(200)
      expect(data.cart).toMatchObject({ total: 80 })
      expect(await shop.ledger.rows(cart.id)).toMatchObject([
        { status: "released" },
        { status: "linked" },
      ])
    })

    it("is not applied twice to one cart", async () => {
      const offer = give(percent(10))
      const cart = await applyTo(offer)

      expect(
        await shop.storefront().applyOffer(cart.id, offer.id)
      ).toMatchObject({
        status: 400,
        data: { code: "promotion_already_applied" },
      })
      expect(await shop.storefront().cart(cart.id)).toMatchObject({ total: 90 })
    })

    it("is not used once an operator has switched it off", async () => {
      const offer = give(percent(14))
      const cart = await applyTo(offer)
      await shop.container
        .resolve(Modules.PROMOTION)
        .updatePromotions([{ id: cart.promotions[0]!.id, status: "inactive" }])
      const web = shop.storefront()
      const { id } = await web.createCart()

      expect((await web.applyOffer(id, offer.id)).data).toMatchObject({
        code: "promotion_not_configured",
      })
    })

    it.each<[string, (id: string) => Promise<unknown>]>([
      [
        "deleted",
        (id) =>
          shop.container.resolve(Modules.PROMOTION).deletePromotions([id]),
      ],
      [
        "changed",
        (id) =>
          shop.container
            .resolve(Modules.PROMOTION)
            .updatePromotions([{ id, application_method: { value: 90 } }]),
      ],
      [
        "limited",
        (id) =>
          shop.container
            .resolve(Modules.PROMOTION)
            .updatePromotions([{ id, limit: 100 }]),
      ],
      [
        "given rules to",
        (id) =>
          shop.container
            .resolve(Modules.PROMOTION)
            .addPromotionRules(id, [
              { attribute: "currency_code", operator: "eq", values: ["eur"] },
            ]),
      ],
    ])("is made anew when an operator has %s it", async (_, spoil) => {
      const offer = give(percent(16))
      const [made] = (await applyTo(offer)).promotions
      await spoil(made!.id)

      const cart = await applyTo(offer)

      expect(cart.total).toBe(84)
      expect(cart.promotions[0]?.id).not.toBe(made!.id)
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart()
      const reused = await web.addCode(id, made!.code!)
      expect(reused.status).toBeGreaterThanOrEqual(400)
    })
  })
})
