import type { UpdatePromotionDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createPromotionsWorkflow,
  updatePromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import { completeCart } from "../../packages/storefront/src"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { deliverWebhook, PROVIDERS } from "../../testkit/payment/payments"
import { createPromotion } from "../../testkit/jest/promotions"
import { createSdk } from "../../testkit/jest/sdk"
import { engageSuite } from "../../testkit/jest/suite"

const LIMIT_REACHED = "promotion_limit_reached"

engageSuite({}, (shop) => {
  const CODE = "10056"
  const promotionId = () => shop.store.promotions[CODE]

  const change = (
    changes: Omit<UpdatePromotionDTO, "id">,
    id = promotionId()
  ) =>
    updatePromotionsWorkflow(shop.container).run({
      input: { promotionsData: [{ id, ...changes }] },
    })
  const inCampaign = async (
    budget: {
      type: "usage" | "spend" | "use_by_attribute"
      limit: number
      attribute?: string
      currency_code?: string
    },
    id = promotionId()
  ) => {
    const campaign = await shop.container
      .resolve(Modules.PROMOTION)
      .createCampaigns({
        name: "Summer",
        campaign_identifier: "summer",
        budget: budget as never,
      })
    await change({ campaign_id: campaign.id }, id)
  }
  const listed = async (cartId: string, assignmentId: string) => {
    const { data } = await shop.storefront().listOffers(cartId)
    return data.engage_promotions.find(
      ({ assignment_id }) => assignment_id === assignmentId
    )
  }

  /** Anna buys a shirt with an offer of the promotion. */
  const buy = async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    await cart.web.order(cart.id)
  }

  /** Ways in which a promotion may be used once more, and then no more. */
  const LIMITS: [string, () => Promise<unknown>][] = [
    ["usage limit", () => change({ limit: 1 })],
    ["campaign's usage", () => inCampaign({ type: "usage", limit: 1 })],
    [
      "rule of once per customer",
      () =>
        inCampaign({
          type: "use_by_attribute",
          limit: 1,
          attribute: "customer_id",
        }),
    ],
  ]

  it.each(LIMITS)(
    "a promotion whose %s is used up is not applied, and comes off before paying a cart, which can be bought",
    async (_, limit) => {
      await limit()
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, {
        offers: [offer],
        provider: PROVIDERS.capturing,
      })
      await buy()
      const web = shop.storefront()
      const { id: late } = await web.createCart()
      const { id: another } = shop.engage.giveOffer(shop.anna)
      expect(await web.applyOffer(late, another)).toMatchObject({
        status: 400,
        data: { code: LIMIT_REACHED },
      })
      expect(await web.cart(late)).toMatchObject({ total: 100 })
      expect(await shop.ledger.row(late)).toMatchObject({ status: "released" })

      const sdk = await createSdk(shop)
      expect(await completeCart(sdk, cart.id)).toMatchObject({
        type: "promotion_rejected",
        code: LIMIT_REACHED,
        message: ERROR_SENTENCES[LIMIT_REACHED],
        rejected: [{ assignment_id: offer.id, reason: LIMIT_REACHED }],
        cart: { total: 110 },
      })

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "rejected",
        reason: LIMIT_REACHED,
        order_id: null,
      })
      expect(await cart.web.cart(cart.id)).toMatchObject({ promotions: [] })
      expect(shop.engage.redeemCalls(offer.id)).toEqual([])
      const { amount } = await cart.web.startPayment(
        cart.id,
        PROVIDERS.capturing
      )
      const order = await cart.web.order(cart.id)
      expect([amount, order.total]).toEqual([110, 110])
      expect(book.all().filter((entry) => entry === "captured")).toHaveLength(1)
    }
  )

  it("an offer that is used up comes off at the next change of the cart, says so, and can be applied again once the limit is raised", async () => {
    await change({ limit: 1 })
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    await buy()

    await cart.web.setQuantity(cart.id, "shirt", 2)

    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 210 })
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "rejected",
      reason: LIMIT_REACHED,
    })
    expect(await listed(cart.id, offer.id)).toMatchObject({
      applied: false,
      applicable: false,
      refused: true,
      reason: LIMIT_REACHED,
    })

    await change({ limit: 5 })
    await expectOk(cart.web.applyOffer(cart.id, offer.id))
    await cart.web.startPayment(cart.id)
    expect((await cart.web.order(cart.id)).total).toBe(190)
  })

  it.each([
    ["authorized", "deleted"],
    ["captured", "refunded"],
  ] as const)(
    "a cart whose payment was %s by webhook before has that %s when its offer is used up",
    async (action, given_back) => {
      const provider = PROVIDERS.authorizing
      await change({ limit: 1 })
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider })
      await buy()
      const { session_id, amount } = cart

      await deliverWebhook(shop.container, {
        ...{ provider, session_id, amount, action },
      })

      expect(await shop.orders()).toHaveLength(1)
      expect(book.all()).toContain(given_back)
      expect(await cart.web.cart(cart.id)).toMatchObject({
        total: 110,
        promotions: [],
      })
      expect(await listed(cart.id, offer.id)).toMatchObject({
        refused: true,
        reason: LIMIT_REACHED,
      })
      await cart.web.startPayment(cart.id)
      expect((await cart.web.order(cart.id)).total).toBe(110)
    }
  )

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

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "rejected",
      reason: LIMIT_REACHED,
    })
    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 130 })
    await cart.web.startPayment(cart.id)
    expect((await cart.web.order(cart.id)).total).toBe(130)
  })

  it("a limit of the shop's other promotion leaves an offer on the cart", async () => {
    const other = shop.store.promotions["30-OFF"]
    await updatePromotionsWorkflow(shop.container).run({
      input: { promotionsData: [{ id: other, limit: 1 }] },
    })
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    await cart.web.addCode(cart.id, "30-OFF")
    await cart.web.startPayment(cart.id)
    const guest = await readyCart(shop, { customer: null })
    await guest.web.addCode(guest.id, "30-OFF")
    await guest.web.startPayment(guest.id)
    await guest.web.order(guest.id)

    expect((await cart.web.complete(cart.id)).status).toBe(400)

    expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "linked" })
    expect(discountsOf(await cart.web.cart(cart.id))).toHaveProperty([CODE])
  })

  it("a declined order gives back its use, and the offer stays", async () => {
    await change({ limit: 1 })
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, {
      offers: [offer],
      provider: PROVIDERS.authorizing,
      payment: { card: "declined" },
    })

    await cart.web.complete(cart.id)

    expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "linked" })
    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 100 })
  })

  describe("a promotion of the kind buy one, get another", () => {
    const BUY_GET = "BUY-2-GET-1"

    beforeEach(async () => {
      const rule = [
        { attribute: "items.variant_sku", operator: "eq", values: ["SHIRT"] },
      ]
      await createPromotionsWorkflow(shop.container).run({
        input: {
          promotionsData: [
            createPromotion(BUY_GET, {
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
          ],
        },
      })
    })

    it("is not applied to too little, waits while an item is missing, and is redeemed", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { code: BUY_GET })
      const web = shop.storefront()
      const { id: small } = await web.createCart({ shirts: 2 })
      expect(await web.applyOffer(small, offer.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_applicable" },
      })
      const cart = await readyCart(shop, {
        offers: [offer],
        contents: { shirts: 3 },
      })
      expect(cart.amount).toBe(210)

      await cart.web.setQuantity(cart.id, "shirt", 2)
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "linked",
      })

      await cart.web.setQuantity(cart.id, "shirt", 3)
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({
        [BUY_GET]: 100,
      })
      await cart.web.startPayment(cart.id)
      expect((await cart.web.order(cart.id)).total).toBe(210)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        discount_amount: 100,
      })
    })
  })

  describe("stock that runs out between applying and paying", () => {
    const stock = async (quantity: number) => {
      const inventory = shop.container.resolve(Modules.INVENTORY)
      const [item] = await inventory.listInventoryItems({ sku: "SHIRT" })
      const [level] = await inventory.listInventoryLevels({
        inventory_item_id: item!.id,
      })
      await inventory.updateInventoryLevels([
        {
          inventory_item_id: item!.id,
          location_id: level!.location_id,
          stocked_quantity: quantity,
        },
      ])
    }

    it("leaves the offer and the payment, and the cart can be bought after", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, {
        offers: [offer],
        provider: PROVIDERS.capturing,
      })
      await stock(0)

      const refused = await cart.web.complete(cart.id)

      expect(refused.status).toBeGreaterThanOrEqual(200)
      expect(refused.data).not.toHaveProperty("order")
      expect(await shop.orders()).toEqual([])
      expect(shop.engage.redeemCalls(offer.id)).toEqual([])
      const row = await shop.ledger.row(cart.id)
      expect(row).toMatchObject({ status: "linked", run_id: null })
      expect(await cart.web.cart(cart.id)).toMatchObject({
        total: 100,
        payment_collection: { payment_sessions: [{ id: cart.session_id }] },
      })

      await stock(5)
      expect((await cart.web.order(cart.id)).total).toBe(100)
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
      })
    })
  })
})
