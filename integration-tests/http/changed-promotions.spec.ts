import type { UpdatePromotionDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createPromotionsWorkflow,
  createSalesChannelsWorkflow,
  deletePromotionsWorkflow,
  updatePromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import type { AdminPromotionEngageResponse } from "../../src/types/admin-http"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
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
  const linked = async (
    code: string = CODE,
    contents: { shirts?: number; mugs?: number } = {}
  ) => {
    const offer = shop.engage.giveOffer(shop.anna, { code })
    const web = shop.storefront(shop.anna)
    const { id } = await web.createCart(contents)
    await expectOk(web.applyOffer(id, offer.id))
    return { offer, web, id }
  }
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

    it("can be opened by an operator, and not managed", async () => {
      await linked()
      await change({ is_automatic: true })
      expect(await engageOf()).toMatchObject({
        is_automatic: true,
        require_assignment: true,
      })

      expect(await decide(true)).toMatchObject({
        status: 400,
        data: { code: "promotion_is_automatic" },
      })
      expect(await decide(false)).toMatchObject({
        status: 200,
        data: { promotion_engage: { require_assignment: false } },
      })

      await change({ is_automatic: false })
      const web = shop.storefront(null)
      const { id } = await web.createCart()
      expect((await web.addCode(id, CODE)).status).toBe(200)
    })
  })

  describe("a managed promotion that is deleted", () => {
    it.each<[string, () => Promise<unknown>]>([
      ["linked once", () => linked()],
      ["managed by an operator", () => decide(true)],
    ])(
      "%s is managed when it is made anew with its code",
      async (_, manage) => {
        await manage()
        await remove()
        const again = await make()
        const web = shop.storefront(shop.bert)
        const { id } = await web.createCart()

        expect(await web.addCode(id, CODE)).toMatchObject(REQUIRES_ASSIGNMENT)
        expect(await web.tryCreateCart({ promo_codes: [CODE] })).toMatchObject(
          REQUIRES_ASSIGNMENT
        )
        expect(await engageOf(again)).toMatchObject({
          require_assignment: true,
        })

        await expectOk(decide(false, again))
        expect((await web.addCode(id, CODE)).status).toBe(200)
      }
    )

    it("leaves other codes open", async () => {
      await linked()
      await remove()
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart()

      expect((await web.addCode(id, "30-OFF")).status).toBe(200)
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

    it.each([
      ["at once", false],
      ["after a change of the cart", true],
    ])("comes off with its offer, %s", async (_, changed) => {
      const { offer, web, id } = await linked()
      await change({ code: RENAMED })
      if (changed) {
        await web.setQuantity(id, "shirt", 2)
      }

      expect((await web.removeOffer(id, offer.id)).status).toBe(200)

      expect(discountsOf(await web.cart(id))).toEqual({})
      expect(await shop.ledger.row(id)).toMatchObject({ status: "released" })
    })

    it.each([
      ["new", RENAMED, true],
      ["new", RENAMED, false],
      ["old", CODE, false],
    ])("releases its offer by its %s code %s, %j", async (_, code, changed) => {
      const { web, id } = await linked()
      await change({ code: RENAMED })
      if (changed) {
        await web.setQuantity(id, "shirt", 2)
      }

      expect((await web.removeCode(id, code)).status).toBe(200)

      expect(discountsOf(await web.cart(id))).toEqual({})
      expect(await shop.ledger.row(id)).toMatchObject({ status: "released" })
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

  describe("a linked offer whose promotion cannot be used for now", () => {
    it.each<[string, string, () => Promise<unknown>]>([
      [
        "is switched off",
        "promotion_not_configured",
        () => change({ status: "inactive" }),
      ],
      [
        "is in a campaign that is over",
        "promotion_expired",
        async () => {
          const campaign = await shop.container
            .resolve(Modules.PROMOTION)
            .createCampaigns({
              name: "Summer",
              campaign_identifier: "summer",
              ends_at: new Date("2020-01-01"),
            })
          await change({ campaign_id: campaign.id })
        },
      ],
    ])("as it %s says so in the list", async (_, reason, switchOff) => {
      const { offer, web, id } = await linked()
      await switchOff()
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
    })

    it("comes back with its promotion", async () => {
      const { offer, web, id } = await linked()
      await change({ status: "inactive" })
      await web.setQuantity(id, "shirt", 2)
      await change({ status: "active" })

      await web.setQuantity(id, "shirt", 3)

      expect(await web.cart(id)).toMatchObject({ total: 270 })
      expect(await listed(id, offer.id)).toMatchObject({
        applied: true,
        applicable: true,
      })
    })
  })

  describe("in a sales channel that the shop has not named", () => {
    /** A channel that the storefront's key is not for. */
    const otherChannel = async () => {
      const {
        result: [channel],
      } = await createSalesChannelsWorkflow(shop.container).run({
        input: { salesChannelsData: [{ name: "Outlet" }] },
      })
      return channel!.id
    }
    const onlyThisChannel = () =>
      shop.ledger.setOptions({ salesChannels: [shop.store.sales_channel_id] })

    it("a managed code needs its assignment, whenever the cart came there", async () => {
      await linked()
      await onlyThisChannel()
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart({ mugs: 1, shirts: 0 })
      await web.updateCart(id, { sales_channel_id: await otherChannel() })

      expect(await web.addCode(id, CODE)).toMatchObject(REQUIRES_ASSIGNMENT)
    })

    it("one assignment still makes one discounted order", async () => {
      await onlyThisChannel()
      const { offer, web, id } = await linked()
      const other = await linkedAgain(offer.id)
      const channel = await otherChannel()
      await sellIn(channel)
      // Both carts are paid for in the channel that offers nothing.
      for (const cartId of [id, other]) {
        await web.updateCart(cartId, { sales_channel_id: channel })
        await web.chooseShipping(cartId)
        await web.startPayment(cartId)
      }
      expect(discountsOf(await web.cart(id))).toEqual({ [CODE]: 10 })

      await web.order(id)
      expect(await web.complete(other)).toMatchObject({
        status: 400,
        data: { code: "promotion_already_redeemed" },
      })

      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
      expect(await shop.orders()).toHaveLength(1)
    })

    it("offers are neither listed nor applied, but for what is on the cart", async () => {
      const { offer, web, id } = await linked()
      const more = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      await shop.ledger.setOptions({ salesChannels: ["sc_other"] })
      const calls = shop.engage.sandbox.calls().length

      expect((await web.listMyOffers()).data).toEqual({
        engage_promotions: [],
        count: 0,
        reason: null,
      })
      expect((await web.listOffers(id)).data).toMatchObject({
        engage_promotions: [{ assignment_id: offer.id, applied: true }],
        count: 1,
      })
      expect(await web.applyOffer(id, more.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_configured" },
      })
      const empty = await web.createCart()
      expect((await web.listOffers(empty.id)).data.count).toBe(0)
      expect(
        shop.engage.sandbox
          .calls()
          .slice(calls)
          .filter(({ operation }) => operation === "list")
      ).toHaveLength(1)

      await shop.ledger.setOptions({
        salesChannels: ["sc_other", shop.store.sales_channel_id],
      })
      expect((await web.listMyOffers()).data.count).toBe(2)
      expect((await web.applyOffer(id, more.id)).status).toBe(200)
    })

    async function linkedAgain(assignmentId: string): Promise<string> {
      const web = shop.storefront(shop.anna)
      const { id } = await web.createCart()
      await expectOk(web.applyOffer(id, assignmentId))
      return id
    }

    /** Stock and products are for every channel. */
    async function sellIn(channelId: string): Promise<void> {
      const [location] = await shop.container
        .resolve(Modules.STOCK_LOCATION)
        .listStockLocations({})
      await expectOk(
        shop.admin(
          "POST",
          `/admin/stock-locations/${location!.id}/sales-channels`,
          { add: [channelId] }
        )
      )
    }
  })

  describe("a draft order", () => {
    it("gets a managed code from staff, redeems nothing, and shows it", async () => {
      await linked()
      const { draft_order } = await expectOk(
        shop.admin<{ draft_order: { id: string } }>(
          "POST",
          "/admin/draft-orders",
          {
            email: "phone@example.com",
            region_id: shop.store.regions.se,
            sales_channel_id: shop.store.sales_channel_id,
            items: [{ variant_id: shop.store.variants.shirt, quantity: 1 }],
          }
        )
      )
      const edit = `/admin/draft-orders/${draft_order.id}/edit`
      await expectOk(shop.admin("POST", edit, {}))
      await expectOk(
        shop.admin("POST", `${edit}/promotions`, { promo_codes: [CODE] })
      )
      await expectOk(shop.admin("POST", `${edit}/confirm`, {}))
      await expectOk(
        shop.admin(
          "POST",
          `/admin/draft-orders/${draft_order.id}/convert-to-order`,
          {}
        )
      )

      const { order } = await expectOk(
        shop.admin<{
          order: { discount_total: number; promotions: { id: string }[] }
        }>(
          "GET",
          `/admin/orders/${draft_order.id}?fields=discount_total,promotions.id`
        )
      )
      expect(order).toMatchObject({
        discount_total: 10,
        promotions: [{ id: promotionId() }],
      })
      // What the order's page needs to say that no offer stands behind it.
      const { managed_promotions } = await expectOk(
        shop.admin<{ managed_promotions: unknown[] }>(
          "GET",
          `/admin/managed-promotions?promotion_id=${promotionId()}`
        )
      )
      expect(managed_promotions).toMatchObject([{ require_assignment: true }])
      await shop.ledger.reconcile()
      expect(
        (await shop.ledger.all()).filter(({ order_id }) => order_id)
      ).toEqual([])
      expect(shop.engage.redeemCalls()).toEqual([])
      // It opened the code to nobody.
      const web = shop.storefront(null)
      const { id } = await web.createCart()
      expect(await web.addCode(id, CODE)).toMatchObject(REQUIRES_ASSIGNMENT)
    })
  })
})
