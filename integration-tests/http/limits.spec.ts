import type { CreateCampaignDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import { completeCart } from "../../packages/storefront/src"
import { discountsOf, readyCart, linkedCart } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { deliverWebhook, PROVIDERS } from "../../testkit/payment/payments"
import {
  addPromotions,
  changePromotion,
  createPromotion,
} from "../../testkit/jest/promotions"
import { createSdk } from "../../testkit/jest/sdk"
import { engageSuite } from "../../testkit/jest/suite"

const LIMIT_REACHED = "promotion_limit_reached"
const USED_UP = { status: "rejected", reason: LIMIT_REACHED }

engageSuite({}, (shop) => {
  const CODE = "10056"
  const promotionId = () => shop.store.promotions[CODE]

  const change = (
    changes: Parameters<typeof changePromotion>[2],
    id = promotionId()
  ) => changePromotion(shop.container, id, changes)
  const inCampaign = async (
    budget: NonNullable<CreateCampaignDTO["budget"]>,
    id = promotionId()
  ) => {
    const campaign = await shop.container
      .resolve(Modules.PROMOTION)
      .createCampaigns({
        name: "Summer",
        campaign_identifier: "summer",
        budget,
      })
    await change({ campaign_id: campaign.id }, id)
  }

  /** Anna buys a shirt with an offer of the promotion. */
  const buy = async () => {
    const cart = await linkedCart(shop)
    await cart.web.order(cart.id)
  }

  const ONCE = { type: "use_by_attribute", limit: 1 } as const

  /** Ways in which a promotion may be used once more, and then no more. */
  const LIMITS: [string, () => Promise<unknown>][] = [
    ["usage limit", () => change({ limit: 1 })],
    [
      "rule of once per customer",
      () => inCampaign({ ...ONCE, attribute: "customer_id" }),
    ],
  ]

  it.each(LIMITS)(
    "a promotion whose %s is used up is not applied, and comes off before paying a cart, which can be bought",
    async (_, limit) => {
      await limit()
      const { offer, ...cart } = await linkedCart(shop, {
        provider: PROVIDERS.capturing,
      })
      await buy()
      const { web, id: late } = await shop.newCart()
      const { id: another } = shop.engage.giveOffer(shop.anna)
      expectRefused(await web.applyOffer(late, another), LIMIT_REACHED)
      expect(await web.cart(late)).toMatchObject({ total: 100 })
      await shop.expectRow(late, { status: "released" })

      const sdk = await createSdk(shop)
      expect(await completeCart(sdk, cart.id)).toMatchObject({
        type: "promotion_rejected",
        code: LIMIT_REACHED,
        message: ERROR_SENTENCES[LIMIT_REACHED],
        rejected: [{ assignment_id: offer.id, reason: LIMIT_REACHED }],
        cart: { total: 110 },
      })

      await shop.expectRow(cart.id, { ...USED_UP, order_id: null })
      expect(await cart.web.cart(cart.id)).toMatchObject({ promotions: [] })
      expect(shop.engage.redeemCalls(offer.id)).toEqual([])
      await cart.web.startPayment(cart.id, PROVIDERS.capturing)
      expect((await cart.web.order(cart.id)).total).toBe(110)
      expect(book.all().filter((entry) => entry === "captured")).toHaveLength(1)
    }
  )

  it("an offer that is used up comes off at the next change of the cart, says so, and can be applied again once the limit is raised", async () => {
    await change({ limit: 1 })
    const { offer, ...cart } = await linkedCart(shop)
    await buy()

    await cart.web.setQuantity(cart.id, "shirt", 2)

    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 210 })
    await shop.expectRow(cart.id, USED_UP)
    const gone = { applied: false, applicable: false, refused: true }
    const listed = await cart.web.listedOffer(cart.id, offer)
    expect(listed).toMatchObject({ ...gone, reason: LIMIT_REACHED })

    await change({ limit: 5 })
    await expectOk(cart.web.applyOffer(cart.id, offer.id))
    expect((await cart.web.buy(cart.id)).total).toBe(190)
  })

  it("a cart whose payment was captured by webhook before has that refunded when its offer is used up", async () => {
    const provider = PROVIDERS.authorizing
    await change({ limit: 1 })
    const { offer, ...cart } = await linkedCart(shop, { provider })
    await buy()

    await deliverWebhook(shop.container, {
      ...cart,
      ...{ provider, action: "captured" },
    })

    expect(await shop.orders()).toHaveLength(1)
    expect(book.all()).toContain("refunded")
    expect(await cart.web.cart(cart.id)).toMatchObject({
      total: 110,
      promotions: [],
    })
    expect(await cart.web.listedOffer(cart.id, offer)).toMatchObject({
      refused: true,
      reason: LIMIT_REACHED,
    })
    expect((await cart.web.buy(cart.id)).total).toBe(110)
  })

  it("a budget is used up for a cart whose items together would overspend it", async () => {
    const code = "30-OFF"
    await inCampaign(
      { type: "spend", limit: 58, currency_code: "eur" },
      shop.store.promotions[code]
    )
    const give = () => shop.engage.giveOffer(shop.anna, { code })
    const cart = await readyCart(shop, {
      offers: [give()],
      contents: { shirts: 1, mugs: 1 },
    })
    const other = await readyCart(shop, { offers: [give()] })
    await other.web.order(other.id)

    expect((await cart.web.complete(cart.id)).status).toBe(400)

    await shop.expectRow(cart.id, USED_UP)
    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 130 })
  })

  it("a limit of the shop's other promotion leaves an offer on the cart", async () => {
    await change({ limit: 1 }, shop.store.promotions["30-OFF"])
    const cart = await linkedCart(shop)
    await cart.web.addCode(cart.id, "30-OFF")
    await cart.web.startPayment(cart.id)
    const guest = await shop.newCart(null)
    await guest.web.addCode(guest.id, "30-OFF")
    await guest.web.chooseShipping(guest.id)
    await guest.web.buy(guest.id)

    expect((await cart.web.complete(cart.id)).status).toBe(400)

    await shop.expectRow(cart.id, { status: "linked" })
    expect(discountsOf(await cart.web.cart(cart.id))).toHaveProperty([CODE])
  })

  it("a promotion of the kind buy one, get another is not applied to too little, and is redeemed", async () => {
    const code = "BUY-2-GET-1"
    const rule = [
      { attribute: "items.variant_sku", operator: "eq", values: ["SHIRT"] },
    ]
    await addPromotions(shop.container, [
      createPromotion(code, {
        type: "buyget",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "each",
          value: 100,
          max_quantity: 1,
          apply_to_quantity: 1,
          buy_rules_min_quantity: 2,
          buy_rules: rule,
          target_rules: rule,
        } as never,
      }),
    ])
    const offer = shop.engage.giveOffer(shop.anna, { code })
    const { web, id } = await shop.newCart(undefined, { shirts: 2 })
    const apply = () => web.applyOffer(id, offer.id)
    expectRefused(await apply(), "promotion_not_applicable")

    await web.setQuantity(id, "shirt", 3)
    await expectOk(apply())
    await web.chooseShipping(id)
    expect((await web.buy(id)).total).toBe(210)
    await shop.expectRows(id, [
      { status: "released" },
      { status: "redeemed", discount_amount: 100 },
    ])
  })

  it("stock that runs out between applying and paying leaves the offer and the payment, and the cart can be bought after", async () => {
    const inventory = shop.container.resolve(Modules.INVENTORY)
    const stock = async (stocked_quantity: number) => {
      const [item] = await inventory.listInventoryItems({ sku: "SHIRT" })
      const inventory_item_id = item!.id
      const [level] = await inventory.listInventoryLevels({ inventory_item_id })
      const { location_id } = level!
      await inventory.updateInventoryLevels([
        { inventory_item_id, location_id, stocked_quantity },
      ])
    }
    const { offer, ...cart } = await linkedCart(shop, {
      provider: PROVIDERS.capturing,
    })
    await stock(0)
    // Medusa reserves beside other steps, and does not undo a step that still runs.
    const reserve = inventory.createReservationItems.bind(inventory)
    jest
      .spyOn(inventory, "createReservationItems")
      .mockImplementationOnce((async (items: never) => {
        await shop.untilOrdered(cart.id)
        return reserve(items)
      }) as never)

    const refused = await cart.web.complete(cart.id)

    expect(refused.data).not.toHaveProperty("order")
    expect(await shop.orders()).toEqual([])
    expect(shop.engage.redeemCalls(offer.id)).toEqual([])
    await shop.expectRow(cart.id, { status: "linked", run_id: null })
    expect(await cart.web.cart(cart.id)).toMatchObject({
      total: 100,
      payment_collection: { payment_sessions: [{ id: cart.session_id }] },
    })

    await stock(5)
    expect((await cart.web.order(cart.id)).total).toBe(100)
    expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
    await shop.expectRow(cart.id, { status: "redeemed" })
  })
})
