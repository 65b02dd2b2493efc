import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type Medusa from "@medusajs/js-sdk"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import type { completeCart } from "../../packages/storefront/src"
import { loadSample } from "../docs/load-sample"
import { sampleNamed } from "../docs/samples"
import { readyCart } from "../../testkit/jest/checkout"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { createSdk } from "../../testkit/jest/sdk"
import { engageSuite } from "../../testkit/jest/suite"

const CHANNEL = "promotion_not_valid_for_redemption_channel"

/** The shop's own pages that the samples call: name, and what they are given. */
let shown: unknown[][]

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
    notificationProviders: [
      {
        resolve: "@medusajs/medusa/notification-local",
        id: "local",
        options: { channels: ["email"] },
      },
    ],
    beforeBoot: () => {
      loadSample(sampleNamed("docs/hooks.md", "syncBeforePaymentRefresh()"))
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
    const totalOf = (cart: unknown) => (cart as HttpTypes.StoreCart).total

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
      })
    })

    it("has an order after paying as in the README", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await readyCart(shop, { offers: [offer] })

      await pay()(id, "en")

      expect(shown).toEqual([
        ["confirmation", expect.objectContaining({ total: 100 })],
      ])
      expect(await shop.ledger.row(id)).toMatchObject({ status: "redeemed" })
    })

    it("shows a refusal and the new total, and takes the payment for it", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await readyCart(shop, { offers: [offer] })
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

      await pay()(id, "en")

      expect(shown).toEqual([
        ["refusal", ERROR_SENTENCES[CHANNEL], expect.anything()],
      ])
      const cart = shown[0]![2] as HttpTypes.StoreCart
      expect(totalOf(cart)).toBe(110)
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
      const web = shop.storefront()
      const { id } = await web.createCart()
      await web.chooseShipping(id)

      await pay()(id, "sv")

      expect(shown).toEqual([
        ["payment", "payment_not_started", expect.anything()],
      ])
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
      const web = shop.storefront()
      const { id: cartId } = await web.createCart()
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
      expect(await shop.ledger.row(cartId)).toMatchObject({
        status: "redeemed",
        order_id: orders[0],
        discount_amount: 10,
      })
    })
  }
)
