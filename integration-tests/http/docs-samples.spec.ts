import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import type Medusa from "@medusajs/js-sdk"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import * as hooks from "../../src/workflows/hooks/manual"
import type { completeCart } from "../../packages/storefront/src"
import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxFaultRule,
} from "../../packages/engage-sandbox/src"
import { loadSample } from "../docs/load-sample"
import { PLAYED_PAGE, readPage, sampleNamed } from "../docs/samples"
import {
  discountsOf,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { createSdk } from "../../testkit/jest/sdk"
import { engageSuite } from "../../testkit/jest/suite"

const CHANNEL = "promotion_not_valid_for_redemption_channel"

const ROW = /^\| (`\w+`(?:, `\w+`)?) +\| (?:`(\{.*?\})`)?[^|]*\|/gm
const [, EVERY_STATE = ""] = readPage(PLAYED_PAGE).split("## Every state ")

/** The states of a page, and what is set over the control address to get there. */
const RECIPES = [...EVERY_STATE.matchAll(ROW)].map(
  ([, state = "", fault]) =>
    [
      state.replaceAll("`", ""),
      fault ? (JSON.parse(fault) as SandboxFaultRule) : null,
    ] as const
)

/** The shop's own pages that the samples call: name, and what they are given. */
let shown: unknown[][]

/** What the shop's own handlers beside the plugin's did, in order. */
let own: string[] = []

const ownHandler = (name: string): hooks.TakeOptions<unknown, string> => ({
  own: [
    async () => {
      own.push(name)
      return new StepResponse(undefined, name)
    },
    async (kept) => void own.push(`undo ${kept}`),
  ],
})

/** The package's hooks, which take the shop's own handlers in this suite. */
const HOOKS = {
  ...hooks,
  claimOnCartCompletion: () =>
    hooks.claimOnCartCompletion(ownHandler("validate")),
  redeemOnOrderCreated: () =>
    hooks.redeemOnOrderCreated(ownHandler("order created")),
  guardCartPromotions: () => hooks.guardCartPromotions(ownHandler("codes")),
}

/** What a storefront has around a sample. */
function around(sdk: Medusa) {
  const page =
    (name: string) =>
    (...given: unknown[]) =>
      shown.push([name, ...given])
  return {
    modules: { "@/lib/sdk": { sdk } },
    globals: {
      showConfirmation: page("confirmation"),
      showRefusal: page("refusal"),
      showPayment: page("payment"),
      showProblem: page("problem"),
    },
  }
}

engageSuite(
  {
    engage: { hooks: "manual" },
    beforeBoot: () => {
      loadSample(sampleNamed("docs/hooks.md", "syncBeforePaymentRefresh()"), {
        modules: { "medusa-plugin-voyado-engage/hooks": HOOKS },
      })
    },
  },
  (shop) => {
    let sdk: Medusa

    beforeEach(async () => {
      shown = []
      sdk = await createSdk(shop)
    })

    const pay = () =>
      loadSample<{ pay: (cartId: string, locale: string) => Promise<void> }>(
        sampleNamed("README.md", "function pay"),
        around(sdk)
      ).pay

    it("lets a customer show that an address is theirs, as on the page of installing", async () => {
      const subscriber = loadSample<{
        default: (input: object) => Promise<void>
        config: { event: string }
      }>(sampleNamed("docs/install.md", "mailVerificationCode"))
      shop.container
        .resolve(Modules.EVENT_BUS)
        .subscribe(subscriber.config.event, (event) =>
          subscriber.default({ event, container: shop.container })
        )
      const email = "newcomer@example.com"
      const customer = await shop.register({ email, verified: false })
      const offer = shop.engage.giveOffer(customer)
      const web = shop.storefront(customer)
      expect((await web.listMyOffers()).data.count).toBe(0)

      const { requestCode, confirmCode } = loadSample<{
        requestCode: (email: string) => Promise<unknown>
        confirmCode: (code: string) => Promise<unknown>
      }>(
        sampleNamed("docs/install.md", "requestCode"),
        around(await createSdk(shop, customer))
      )
      await requestCode(email)
      expect((await web.listMyOffers()).data.count).toBe(0)
      const [letter] = await until(
        () =>
          shop.container
            .resolve(Modules.NOTIFICATION)
            .listNotifications({ to: email }),
        ({ length }) => length > 0
      )
      expect(letter).toMatchObject({ template: "verification-code" })
      const [, query] = String(letter!.data!.link).split("?")
      await confirmCode(String(new URLSearchParams(query).get("code")))

      expect((await web.listMyOffers()).data).toMatchObject({
        engage_promotions: [{ assignment_id: offer.id }],
        reason: null,
      })
    })

    it("has an order after paying as in the README", async () => {
      const { id } = await linkedCart(shop)
      own = []

      await pay()(id, "en")

      expect(shown).toEqual([
        ["confirmation", expect.objectContaining({ total: 100 })],
      ])
      expect(own).toEqual(["validate", "order created"])
      await shop.expectRow(id, { status: "redeemed" })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("keeps a code for those with the assignment, and an offer that waits", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
      const { web, id } = await shop.newCart(undefined, { mugs: 1 })
      await web.applyOffer(id, offer.id)
      await web.setQuantity(id, "mug", 0)
      expect(discountsOf(await web.cart(id))).toEqual({})
      const other = await web.createCart()
      own = []

      expectRefused(
        await web.addCode(other.id, "MUG-5"),
        "promotion_requires_assignment"
      )

      expect(own).toEqual(["codes", "undo codes"])
      await web.addItem(id, "mug")
      expect(discountsOf(await web.cart(id))).toEqual({ "MUG-5": 5 })
    })

    it("names in a receipt what was redeemed for the order", async () => {
      const { usedPromotionsOf } = loadSample<{
        usedPromotionsOf: (
          container: MedusaContainer,
          orderId: string
        ) => Promise<object[]>
      }>(sampleNamed("docs/receipts.md", "usedPromotionsOf"))
      const { offer, ...bought } = await linkedCart(shop)
      const order = await bought.web.order(bought.id)
      shop.engage.sandbox.setFault({ type: "status", status: 503 })
      const later = shop.engage.giveOffer(shop.bert)
      const waiting = await readyCart(shop, {
        customer: shop.bert,
        offers: [later],
        way: "admin",
      })
      const pending = await waiting.web.order(waiting.id)

      expect(await usedPromotionsOf(shop.container, order.id)).toEqual([
        { promotionId: offer.promotionId, couponId: offer.id },
      ])
      expect(await usedPromotionsOf(shop.container, pending.id)).toEqual([])
    })

    describe("as the page of testing says, a redemption becomes", () => {
      const aDayPasses = async () => {
        await shop.sql.raw(sampleNamed(PLAYED_PAGE, "interval").code)
        await shop.ledger.reconcile()
      }
      const pay = (cart: ReadyCart) => cart.web.complete(cart.id)
      const payAndWait = async (cart: ReadyCart) => {
        await pay(cart)
        await aDayPasses()
      }

      /** What the last column of the page's table says to do, by the status of the row. */
      const THEN: Record<
        string,
        (cart: ReadyCart, offer: SandboxAssignment) => Promise<unknown>
      > = {
        linked: async () => undefined,
        released: ({ web, id }, offer) => web.removeOffer(id, offer.id),
        redeemed: pay,
        rejected: pay,
        redeeming: async (cart) => {
          underWay = pay(cart)
          await shop.ledger.untilRow(cart.id, "redeeming")
        },
        pending: pay,
        "redeemed, inferred": async (cart) => {
          await pay(cart)
          await shop.ledger.reconcile()
        },
        [`attention, ${CHANNEL}`]: async (cart, offer) => {
          await pay(cart)
          shop.engage.giveOffer(shop.anna, {
            ...offer,
            redemptionChannels: [createRedemptionChannel({ type: "POS" })],
          })
          shop.engage.sandbox.clearFaults()
          await shop.ledger.reconcile()
        },
        "attention, retries_exhausted": payAndWait,
        "attention, redeemed_without_order": payAndWait,
        "attention, order_canceled": async (cart, offer) => {
          const { id } = await cart.web.order(cart.id)
          shop.engage.sandbox.removeAssignment(offer.id)
          await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`, {}))
          await aDayPasses()
        },
      }

      /** A payment that is under way when its test has seen enough. */
      let underWay: Promise<unknown> | undefined
      afterEach(async () => {
        if (underWay) {
          await shop.engage.goAway()
        }
        await underWay
        underWay = undefined
      })

      it("each of them", () => {
        expect(RECIPES.map(([state]) => state)).toEqual(Object.keys(THEN))
      })

      it.each(RECIPES)("%s", async (state, fault) => {
        const [status, reason] = state.split(", ")
        const first = shop.engage.giveOffer(shop.anna)
        const offers = [first]
        if (reason === "redeemed_without_order") {
          offers.push(shop.engage.giveOffer(shop.anna, { code: "30-OFF" }))
        }
        const cart = await readyCart(shop, { offers })
        if (fault) {
          shop.engage.sandbox.setFault({
            ...fault,
            ...(offers[1] && { assignmentId: offers[1].id }),
          })
        }

        await THEN[state]!(cart, first)

        const [row] = await shop.ledger.rows(cart.id)
        expect(row).toMatchObject(
          reason === "inferred"
            ? { status, inferred: true }
            : { status, ...(reason && { reason }) }
        )
      })
    })

    it("shows a refusal and the new total, and takes the payment for it", async () => {
      const { id } = await linkedCart(shop)
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
      own = []

      await pay()(id, "en")

      expect(own).toEqual([
        ...["validate", "order created", "undo order created"],
        // The offer comes off, and the cart is refreshed without the offer.
        ...["codes", "codes", "undo validate"],
      ])

      expect(shown).toEqual([
        ["refusal", ERROR_SENTENCES[CHANNEL], expect.anything()],
      ])
      const cart = shown[0]![2] as HttpTypes.StoreCart
      expect(cart.total).toBe(110)
      const { payAgain } = loadSample<{
        payAgain: (
          cart: HttpTypes.StoreCart,
          provider_id: string
        ) => ReturnType<typeof completeCart>
      }>(sampleNamed("docs/refusals.md", "payAgain"), around(sdk))
      const result = await payAgain(cart, PROVIDERS.system)
      expect(result).toMatchObject({ ok: true, order: { total: 110 } })
    })

    it("asks for a payment that was never started", async () => {
      const { web, id } = await shop.newCart()
      await web.chooseShipping(id)

      await pay()(id, "sv")

      expect(shown).toEqual([
        ["payment", "payment_not_started", expect.anything()],
      ])
      expect(shop.engage.sandbox.calls()).toEqual([])
    })

    it("has sentences in a language of the shop's own", async () => {
      const { inGerman } = loadSample<{ inGerman: (code: string) => string }>(
        sampleNamed("docs/storefront.md", "inGerman")
      )

      expect(inGerman("promotion_expired")).toBe("Das Angebot ist abgelaufen.")
      expect(inGerman("promotion_refused")).toBe(
        ERROR_SENTENCES.promotion_refused
      )
    })

    it("redeems for an order of a workflow of the shop's own", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { web, id: cartId } = await shop.newCart()
      await web.chooseShipping(cartId)
      const orders: string[] = []
      /** Without complete-cart: an order of what the cart holds. */
      const placeOrder = async (id: string) => {
        const { session_id } = await web.startPayment(id)
        await shop.container
          .resolve(Modules.PAYMENT)
          .authorizePaymentSession(session_id, {})
        const { items, currency_code, region_id } = await web.cart(id)
        const order = await shop.container.resolve(Modules.ORDER).createOrders({
          currency_code,
          region_id,
          customer_id: shop.anna.id,
          email: shop.anna.email,
          items: items!.map(({ title, quantity, unit_price }) => ({
            title,
            quantity,
            unit_price,
          })),
        })
        orders.push(order.id)
        return order.id
      }
      const { orderWithOffer } = loadSample<{
        orderWithOffer: (
          container: MedusaContainer,
          cartId: string,
          offer: { assignment_id: string; contact_id: string; code: string }
        ) => Promise<void>
      }>(sampleNamed("docs/migrating.md", "orderWithOffer"), {
        globals: { placeOrder },
      })

      await orderWithOffer(shop.container, cartId, {
        assignment_id: offer.id,
        contact_id: shop.engage.contactId(shop.anna),
        code: "10056",
      })

      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(1)
      await shop.expectRow(cartId, {
        status: "redeemed",
        order_id: orders[0],
        discount_amount: 10,
      })
    })
  }
)
