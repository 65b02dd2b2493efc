import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { discountsOf, LINK_WAYS, readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  it.each(LINK_WAYS)(
    "an offer linked by the %s route is redeemed once, over ECOM, when the order is placed",
    async (way) => {
      const offer = shop.engage.giveOffer(shop.anna)
      const contents = {}
      const cart = await readyCart(shop, { offers: [offer], way, contents })
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
      // What staff link without asking Engage has no promotion of Engage's.
      const engage_promotion_id = way === "store" ? offer.promotionId : null
      const row = await shop.ledger.row(cart.id)
      expect(row).toMatchObject({
        assignment_id: offer.id,
        order_id: order.id,
        customer_id: shop.anna.id,
        promotion_id: shop.store.promotions["10056"],
        promotion_code: "10056",
        contact_id: way === "store" ? shop.engage.contactId(shop.anna) : null,
        engage_promotion_id,
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

      await until(() => shop.events.of(cart.id).length >= 2)
      const what = {
        id: row.id,
        assignment_id: offer.id,
        engage_promotion_id,
        cart_id: cart.id,
        reason: null,
      }
      expect(shop.events.of(cart.id)).toEqual([
        {
          name: "promotion_redemption.linked",
          data: { ...what, order_id: null, status: "linked" },
        },
        {
          name: "promotion_redemption.redeemed",
          data: { ...what, order_id: order.id, status: "redeemed" },
        },
      ])

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
          { id, promotion_redemptions: [{ id: row.id, status: "redeemed" }] },
        ])
      }
    }
  )

  it("redeems without a payment when there is nothing to pay", async () => {
    const items = shop.engage.giveOffer(shop.anna, { code: "ALL-FREE" })
    const shipping = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const { web, id } = await shop.newCart()
    await web.chooseShipping(id)
    await web.applyOffer(id, items.id)
    await web.applyOffer(id, shipping.id)

    const order = await web.order(id)

    expect(order.total).toBe(0)
    await shop.expectRows(id, [
      { assignment_id: items.id, status: "redeemed", discount_amount: 100 },
      { assignment_id: shipping.id, status: "redeemed", discount_amount: 10 },
    ])
    expect(shop.engage.redeemCalls()).toHaveLength(2)
  })
})
