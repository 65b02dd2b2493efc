import {
  updatePricePreferencesWorkflow,
  createTaxRegionsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"

import type { SandboxRedemptionChannel } from "../../packages/engage-sandbox/src"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { expectOk } from "../../testkit/storefront/send"
import { expectRefused } from "../../testkit/jest/http"
import { createPromotion, addPromotions } from "../../testkit/jest/promotions"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  it("redeems free shipping that was linked before a method was chosen, at the last method's price", async () => {
    const offer = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const { web, id } = await shop.newCart()

    const applied = await web.applyOffer(id, offer.id)
    expect(applied).toMatchObject({
      status: 200,
      data: { cart: { total: 100 } },
    })
    await web.chooseShipping(id)
    expect(discountsOf(await web.cart(id))).toEqual({ "FREE-SHIPPING": 10 })
    await web.chooseShipping(id, "express")
    expect(discountsOf(await web.cart(id))).toEqual({ "FREE-SHIPPING": 25 })

    const order = await web.buy(id)
    expect(order.total).toBe(100)
    await shop.expectRow(id, {
      status: "redeemed",
      discount_amount: 25,
      order_id: order.id,
    })
  })

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

    const give = (channel: Partial<SandboxRedemptionChannel>) =>
      shop.engage.giveOffer(shop.anna, { channel })
    const percent = () => give({ valueType: "PERCENT", value: 20 })
    const money = () =>
      give({ valueType: "MONEY", value: { amount: 5, currency: "EUR" } })
    const redeemed = () =>
      shop.engage.redeemCalls().map(({ assignmentId }) => assignmentId)

    it("redeems every kind beside the shop's own and public promotions", async () => {
      await addPromotions(shop.container, [
        createPromotion("SHOPS-OWN", { is_automatic: true }),
        createPromotion("FOR-ALL"),
      ])
      const codes = ["FREE-SHIPPING", "MUG-5", "30-OFF"]
      const offers = [
        ...[percent(), money()],
        ...codes.map((code) => shop.engage.giveOffer(shop.anna, { code })),
      ]
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
      expect(redeemed()).toEqual(offers.map((offer) => offer.id))
      for (const row of await shop.ledger.rows(id)) {
        expect(row).toMatchObject({ status: "redeemed", order_id: order.id })
        expect(Number(row.discount_amount)).toBeCloseTo(
          discounts[row.promotion_code]!
        )
      }
    })

    it("takes off what Engage refuses, and leaves what was not sent", async () => {
      const offers = [percent(), money()]
      const { web, id } = await readyCart(shop, { offers })
      await expectOk(web.addCode(id, "30-OFF"))
      await web.startPayment(id)
      const assignmentId = offers[0]!.id
      shop.engage.refuse({ code: "PromotionNotFound", assignmentId })

      expectRefused(await web.complete(id), "promotion_not_found")

      await shop.expectRows(id, [{ status: "rejected" }, { status: "linked" }])
      expect(Object.keys(discountsOf(await web.cart(id)))).toHaveLength(2)
      await web.buy(id)
      await shop.expectRows(id, [
        { status: "rejected" },
        { status: "redeemed" },
      ])
      expect(redeemed()).toEqual(offers.map((offer) => offer.id))
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

      expectRefused(
        await cart.web.complete(cart.id),
        "promotion_already_redeemed"
      )

      expect(shop.engage.redeemCalls()).toEqual([])
      await shop.expectRows(cart.id, [
        { assignment_id: first.id, status: "linked" },
        {
          assignment_id: second.id,
          status: "rejected",
          reason: "promotion_already_redeemed",
        },
      ])
      expect(Object.keys(discountsOf(await cart.web.cart(cart.id)))).toEqual([
        "10056",
      ])
    })

    it("keeps the first for the cart when the second is refused, and does not send it again", async () => {
      const [first, second] = twoOffers()
      const cart = await readyCart(shop, {
        offers: [first, second],
        provider: PROVIDERS.capturing,
      })
      shop.engage.refuse({
        code: "PromotionNotFound",
        assignmentId: second.id,
      })

      expectRefused(await cart.web.complete(cart.id), "promotion_not_found")

      expect(await shop.orders()).toEqual([])
      expect(book.all()).toContain("refunded")
      const after = await cart.web.cart(cart.id)
      expect(discountsOf(after)).toEqual({ "10056": 10 })
      expect(after.payment_collection ?? null).toBeNull()
      await shop.expectRows(cart.id, [
        { assignment_id: first.id, status: "redeemed", order_id: null },
        { assignment_id: second.id, status: "rejected", order_id: null },
      ])

      const order = await cart.web.buy(cart.id)
      expect(order.total).toBe(100)
      await shop.expectRows(cart.id, [
        { assignment_id: first.id, status: "redeemed", order_id: order.id },
        { assignment_id: second.id, status: "rejected", order_id: null },
      ])
      expect(shop.engage.redeemCalls(first.id)).toHaveLength(1)
      expect(shop.engage.redeemCalls(second.id)).toHaveLength(1)
    })

    /** A cart whose first offer is redeemed, and whose second Engage refused. */
    const halfRedeemed = async () => {
      const [first, second] = twoOffers()
      const cart = await readyCart(shop, { offers: [first, second] })
      shop.engage.refuse({ code: "PromotionNotFound", assignmentId: second.id })
      expect((await cart.web.complete(cart.id)).status).toBe(400)
      return { first, cart }
    }

    it("lists what is redeemed and taken off the cart as an offer to apply again", async () => {
      const {
        first,
        cart: { web, id },
      } = await halfRedeemed()
      await expectOk(web.removeOffer(id, first.id))

      expect(await web.listedOffer(id, first)).toMatchObject({
        ...{ applied: false, applicable: true, reason: null },
      })
      await expectOk(web.applyOffer(id, first.id))
      expect(discountsOf(await web.cart(id))).toEqual({ "10056": 10 })
    })

    it("moves what is redeemed and without an order to another cart of the customer", async () => {
      const { first, cart } = await halfRedeemed()

      const contents = {}
      const other = await readyCart(shop, { offers: [first], contents })
      expect(other.amount).toBe(100)
      const order = await other.web.order(other.id)

      expect(order.total).toBe(100)
      await shop.expectRow(other.id, {
        assignment_id: first.id,
        status: "redeemed",
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls(first.id)).toHaveLength(1)

      await cart.web.startPayment(cart.id)
      const answer = await cart.web.complete(cart.id)
      if (answer.data.type === "order") {
        expect(discountsOf(answer.data.order)).toEqual({})
      } else {
        expectRefused(answer, "promotion_requires_assignment")
        expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
      }
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
      await shop.expectRows(cart.id, [
        { status: "redeemed", inferred: false, order_id: order.id },
        { status: "redeemed", inferred: false, order_id: order.id },
      ])
      expect(shop.engage.redeemCalls(first.id)).toHaveLength(1)
      expect(shop.engage.redeemCalls(second.id)).toHaveLength(1)
    })
  })
})
