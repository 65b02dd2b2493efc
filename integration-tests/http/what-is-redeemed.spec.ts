import { Modules } from "@medusajs/framework/utils"
import {
  updatePricePreferencesWorkflow,
  createTaxRegionsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { expectOk } from "../../testkit/storefront/send"
import { expectRefused } from "../../testkit/jest/http"
import { createPromotion, addPromotions } from "../../testkit/jest/promotions"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  it("notes the discount as the order says it where prices are shown with tax", async () => {
    await createTaxRegionsWorkflow(shop.container).run({
      input: [
        {
          country_code: "se",
          provider_id: "tp_system",
          default_tax_rate: { name: "Moms", code: "moms", rate: 25 },
        },
      ],
    })
    await updateRegionsWorkflow(shop.container).run({
      input: {
        selector: { id: shop.store.regions.se },
        update: { automatic_taxes: true },
      },
    })
    await updatePricePreferencesWorkflow(shop.container).run({
      input: {
        selector: { value: ["eur", shop.store.regions.se] },
        update: { is_tax_inclusive: true },
      },
    })
    const offers = (["10056", "FREE-SHIPPING"] as const).map((code) =>
      shop.engage.giveOffer(shop.anna, { code })
    )
    const cart = await readyCart(shop, {
      offers,
      contents: { shirts: 1, mugs: 3 },
    })

    const { discount_total } = await cart.web.order(cart.id)

    const rows = await shop.ledger.rows(cart.id)
    const [items, shipping] = rows.map((row) => Number(row.discount_amount))
    expect(items! + shipping!).toBeCloseTo(Number(discount_total), 9)
    // A tenth of the prices as they are shown.
    expect(items).toBeCloseTo(16, 9)
  })

  describe("with several offers on one cart", () => {
    const twoOffers = () =>
      [
        shop.engage.giveOffer(shop.anna),
        shop.engage.giveOffer(shop.anna, { code: "30-OFF" }),
      ] as const

    it("redeems every kind beside the shop's own and public promotions", async () => {
      await addPromotions(shop.container, [
        createPromotion("SHOPS-OWN", { is_automatic: true }),
        createPromotion("FOR-ALL"),
      ])
      const money = { amount: 5, currency: "EUR" }
      const offers = [
        { channel: { valueType: "PERCENT" as const, value: 20 } },
        { channel: { valueType: "MONEY" as const, value: money } },
        ...["FREE-SHIPPING", "MUG-5", "30-OFF"].map((code) => ({ code })),
      ].map((offer) => shop.engage.giveOffer(shop.anna, offer))
      const contents = { shirts: 1, mugs: 2 }
      const { web, id } = await readyCart(shop, { offers, contents })
      await expectOk(web.addCode(id, "FOR-ALL"))
      const { data } = await web.listOffers(id)
      expect(data.engage_promotions).toHaveLength(5)
      for (const offer of data.engage_promotions) {
        expect(offer).toMatchObject({ applied: true, applicable: true })
      }

      const order = await web.buy(id)

      const discounts = discountsOf(order)
      expect(Object.keys(discounts)).toHaveLength(7)
      expect(discounts).toMatchObject({ "FREE-SHIPPING": 10, "MUG-5": 10 })
      const sum = Object.values(discounts).reduce((all, one) => all + one, 0)
      expect(order.total).toBeCloseTo(150 - sum)
      expect(
        shop.engage.redeemCalls().map(({ assignmentId }) => assignmentId)
      ).toEqual(offers.map((offer) => offer.id))
      for (const row of await shop.ledger.rows(id)) {
        expect(row).toMatchObject({ status: "redeemed", order_id: order.id })
        expect(Number(row.discount_amount)).toBeCloseTo(
          discounts[row.promotion_code]!
        )
      }
    })

    it("sends nothing when the list says beforehand that one is used up", async () => {
      const [first, second] = twoOffers()
      const cart = await readyCart(shop, { offers: [first, second] })
      shop.engage.sandbox.removeAssignment(second.id)
      shop.engage.giveOffer(shop.anna, {
        ...second,
        redeemed: true,
        redeemedOn: new Date().toISOString(),
      })

      const reason = "promotion_already_redeemed"
      expectRefused(await cart.web.complete(cart.id), reason)

      expect(shop.engage.redeemCalls()).toEqual([])
      const refused = { assignment_id: second.id, status: "rejected", reason }
      await shop.expectRows(cart.id, [
        { assignment_id: first.id, status: "linked" },
        refused,
      ])
      const after = await cart.web.cart(cart.id)
      expect(discountsOf(after)).toEqual({ "10056": 10 })
    })

    it("keeps the first for the cart when the second is refused, and leaves what was not sent", async () => {
      const [first, second] = twoOffers()
      const third = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
      const cart = await readyCart(shop, {
        offers: [first, second, third],
        provider: PROVIDERS.capturing,
      })
      shop.engage.refuse({ code: "PromotionNotFound", assignmentId: second.id })

      expectRefused(await cart.web.complete(cart.id), "promotion_not_found")

      expect(await shop.orders()).toEqual([])
      expect(book.all()).toContain("refunded")
      const after = await cart.web.cart(cart.id)
      const left = { "10056": 10, "FREE-SHIPPING": 10 }
      expect(discountsOf(after)).toEqual(left)
      expect(after.payment_collection ?? null).toBeNull()
      const refused = { assignment_id: second.id, status: "rejected" }
      await shop.expectRows(cart.id, [
        { assignment_id: first.id, status: "redeemed", order_id: null },
        { ...refused, order_id: null },
        { assignment_id: third.id, status: "linked" },
      ])

      const order = await cart.web.buy(cart.id)
      expect(discountsOf(order)).toEqual(left)
      const used = { status: "redeemed", order_id: order.id }
      await shop.expectRows(cart.id, [used, refused, used])
      for (const { id } of [first, second, third]) {
        expect(shop.engage.redeemCalls(id)).toHaveLength(1)
      }
    })

    it("lists what is redeemed and has no order as an offer to apply again, and moves it to another cart, though its promotion is renamed meanwhile", async () => {
      const [first, second] = twoOffers()
      const cart = await readyCart(shop, { offers: [first, second] })
      shop.engage.refuse({ code: "PromotionNotFound", assignmentId: second.id })
      expect((await cart.web.complete(cart.id)).status).toBe(400)
      await expectOk(cart.web.removeOffer(cart.id, first.id))
      expect(await cart.web.listedOffer(cart.id, first)).toMatchObject({
        ...{ applied: false, applicable: true, reason: null },
      })
      const code = "RENAMED"
      await shop.container
        .resolve(Modules.PROMOTION)
        .updatePromotions([{ id: shop.store.promotions["10056"], code }])

      // No prepared cart: its row would be there without a move.
      const contents = {}
      const other = await readyCart(shop, { offers: [first], contents })
      const order = await other.web.order(other.id)

      expect(discountsOf(order)).toEqual({ [code]: 10 })
      await shop.expectRow(other.id, {
        assignment_id: first.id,
        status: "redeemed",
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls(first.id)).toHaveLength(1)
      expect(discountsOf(await cart.web.buy(cart.id))).toEqual({})
    })

    it("defers all of them within the time a customer waits, and redeems each once", async () => {
      await shop.ledger.setOptions({ checkoutWaitMs: 600 })
      const [first, second] = twoOffers()
      const cart = await readyCart(shop, { offers: [first, second] })
      shop.engage.onRedeem({ type: "delay_after_save", ms: 1_000, times: 1 })

      const order = await cart.web.order(cart.id)

      expect(order.total).toBeLessThan(80)
      await shop.expectRows(cart.id, [
        { status: "pending", reason: "outcome_unknown", attempt_count: 1 },
        { status: "pending", reason: "engage_unavailable", attempt_count: 0 },
      ])
      await until(
        () => shop.ledger.rows(cart.id),
        ([row]) => row?.status === "redeemed"
      )
      await shop.ledger.reconcile()
      const done = { status: "redeemed", inferred: false, order_id: order.id }
      await shop.expectRows(cart.id, [done, done])
      expect(shop.engage.redeemCalls(first.id)).toHaveLength(1)
      expect(shop.engage.redeemCalls(second.id)).toHaveLength(1)
    })
  })
})
