import type { UpdatePromotionDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createPromotionsWorkflow,
  deletePromotionsWorkflow,
  updatePromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import type { AdminPromotionEngageResponse } from "../../src/types/admin-http"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectOk, type Answer } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { createPromotion } from "../../testkit/jest/promotions"
import { engageSuite } from "../../testkit/jest/suite"

const REQUIRES_ASSIGNMENT = {
  status: 400,
  data: { code: "promotion_requires_assignment" },
}

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
  const remove = (id = promotionId()) =>
    deletePromotionsWorkflow(shop.container).run({ input: { ids: [id] } })
  const make = async (
    code = CODE,
    overrides: Parameters<typeof createPromotion>[1] = {}
  ): Promise<string> => {
    const { result } = await createPromotionsWorkflow(shop.container).run({
      input: { promotionsData: [createPromotion(code, overrides)] },
    })
    return result[0]!.id
  }
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
  /** Anna's cart, with an offer applied. */
  const linked = async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const web = shop.storefront()
    const { id } = await web.createCart()
    await expectOk(web.applyOffer(id, offer.id))
    return { offer, web, id }
  }
  type Linked = Awaited<ReturnType<typeof linked>>
  const listed = async (id: string, assignmentId: string) => {
    const { data } = await shop.storefront(shop.anna).listOffers(id)
    return data.engage_promotions.find(
      ({ assignment_id }) => assignment_id === assignmentId
    )
  }

  describe("a managed promotion that becomes automatic", () => {
    it("stops nobody's purchase, and is managed again as a code", async () => {
      await linked()
      await change({ is_automatic: true })

      const guest = await readyCart(shop, {
        customer: null,
        provider: PROVIDERS.capturing,
      })
      expect((await guest.web.addCode(guest.id, CODE)).status).toBe(200)
      await guest.web.addShirt(guest.id)
      await guest.web.startPayment(guest.id, PROVIDERS.capturing)
      const order = await guest.web.order(guest.id)

      expect(discountsOf(order)).toEqual({ [CODE]: 20 })
      expect(book.all()).not.toContain("refunded")
      expect(await shop.ledger.rows(guest.id)).toEqual([])

      await change({ is_automatic: false })
      const web = shop.storefront(null)
      const { id } = await web.createCart()
      expect(await web.addCode(id, CODE)).toMatchObject(REQUIRES_ASSIGNMENT)
    })

    it("lets an offer of it go at the next change of its cart", async () => {
      const { offer, web, id } = await linked()
      await change({ is_automatic: true })

      await web.setQuantity(id, "shirt", 2)

      expect(await web.cart(id)).toMatchObject({ total: 180 })
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "released",
        reason: "promotion_automatic",
      })
      expect(await listed(id, offer.id)).toMatchObject({
        applied: false,
        applicable: false,
        reason: "promotion_not_configured",
      })
      await web.chooseShipping(id)
      await web.startPayment(id)
      await web.order(id)
      expect(shop.engage.redeemCalls()).toEqual([])
    })

    it.each([
      ["by the call", { fault: true }],
      ["as another cart has used it", { fault: false }],
    ])(
      "keeps the order of a cart whose offer is refused %s",
      async (_, { fault }) => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, {
          offers: [offer],
          provider: PROVIDERS.capturing,
        })
        if (fault) {
          shop.engage.refuse({ code: "PromotionAlreadyRedeemed" })
        } else {
          const other = await readyCart(shop, { offers: [offer] })
          await other.web.order(other.id)
        }
        await change({ is_automatic: true })

        const order = await cart.web.order(cart.id)

        expect(discountsOf(order)).toEqual({ [CODE]: 10 })
        expect(book.all()).not.toContain("refunded")
        await shop.ledger.reconcile()
        const { status, order_id } = await shop.ledger.row(cart.id)
        expect(order_id).toBeNull()
        expect(status).toBe(fault ? "rejected" : "released")
      }
    )
  })

  describe("a managed promotion that is deleted", () => {
    it("is managed when it is made anew with its code, and other codes are open", async () => {
      await linked()
      await remove()
      const again = await make()
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart()

      expect(await web.addCode(id, CODE)).toMatchObject(REQUIRES_ASSIGNMENT)
      expect(await web.tryCreateCart({ promo_codes: [CODE] })).toMatchObject(
        REQUIRES_ASSIGNMENT
      )
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
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "linked",
        promotion_id: again,
      })
      await web.chooseShipping(id)
      await web.startPayment(id)
      expect(await web.order(id)).toMatchObject({ total: 170 })
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
      expect(await shop.ledger.row(id)).toMatchObject({ status: "redeemed" })
    })

    it("buys with its successor, though only a public code was added since", async () => {
      const { offer, web, id } = await linked()
      await remove()
      await make()
      await web.addCode(id, "30-OFF")
      await web.chooseShipping(id)
      const before = await web.cart(id)
      await web.startPayment(id, PROVIDERS.capturing)

      const order = await web.order(id)

      expect(order.total).toBe(before.total)
      expect(book.all()).not.toContain("refunded")
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(
        CODE in discountsOf(order) ? 1 : 0
      )
    })

    it.each<[string, () => Promise<unknown>]>([
      ["nothing", async () => undefined],
      ["a new one", () => make()],
    ])(
      "is given to a cart that is paid before it changes, when %s has its code",
      async (_, replace) => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, {
          offers: [offer],
          provider: PROVIDERS.capturing,
        })
        await remove()
        await replace()

        const order = await cart.web.order(cart.id)

        expect(order.total).toBe(100)
        expect(book.all()).toEqual(["captured"])
        expect(await shop.ledger.row(cart.id)).toMatchObject({
          status: "redeemed",
          order_id: order.id,
        })
      }
    )

    it.each<[string, () => Promise<unknown>]>([
      ["nothing", async () => undefined],
      ["an automatic one", () => make(CODE, { is_automatic: true })],
      ["a draft", () => make(CODE, { status: "draft" })],
    ])("lets its offers go when %s has its code", async (_, replace) => {
      const { web, id } = await linked()
      await remove()
      await replace()

      await web.setQuantity(id, "shirt", 2)

      expect(await shop.ledger.row(id)).toMatchObject({
        status: "released",
        reason: "promotion_deleted",
      })
    })
  })

  describe("a managed promotion that is renamed while on carts", () => {
    const RENAMED = "TEN-FOR-YOU"

    it("keeps its offers through changes of the cart and its order", async () => {
      const { offer, web, id } = await linked()
      await change({ code: RENAMED })

      await web.setQuantity(id, "shirt", 2)

      expect(discountsOf(await web.cart(id))).toEqual({ [RENAMED]: 20 })
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "linked",
        promotion_code: RENAMED,
      })
      expect(await listed(id, offer.id)).toMatchObject({
        applied: true,
        applicable: true,
        reason: null,
        promotion_code: RENAMED,
      })
      await web.chooseShipping(id)
      await web.startPayment(id)
      await web.order(id)
      expect(await shop.ledger.row(id)).toMatchObject({ status: "redeemed" })
    })

    it.each<[string, (cart: Linked) => Promise<Answer<unknown>>]>([
      ["its offer", ({ web, id, offer }) => web.removeOffer(id, offer.id)],
      ["its old code", ({ web, id }) => web.removeCode(id, CODE)],
      [
        "its new code, which the cart has learned",
        async ({ web, id }) => {
          await web.setQuantity(id, "shirt", 2)
          return web.removeCode(id, RENAMED)
        },
      ],
    ])("comes off with %s", async (_, takeOff) => {
      const cart = await linked()
      await change({ code: RENAMED })

      expect((await takeOff(cart)).status).toBe(200)

      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "released",
      })
    })

    it("stays managed, and hands its offers on, when it is deleted and made anew", async () => {
      const { web, id } = await linked()
      await change({ code: RENAMED })
      await remove()
      const again = await make(RENAMED)

      const other = shop.storefront(shop.bert)
      const { id: otherId } = await other.createCart()
      expect(await other.addCode(otherId, RENAMED)).toMatchObject(
        REQUIRES_ASSIGNMENT
      )
      await web.setQuantity(id, "shirt", 2)

      expect(discountsOf(await web.cart(id))).toEqual({ [RENAMED]: 20 })
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "linked",
        promotion_id: again,
      })
    })

    it.each(["adding", "removing"])(
      "keeps its offer when %s a public code is all that is done",
      async (what) => {
        await make("PUBLIC")
        const { web, id } = await linked()
        if (what === "removing") {
          await expectOk(web.addCode(id, "PUBLIC"))
        }
        await change({ code: RENAMED })

        await expectOk(
          what === "removing"
            ? web.removeCode(id, "PUBLIC")
            : web.addCode(id, "PUBLIC")
        )

        expect(Object.keys(discountsOf(await web.cart(id))).sort()).toEqual(
          what === "removing" ? [RENAMED] : ["PUBLIC", RENAMED]
        )
      }
    )

    it("keeps its offer while another offer is applied and taken off", async () => {
      const { web, id } = await linked()
      const other = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      await change({ code: RENAMED })

      await expectOk(web.applyOffer(id, other.id))
      expect(discountsOf(await web.cart(id))).toEqual({
        [RENAMED]: 7,
        "30-OFF": 30,
      })

      await change({ code: CODE })
      await expectOk(web.removeOffer(id, other.id))
      expect(discountsOf(await web.cart(id))).toEqual({ [CODE]: 10 })
    })

    it("is still what an undone order has redeemed, on another cart", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const refused = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      const first = await readyCart(shop, { offers: [offer, refused] })
      shop.engage.refuse({
        code: "PromotionNotFound",
        assignmentId: refused.id,
      })
      expect((await first.web.complete(first.id)).status).toBe(400)
      await change({ code: RENAMED })
      const second = await readyCart(shop)

      await expectOk(second.web.applyOffer(second.id, offer.id))

      expect(discountsOf(await second.web.cart(second.id))).toEqual({
        [RENAMED]: 10,
      })
    })

    it("does not lose its offer to another promotion that takes its old code", async () => {
      const { web, id } = await linked()
      await change({ code: RENAMED })
      await web.setQuantity(id, "shirt", 2)
      const other = await make(CODE)
      await expectOk(decide(false, other))
      expect((await web.addCode(id, CODE)).status).toBe(200)

      expect((await web.removeCode(id, CODE)).status).toBe(200)

      expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })
      expect(Object.keys(discountsOf(await web.cart(id)))).toEqual([RENAMED])
    })
  })

  describe("a promotion that is opened to everybody", () => {
    it("discounts the cart on which Engage had refused it", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.refuse({ code: "PromotionNotFound" })
      expect((await cart.web.complete(cart.id)).status).toBe(400)
      await expectOk(decide(false))

      await expectOk(cart.web.addCode(cart.id, CODE))
      await cart.web.addShirt(cart.id)
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({ [CODE]: 20 })
      await cart.web.startPayment(cart.id)

      expect((await cart.web.order(cart.id)).total).toBe(190)
    })

    it("discounts the cart that was refused for lacking the assignment", async () => {
      const cart = await readyCart(shop, { customer: null })
      await expectOk(cart.web.addCode(cart.id, CODE))
      await cart.web.startPayment(cart.id)
      await linked()
      expect(await cart.web.complete(cart.id)).toMatchObject(
        REQUIRES_ASSIGNMENT
      )
      await expectOk(decide(false))

      await expectOk(cart.web.addCode(cart.id, CODE))
      await cart.web.addShirt(cart.id)
      await cart.web.startPayment(cart.id)

      expect((await cart.web.order(cart.id)).total).toBe(190)
    })

    it("stays off the cart on which Engage refuses it after that", async () => {
      await expectOk(decide(false))
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.refuse({ code: "PromotionNotFound" })

      expect((await cart.web.complete(cart.id)).status).toBe(400)

      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
    })
  })

  it.each<[string, string, () => Promise<() => Promise<unknown>>]>([
    [
      "is switched off",
      "promotion_not_configured",
      async () => {
        await change({ status: "inactive" })
        return () => change({ status: "active" })
      },
    ],
    [
      "is in a campaign that is over",
      "promotion_expired",
      async () => {
        const promotions = shop.container.resolve(Modules.PROMOTION)
        const { id } = await promotions.createCampaigns({
          name: "Summer",
          campaign_identifier: "summer",
          ends_at: new Date("2020-01-01"),
        })
        await change({ campaign_id: id })
        const ends_at = new Date("2099-01-01")
        return () => promotions.updateCampaigns({ id, ends_at })
      },
    ],
  ])(
    "a linked offer whose promotion %s says so in the list, until it can be used again",
    async (_, reason, switchOff) => {
      const { offer, web, id } = await linked()
      const switchOn = await switchOff()
      await web.setQuantity(id, "shirt", 2)

      expect(await web.cart(id)).toMatchObject({ total: 200 })
      expect(await listed(id, offer.id)).toMatchObject({
        applied: true,
        applicable: false,
        reason,
      })
      // The same to whoever tries the offer now.
      const again = await web.createCart()
      expect(await web.applyOffer(again.id, offer.id)).toMatchObject({
        status: 400,
        data: { code: reason },
      })

      await switchOn()
      await web.setQuantity(id, "shirt", 3)
      expect(await web.cart(id)).toMatchObject({ total: 270 })
      expect(await listed(id, offer.id)).toMatchObject({
        applied: true,
        applicable: true,
      })
    }
  )
})
