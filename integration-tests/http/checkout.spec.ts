import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { ERROR_SENTENCES, type ErrorCode } from "../../src/errors/catalogue"
import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxEngageCode,
} from "../../packages/engage-sandbox/src"
import { discountsOf, LINK_WAYS, readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/** The refusals of the vendor's page, each as it comes about after linking. */
const REFUSALS: {
  status: number
  word: SandboxEngageCode
  code: ErrorCode
  arrange: (shop: TestShop, offer: SandboxAssignment) => void
  /** How the offer was linked; by the shopper unless it says more. */
  ways?: typeof LINK_WAYS
}[] = [
  {
    status: 400,
    word: "NotAValidRedemptionChannel",
    code: "not_a_valid_redemption_channel",
    arrange: ({ engage }) =>
      engage.refuse({ code: "NotAValidRedemptionChannel" }),
  },
  {
    status: 400,
    word: "InvalidPromotionIdNoData",
    code: "invalid_promotion_id_no_data",
    arrange: ({ engage }) =>
      engage.refuse({ code: "InvalidPromotionIdNoData" }),
  },
  {
    status: 404,
    word: "PromotionNotFound",
    code: "promotion_not_found",
    arrange: ({ engage }, { id }) => engage.sandbox.removeAssignment(id),
  },
  {
    status: 404,
    word: "PromotionNotAssociatedWithContact",
    code: "promotion_not_associated_with_contact",
    arrange: ({ engage, anna }) =>
      engage.sandbox.removeContact(engage.contactId(anna)),
  },
  {
    status: 409,
    word: "PromotionNotValidForRedemptionChannel",
    code: "promotion_not_valid_for_redemption_channel",
    ways: LINK_WAYS,
    arrange: ({ engage, anna }, offer) => {
      engage.giveOffer(anna, {
        ...offer,
        redemptionChannels: [createRedemptionChannel({ type: "POS" })],
      })
    },
  },
  {
    status: 409,
    word: "PromotionAlreadyRedeemed",
    code: "promotion_already_redeemed",
    arrange: ({ engage, anna }, offer) => {
      const channels = [{}, { type: "POS" as const }]
      engage.giveOffer(anna, {
        ...offer,
        redemptionChannels: channels.map(createRedemptionChannel),
      })
      engage.sandbox.redeemInStore(offer.id)
    },
  },
]

engageSuite({}, (shop) => {
  describe.each(LINK_WAYS)("an offer linked by the %s route", (way) => {
    it("is redeemed once, over ECOM, when the order is placed", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], way })
      expect(shop.engage.redeemCalls()).toEqual([])

      const order = await cart.web.order(cart.id)

      expect(order.total).toBe(100)
      expect(discountsOf(order)).toEqual({ "10056": 10 })
      expect(shop.engage.redeemCalls()).toMatchObject([
        {
          assignmentId: offer.id,
          channel: "ECOM",
          status: 200,
          saved: true,
          userAgent: expect.stringMatching(/^medusa-plugin-voyado-engage\/\d/),
        },
      ])
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        assignment_id: offer.id,
        order_id: order.id,
        customer_id: shop.anna.id,
        promotion_id: shop.store.promotions["10056"],
        promotion_code: "10056",
        contact_id: way === "store" ? shop.engage.contactId(shop.anna) : null,
        engage_promotion_id: way === "store" ? offer.promotionId : null,
        channel: "ECOM",
        status: "redeemed",
        reason: null,
        inferred: false,
        discount_amount: 10,
        currency_code: "eur",
        attempt_count: 1,
        redeemed_at: expect.any(Date),
        rejected_at: null,
        status_changed_by: "checkout",
        attempts: [
          {
            operation: "redeem",
            trigger: "checkout",
            http_status: 200,
            outcome: "redeemed",
            error_code: null,
            finished_at: expect.any(Date),
            duration_ms: expect.any(Number),
          },
        ],
      })
    })

    it("tells its subscribers when it is linked and when it is redeemed", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const contents = {}
      const cart = await readyCart(shop, { offers: [offer], way, contents })
      const order = await cart.web.order(cart.id)
      const { id } = await shop.ledger.row(cart.id)

      await until(() => shop.events.of(cart.id).length >= 2)
      const what = {
        id,
        assignment_id: offer.id,
        // What staff link without asking Engage has none.
        engage_promotion_id: way === "store" ? offer.promotionId : null,
        cart_id: cart.id,
      }
      expect(shop.events.of(cart.id)).toEqual([
        {
          name: "promotion_redemption.linked",
          data: { ...what, order_id: null, status: "linked", reason: null },
        },
        {
          name: "promotion_redemption.redeemed",
          data: {
            ...what,
            order_id: order.id,
            status: "redeemed",
            reason: null,
          },
        },
      ])
    })

    it("is deferred by Engage's own 504 and the order stands", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], way })
      shop.engage.sandbox.configure({ redeemTimeoutMs: 50 })
      shop.engage.sandbox.setFault({
        type: "delay_before_save",
        ms: 500,
        operation: "redeem",
        times: 1,
      })

      const order = await cart.web.order(cart.id)

      expect(order.total).toBe(100)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "pending",
        reason: "engage_unavailable",
        order_id: order.id,
        attempts: [{ http_status: 504, outcome: "unavailable" }],
      })
      await until(() => shop.events.names(cart.id).includes("deferred"))

      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })
  })

  describe.each(REFUSALS)("Engage's $status $word", (refusal) => {
    const ways = refusal.ways ?? (["store"] as const)

    it.each(ways)(
      `refuses the order with ${refusal.code} (linked by the %s route)`,
      async (way) => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], way })
        refusal.arrange(shop, offer)

        const answer = await cart.web.complete(cart.id)

        expect(answer.status).toBe(400)
        expect(answer.data).toEqual({
          type: "not_allowed",
          code: refusal.code,
          message: ERROR_SENTENCES[refusal.code],
        })
        expect(await shop.orders()).toEqual([])
        expect(shop.engage.redeemCalls()).toMatchObject([
          { assignmentId: offer.id, status: refusal.status, saved: false },
        ])
        expect(await shop.ledger.row(cart.id)).toMatchObject({
          status: "rejected",
          reason: refusal.code,
          order_id: null,
          attempts: [
            {
              outcome: "refused",
              http_status: refusal.status,
              error_code: refusal.code,
            },
          ],
        })
        expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
      }
    )
  })

  it("reaches a cart's and an order's redemptions by query.graph", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    const order = await cart.web.order(cart.id)
    const query = shop.container.resolve(ContainerRegistrationKeys.QUERY)

    for (const [entity, id] of [
      ["cart", cart.id],
      ["order", order.id],
    ] as const) {
      const { data } = await query.graph({
        entity,
        fields: ["id", "promotion_redemptions.*"],
        filters: { id },
      })
      expect(data).toMatchObject([
        {
          id,
          promotion_redemptions: [
            { assignment_id: offer.id, status: "redeemed", order_id: order.id },
          ],
        },
      ])
    }
  })

  it("asks Engage nothing and writes nothing for a cart without an offer", async () => {
    const cart = await readyCart(shop)
    const order = await cart.web.order(cart.id)

    expect(order.total).toBe(110)
    expect(shop.engage.sandbox.calls()).toEqual([])
    expect(await shop.ledger.all()).toEqual([])
  })

  it("redeems without a payment when there is nothing to pay", async () => {
    const items = shop.engage.giveOffer(shop.anna, { code: "ALL-FREE" })
    const shipping = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const web = shop.storefront()
    const { id } = await web.createCart()
    await web.chooseShipping(id)
    await web.applyOffer(id, items.id)
    await web.applyOffer(id, shipping.id)

    const order = await web.order(id)

    expect(order.total).toBe(0)
    expect(await shop.ledger.rows(id)).toMatchObject([
      { assignment_id: items.id, status: "redeemed", discount_amount: 100 },
      { assignment_id: shipping.id, status: "redeemed", discount_amount: 10 },
    ])
    expect(shop.engage.redeemCalls()).toHaveLength(2)
  })
})
