import { Modules } from "@medusajs/framework/utils"
import { deletePromotionsWorkflow } from "@medusajs/medusa/core-flows"

import type { AdminPromotionEngageResponse } from "../../src/types/admin-http"
import {
  appliedCart,
  discountsOf,
  linkedCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { only } from "../../testkit/seed/only"
import {
  addPromotions,
  changePromotion,
  createPromotion,
} from "../../testkit/jest/promotions"
import { engageSuite } from "../../testkit/jest/suite"

const REQUIRES_ASSIGNMENT = "promotion_requires_assignment"

engageSuite({}, (shop) => {
  const CODE = "10056"
  const promotionId = () => shop.store.promotions[CODE]

  const change = (changes: Parameters<typeof changePromotion>[2]) =>
    changePromotion(shop.container, promotionId(), changes)
  const remove = (id = promotionId()) =>
    deletePromotionsWorkflow(shop.container).run({ input: { ids: [id] } })
  const make = async (
    code = CODE,
    overrides: Parameters<typeof createPromotion>[1] = {}
  ) =>
    only(
      await addPromotions(shop.container, [createPromotion(code, overrides)])
    )
  const engageOf = async (id = promotionId()) => {
    const { promotion_engage } = await expectOk(
      shop.admin<AdminPromotionEngageResponse>(
        "GET",
        `/admin/promotions/${id}/engage`
      )
    )
    return promotion_engage
  }
  const decide = (require_assignment: boolean, id = promotionId()) =>
    shop.admin<AdminPromotionEngageResponse>(
      "POST",
      `/admin/promotions/${id}/engage`,
      { require_assignment }
    )
  const linked = () => appliedCart(shop)

  describe("a managed promotion that becomes automatic", () => {
    it("stops nobody's purchase, and is managed again as a code", async () => {
      await linked()
      await change({ is_automatic: true })

      const guest = await shop.newCart(null, { shirts: 2 })
      await expectOk(guest.web.addCode(guest.id, CODE))
      await guest.web.chooseShipping(guest.id)
      await guest.web.startPayment(guest.id, PROVIDERS.capturing)
      const order = await guest.web.order(guest.id)

      expect(discountsOf(order)).toEqual({ [CODE]: 20 })
      expect(book.all()).not.toContain("refunded")
      expect(await shop.ledger.rows(guest.id)).toEqual([])

      await change({ is_automatic: false })
      const { web, id } = await shop.newCart(null)
      expectRefused(await web.addCode(id, CODE), REQUIRES_ASSIGNMENT)
    })

    it("lets an offer of it go at the next change of its cart", async () => {
      const { offer, web, id } = await linked()
      await change({ is_automatic: true })

      await web.setQuantity(id, "shirt", 2)

      expect(await web.cart(id)).toMatchObject({ total: 180 })
      await shop.expectRow(id, {
        status: "released",
        reason: "promotion_automatic",
      })
      expect(await web.listedOffer(id, offer)).toMatchObject({
        applied: false,
        applicable: false,
        reason: "promotion_not_configured",
      })
      await web.chooseShipping(id)
      await web.buy(id)
      expect(shop.engage.redeemCalls()).toEqual([])
    })

    it("keeps the order of a cart whose offer is refused", async () => {
      const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })
      shop.engage.refuse({ code: "PromotionAlreadyRedeemed" })
      await change({ is_automatic: true })

      const order = await cart.web.order(cart.id)

      expect(discountsOf(order)).toEqual({ [CODE]: 10 })
      expect(book.all()).not.toContain("refunded")
      await shop.ledger.reconcile()
      await shop.expectRow(cart.id, { status: "rejected", order_id: null })
    })
  })

  describe("a managed promotion that is deleted", () => {
    it("is managed when it is made anew with its code, and other codes are open", async () => {
      await linked()
      await remove()
      const again = await make()
      const { web, id } = await shop.newCart(shop.bert)

      expectRefused(await web.addCode(id, CODE), REQUIRES_ASSIGNMENT)
      const created = await web.tryCreateCart({ promo_codes: [CODE] })
      expectRefused(created, REQUIRES_ASSIGNMENT)
      expect(await engageOf(again)).toMatchObject({ require_assignment: true })
      await expectOk(web.addCode(id, "30-OFF"))

      await expectOk(decide(false, again))
      await expectOk(web.addCode(id, CODE))
    })

    it("hands the offers on carts to the one that has its code", async () => {
      const { offer, web, id } = await linked()
      await remove()
      const again = await make(CODE, {
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 20,
        },
      })

      await web.setQuantity(id, "shirt", 2)

      expect(await web.cart(id)).toMatchObject({ total: 160 })
      await shop.expectRow(id, { status: "linked", promotion_id: again })
      await web.chooseShipping(id)
      expect(await web.buy(id)).toMatchObject({ total: 170 })
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
      await shop.expectRow(id, { status: "redeemed" })
    })

    it("is given to a cart that is paid before it changes", async () => {
      const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })
      await remove()
      await make()

      const { id: order_id, total } = await cart.web.order(cart.id)

      expect(total).toBe(100)
      expect(book.all()).toEqual(["captured"])
      await shop.expectRow(cart.id, { status: "redeemed", order_id })
    })

    it.each([
      ["an automatic one", { is_automatic: true }],
      ["a draft", { status: "draft" }],
    ] as const)("lets its offers go when %s has its code", async (_, heir) => {
      const { web, id } = await linked()
      await remove()
      await make(CODE, heir)

      await web.setQuantity(id, "shirt", 2)

      const reason = "promotion_deleted"
      await shop.expectRow(id, { status: "released", reason })
    })
  })

  describe("a managed promotion that is renamed while on carts", () => {
    const RENAMED = "TEN-FOR-YOU"

    it("keeps its offers through changes of the cart and its order", async () => {
      const { offer, web, id } = await linked()
      await change({ code: RENAMED })

      await web.setQuantity(id, "shirt", 2)

      expect(discountsOf(await web.cart(id))).toEqual({ [RENAMED]: 20 })
      await shop.expectRow(id, { status: "linked", promotion_code: RENAMED })
      expect(await web.listedOffer(id, offer)).toMatchObject({
        applied: true,
        applicable: true,
        reason: null,
        promotion_code: RENAMED,
      })
      await web.chooseShipping(id)
      await web.buy(id)
      await shop.expectRow(id, { status: "redeemed" })
    })

    it("does not lose its offer to another promotion that takes its old code, and comes off with its offer", async () => {
      const { web, id, offer } = await linked()
      await change({ code: RENAMED })
      await web.setQuantity(id, "shirt", 2)
      const other = await make(CODE)
      await expectOk(decide(false, other))
      expect((await web.addCode(id, CODE)).status).toBe(200)

      expect((await web.removeCode(id, CODE)).status).toBe(200)

      await shop.expectRow(id, { status: "linked" })
      expect(Object.keys(discountsOf(await web.cart(id)))).toEqual([RENAMED])

      await expectOk(web.removeOffer(id, offer.id))
      expect(discountsOf(await web.cart(id))).toEqual({})
      await shop.expectRow(id, { status: "released" })
    })
  })

  it("a linked offer whose promotion is in a campaign that is over says so in the list, until it can be used again", async () => {
    const reason = "promotion_expired"
    const promotions = shop.container.resolve(Modules.PROMOTION)
    const { offer, web, id } = await linked()
    const campaign = await promotions.createCampaigns({
      name: "Summer",
      campaign_identifier: "summer",
      ends_at: new Date("2020-01-01"),
    })
    await change({ campaign_id: campaign.id })
    await web.setQuantity(id, "shirt", 2)

    expect(await web.cart(id)).toMatchObject({ total: 200 })
    expect(await web.listedOffer(id, offer)).toMatchObject({
      applied: true,
      applicable: false,
      reason,
    })
    // The same to whoever tries the offer now.
    const again = await web.createCart()
    expectRefused(await web.applyOffer(again.id, offer.id), reason)

    const ends_at = new Date("2099-01-01")
    await promotions.updateCampaigns({ id: campaign.id, ends_at })
    await web.setQuantity(id, "shirt", 3)
    expect(await web.cart(id)).toMatchObject({ total: 270 })
    expect(await web.listedOffer(id, offer)).toMatchObject({
      applied: true,
      applicable: true,
    })
  })
})
