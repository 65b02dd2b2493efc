import type { HttpTypes } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import type Medusa from "@medusajs/js-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  applyEngagePromotion,
  completeCart,
  EngagePromotionError,
  listCustomerEngagePromotions,
  listEngagePromotions,
  removeEngagePromotion,
  type CompleteCartResult,
} from "../../packages/storefront/src"
import { discountsOf, readyCart, type ReadyCart } from "../setup/checkout"
import { deliverWebhook, PROVIDERS } from "../setup/payments"
import { createSdk } from "../setup/sdk"
import { engageSuite } from "../setup/suite"

/** What happens in a test between the claim of a completion and its redemption. */
let meanwhile: (() => Promise<void>) | undefined

/** Of the hooks that complete-cart has, Medusa types only `validate`. */
type Hooks = Record<
  "beforePaymentAuthorization",
  (handler: () => Promise<StepResponse<undefined>>) => void
>

/** As a shop's code reads it, with the sdk's own cart and order. */
type Result = CompleteCartResult<HttpTypes.StoreCart, HttpTypes.StoreOrder>

const CHANNEL = "promotion_not_valid_for_redemption_channel"

engageSuite(
  {
    engage: { contactLookup: { cacheSeconds: 0 } },
    beforeBoot: () => {
      const hooks = completeCartWorkflow.hooks as unknown as Hooks
      hooks.beforePaymentAuthorization(async () => {
        await meanwhile?.()
        return new StepResponse(undefined)
      })
    },
  },
  (shop) => {
    let sdk: Medusa

    beforeEach(async () => {
      meanwhile = undefined
      sdk = await createSdk(shop)
    })

    /** The payment of what the cart costs now, started as a shop does it. */
    const startPayment = async (
      cart: HttpTypes.StoreCart,
      provider_id: string = PROVIDERS.system
    ) => sdk.store.payment.initiatePaymentSession(cart, { provider_id })

    const refuseChannel = () =>
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

    describe("the list", () => {
      it("has the customer's offers, on a cart and without one", async () => {
        const offer = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
        const { id } = await shop.storefront().createCart()

        const shown = {
          assignment_id: offer.id,
          heading: "10 % off",
          applied: false,
          applicable: true,
          refused: false,
        }
        expect(await listCustomerEngagePromotions(sdk)).toMatchObject([shown])
        expect(await listEngagePromotions(sdk, id)).toMatchObject([shown])
      })

      it("is of the customer in the headers, where the sdk knows none", async () => {
        const offer = shop.engage.giveOffer(shop.bert)
        const server = await createSdk(shop, null)
        const headers = { authorization: `Bearer ${shop.bert.token}` }

        const offers = await listCustomerEngagePromotions(server, { headers })

        expect(offers).toMatchObject([{ assignment_id: offer.id }])
      })

      it("says by its code that Engage cannot be asked", async () => {
        shop.engage.giveOffer(shop.anna)
        const { id } = await shop.storefront().createCart()
        await shop.engage.goAway()

        for (const list of [
          () => listEngagePromotions(sdk, id),
          () => listCustomerEngagePromotions(sdk),
        ]) {
          const error: unknown = await list().catch((thrown: unknown) => thrown)
          expect(error).toBeInstanceOf(EngagePromotionError)
          expect(error).toMatchObject({
            code: "engage_unavailable",
            cause: { status: 503 },
            message: ERROR_SENTENCES.engage_unavailable,
          })
        }
      })

      it("throws the sdk's own error at somebody who is not signed in", async () => {
        const guest = await createSdk(shop, null)

        const list = listCustomerEngagePromotions(guest)

        await expect(list).rejects.toMatchObject({ status: 401 })
        await expect(list).rejects.not.toBeInstanceOf(EngagePromotionError)
      })
    })

    describe("applying and removing", () => {
      it("answers the cart with its new total", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const { id } = await shop.storefront().createCart()

        const cart = await applyEngagePromotion(sdk, id, offer.id)
        expect([cart.total, discountsOf(cart)]).toEqual([90, { "10056": 10 }])
        expect(await listEngagePromotions(sdk, id)).toMatchObject([
          { assignment_id: offer.id, applied: true },
        ])

        const without = await removeEngagePromotion(sdk, id, offer.id)
        expect([without.total, discountsOf(without)]).toEqual([100, {}])
      })

      it("answers the fields that are asked for", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const { id } = await shop.storefront().createCart()
        const query = { fields: "id,total" }

        expect(
          await applyEngagePromotion(sdk, id, offer.id, { query })
        ).toEqual({ id, total: 90 })
        expect(
          await removeEngagePromotion(sdk, id, offer.id, { query })
        ).toEqual({ id, total: 100 })
      })

      it("says by its code why an offer cannot be applied or removed", async () => {
        const offer = shop.engage.giveOffer(shop.anna, {
          expiresOn: "2020-01-01",
        })
        const { id } = await shop.storefront().createCart()

        await expect(
          applyEngagePromotion(sdk, id, offer.id)
        ).rejects.toMatchObject({
          name: "EngagePromotionError",
          code: "promotion_expired",
          cause: { status: 400 },
          message: ERROR_SENTENCES.promotion_expired,
        })
        await expect(
          removeEngagePromotion(sdk, id, offer.id)
        ).rejects.toMatchObject({ code: "promotion_not_found" })
        await expect(
          removeEngagePromotion(sdk, id, "../../../customers/me")
        ).rejects.toMatchObject({ code: "promotion_not_found" })
      })
    })

    describe("completing", () => {
      /** A shop has to rule out the order before it gets at the cart. */
      const cartOf = (result: Result): HttpTypes.StoreCart => {
        if (result.type === "order") {
          throw new Error("The cart has become an order")
        }
        return result.cart
      }

      const complete = (cart: ReadyCart): Promise<Result> =>
        completeCart(sdk, cart.id)

      it("is an order", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer] })

        expect(await complete(cart)).toMatchObject({
          type: "order",
          order: { total: 100 },
        })
      })

      it("is a rejection with the new total, and goes on with a new payment", async () => {
        const offer = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
        shop.engage.giveOffer(shop.anna, { code: "NOT-THERE" })
        const cart = await readyCart(shop, { offers: [offer] })
        refuseChannel()

        const result = await complete(cart)

        expect(result).toMatchObject({
          type: "promotion_rejected",
          code: CHANNEL,
          message: ERROR_SENTENCES[CHANNEL],
          rejected: [
            { assignment_id: offer.id, heading: "10 % off", reason: CHANNEL },
          ],
          cart: { id: cart.id, total: 110 },
        })
        await startPayment(cartOf(result))
        expect(await complete(cart)).toMatchObject({
          type: "order",
          order: { total: 110 },
        })
      })

      it("is a rejection that names an offer which Engage no longer has", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer] })
        shop.engage.sandbox.removeAssignment(offer.id)

        expect(await complete(cart)).toMatchObject({
          type: "promotion_rejected",
          code: "promotion_not_found",
          rejected: [
            { assignment_id: offer.id, reason: "promotion_not_found" },
          ],
          cart: { total: 110 },
        })
      })

      it("is a rejection although Engage is away right after it", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer] })
        refuseChannel()
        shop.engage.sandbox.setFault({
          type: "status",
          status: 503,
          operation: "list",
        })

        expect(await complete(cart)).toMatchObject({
          type: "promotion_rejected",
          code: CHANNEL,
          cart: { total: 110 },
        })
      })

      it("reports what a webhook was refused, until a new payment is started", async () => {
        const provider = PROVIDERS.authorizing
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], provider })
        refuseChannel()
        await deliverWebhook(shop.container, {
          provider,
          action: "authorized",
          ...cart,
        })

        const rejection = {
          type: "promotion_rejected",
          code: CHANNEL,
          message: ERROR_SENTENCES[CHANNEL],
          rejected: [{ assignment_id: offer.id, reason: CHANNEL }],
          cart: { id: cart.id, total: 110 },
        }
        const result = await complete(cart)
        expect(result).toMatchObject(rejection)
        expect(await complete(cart)).toMatchObject(rejection)

        await startPayment(cartOf(result))
        expect(await complete(cart)).toMatchObject({
          type: "order",
          order: { total: 110 },
        })
        expect(await shop.orders()).toHaveLength(1)
        expect(shop.engage.redeemCalls()).toHaveLength(1)
      })

      it("reports what a webhook was refused although Engage has gone away", async () => {
        const provider = PROVIDERS.authorizing
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], provider })
        refuseChannel()
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
              heading: null,
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

        await startPayment(cartOf(result))
        expect(await complete(cart)).toMatchObject({
          type: "order",
          order: { total: 110 },
        })
      })

      it("asks Engage nothing about a cart on which nothing was refused", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const { id } = await shop.storefront().createCart()
        await shop.storefront().applyOffer(id, offer.id)
        await shop.storefront().chooseShipping(id)
        shop.engage.sandbox.clearCalls()

        expect(await completeCart(sdk, id)).toMatchObject({
          type: "payment_required",
        })
        expect(shop.engage.sandbox.calls()).toEqual([])
      })

      it("wants a payment when none has been started", async () => {
        shop.engage.giveOffer(shop.anna, { expiresOn: "2020-01-01" })
        const { id } = await shop.storefront().createCart()
        await shop.storefront().chooseShipping(id)

        expect(await completeCart(sdk, id)).toMatchObject({
          type: "payment_required",
          reason: "not_started",
          message: expect.stringMatching(/payment collection/i),
          cart: { id, total: 110 },
        })
      })

      it.each([
        ["declined", "not_authorized"],
        ["asks for a code", "requires_more"],
      ])(
        "wants a payment when the card is one that %s",
        async (card, reason) => {
          const offer = shop.engage.giveOffer(shop.anna)
          const cart = await readyCart(shop, {
            offers: [offer],
            provider: PROVIDERS.authorizing,
            payment: { card },
          })

          expect(await complete(cart)).toMatchObject({
            type: "payment_required",
            reason,
            message: expect.any(String),
            cart: { id: cart.id, total: 100 },
          })
          expect(await shop.orders()).toEqual([])
          expect(shop.engage.redeemCalls()).toEqual([])
        }
      )

      it("is no order while Engage is away, if the shop wants a verdict", async () => {
        await shop.ledger.setOptions({ onUnavailable: "abort" })
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer] })
        await shop.engage.goAway()

        expect(await complete(cart)).toMatchObject({
          type: "engage_unavailable",
          message: ERROR_SENTENCES.engage_unavailable,
          cart: { id: cart.id, total: 100 },
        })
        expect(await shop.orders()).toEqual([])
      })

      it("says that an order is being made of the offer elsewhere", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer] })
        meanwhile = () => shop.ledger.change(cart.id, { run_id: "another" })

        expect(await complete(cart)).toMatchObject({
          type: "redemption_in_progress",
          message: ERROR_SENTENCES.redemption_in_progress,
          cart: { id: cart.id },
        })
        expect(await shop.orders()).toEqual([])
        expect(shop.engage.redeemCalls()).toEqual([])
      })

      it("throws the sdk's own error for everything else", async () => {
        const cart = await readyCart(shop)
        meanwhile = () => Promise.reject(new Error("The shop says no"))

        await expect(complete(cart)).rejects.toMatchObject({ status: 500 })
        await expect(completeCart(sdk, "cart_nobody")).rejects.toMatchObject({
          status: 404,
        })
      })
    })
  }
)
