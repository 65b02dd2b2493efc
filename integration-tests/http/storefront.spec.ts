import type { HttpTypes } from "@medusajs/framework/types"
import type Medusa from "@medusajs/js-sdk"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  applyEngagePromotion,
  completeCart,
  listCustomerEngagePromotions,
  listEngagePromotions,
  listOrderEngagePromotions,
  removeEngagePromotion,
  sentences,
  type ChangeCartResult,
  type CompleteCartResult,
} from "../../packages/storefront/src"
import {
  discountsOf,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { deliverWebhook, PROVIDERS } from "../../testkit/payment/payments"
import { createSdk } from "../../testkit/jest/sdk"
import { engageSuite } from "../../testkit/jest/suite"

/** As a shop's code reads it, with the sdk's own cart and order. */
type Result = CompleteCartResult<HttpTypes.StoreCart, HttpTypes.StoreOrder>

const CHANNEL = "promotion_not_valid_for_redemption_channel"

engageSuite({}, (shop) => {
  let sdk: Medusa

  beforeEach(async () => {
    sdk = await createSdk(shop)
  })

  describe("the list", () => {
    it("has the customer's offers, on a cart and without one", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
      const { id } = await shop.newCart()

      const shown = {
        assignment_id: offer.id,
        heading: "10 % off",
        applied: false,
        applicable: true,
        refused: false,
      }
      const whole = { offers: [shown], applied: [], reason: null }
      expect(await listCustomerEngagePromotions(sdk)).toMatchObject(whole)
      expect(await listEngagePromotions(sdk, id)).toMatchObject(whole)
    })

    it("of an order has the offers' names, as the customer read them", async () => {
      const read = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
      const named = shop.engage.giveOffer(shop.anna, {
        code: "30-OFF",
        name: "Thirty off",
        heading: null,
      })
      const cart = await readyCart(shop, { offers: [read, named] })
      const order = await cart.web.order(cart.id)
      const plain = await readyCart(shop)
      const other = await plain.web.order(plain.id)
      const guest = await createSdk(shop, null)

      expect(await listOrderEngagePromotions(guest, order.id)).toEqual([
        { promotion_code: expect.any(String), name: "10 % off" },
        { promotion_code: "30-OFF", name: "Thirty off" },
      ])
      expect(await listOrderEngagePromotions(guest, other.id)).toEqual([])
      expect(await listOrderEngagePromotions(guest, "no id")).toEqual([])
    })

    it("is empty and says why by a code", async () => {
      const { id } = await shop.newCart()
      await shop.engage.goAway()

      for (const list of [
        await listEngagePromotions(sdk, id),
        await listCustomerEngagePromotions(sdk),
      ]) {
        const reason = "engage_unavailable"
        const sentence = ERROR_SENTENCES[reason]
        expect(list).toMatchObject({ offers: [], reason, sentence })
      }
    })
  })

  describe("applying and removing", () => {
    /** A shop has to rule out a refusal before it gets at the cart. */
    const changed = (result: ChangeCartResult<HttpTypes.StoreCart>) => {
      if (!result.ok) {
        throw new Error(result.message)
      }
      return result.cart
    }

    it("answers the cart with its new total, or the fields that are asked for", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await shop.newCart()

      const cart = changed(await applyEngagePromotion(sdk, id, offer.id))
      expect([cart.total, discountsOf(cart)]).toEqual([90, { "10056": 10 }])
      expect(await listEngagePromotions(sdk, id)).toMatchObject({
        applied: [{ assignment_id: offer.id, applied: true }],
      })

      const without = changed(await removeEngagePromotion(sdk, id, offer.id))
      expect([without.total, discountsOf(without)]).toEqual([100, {}])

      const query = { fields: "id,total" }
      for (const [change, total] of [
        [applyEngagePromotion, 90],
        [removeEngagePromotion, 100],
      ] as const) {
        expect(await change(sdk, id, offer.id, { query })).toEqual({
          ok: true,
          cart: { id, total },
        })
      }
    })

    it("says by its code why an offer cannot be applied or removed", async () => {
      const { id } = await shop.newCart()
      const expiresOn = "2020-01-01"
      const offer = shop.engage.giveOffer(shop.anna, { expiresOn })

      const sentence = ERROR_SENTENCES.promotion_expired
      expect(await applyEngagePromotion(sdk, id, offer.id)).toEqual({
        ok: false,
        code: "promotion_expired",
        ...{ sentence, message: sentence },
      })
      for (const assignment of [offer.id, "../../../customers/me"]) {
        expect(
          await removeEngagePromotion(sdk, id, assignment, { locale: "sv" })
        ).toMatchObject({
          ok: false,
          code: "promotion_not_found",
          sentence: sentences.sv.promotion_not_found,
        })
      }
    })
  })

  describe("completing", () => {
    /** A shop has to rule out the order before it gets at the cart. */
    const cartOf = (result: Result): HttpTypes.StoreCart => {
      if (result.ok || !result.cart) {
        throw new Error("There is no cart")
      }
      return result.cart
    }

    const complete = (cart: ReadyCart): Promise<Result> =>
      completeCart(sdk, cart.id)

    it("reports what a webhook was refused, until a new payment is started, though Engage is away", async () => {
      const provider = PROVIDERS.authorizing
      const { offer, ...cart } = await linkedCart(shop, { provider })
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
      await deliverWebhook(shop.container, {
        provider,
        action: "authorized",
        ...cart,
      })
      await shop.engage.goAway()

      const rejection = {
        type: "promotion_rejected",
        code: CHANNEL,
        message: ERROR_SENTENCES[CHANNEL],
        rejected: [
          {
            assignment_id: offer.id,
            heading: "An offer for you",
            promotion_code: "10056",
            refused: true,
            applicable: false,
            reason: CHANNEL,
          },
        ],
        cart: { id: cart.id, total: 110 },
      }
      const result = await complete(cart)
      expect(result).toMatchObject(rejection)
      expect(await complete(cart)).toMatchObject(rejection)

      await sdk.store.payment.initiatePaymentSession(cartOf(result), {
        provider_id: PROVIDERS.system,
      })
      expect(await complete(cart)).toMatchObject({
        ok: true,
        order: { total: 110 },
      })
      expect(await shop.orders()).toHaveLength(1)
    })

    it.each([
      ["declined", "payment_not_authorized"],
      ["asks for a code", "payment_requires_more"],
    ])("wants a payment when the card is one that %s", async (card, code) => {
      const cart = await linkedCart(shop, {
        provider: PROVIDERS.authorizing,
        payment: { card },
      })

      expect(await complete(cart)).toMatchObject({
        type: "payment_required",
        code,
        message: expect.any(String),
        cart: { id: cart.id, total: 100 },
      })
      expect(await shop.orders()).toEqual([])
      expect(shop.engage.redeemCalls()).toEqual([])
    })

    it("says that the cart is not there", async () => {
      expect(await completeCart(sdk, "cart_nobody")).toMatchObject({
        type: "not_placed",
        code: "cart_not_found",
        cart: null,
      })
    })
  })
})
