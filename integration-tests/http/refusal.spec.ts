import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import type { AdminPromotionRedemptionResponse } from "../../src/types/admin-http"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import {
  captureLate,
  deliverWebhook,
  listPayments,
  PROVIDERS,
} from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** What each provider has to do with the money of an order that is undone. */
const MONEY_BACK = {
  system: [],
  authorizing: ["authorized", "canceled"],
  capturing: ["captured", "canceled", "refunded"],
  keeping: ["captured", "refunded"],
}

/** What the refused completions have in common: the store's online promise. */
const REFUSED = {
  status: 400,
  data: {
    type: "not_allowed",
    code: "promotion_not_valid_for_redemption_channel",
    message: ERROR_SENTENCES.promotion_not_valid_for_redemption_channel,
  },
}

engageSuite({}, (shop) => {
  const refuse = () =>
    shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

  describe.each(Object.keys(MONEY_BACK) as (keyof typeof MONEY_BACK)[])(
    "a refusal, paid with the %s provider",
    (name) => {
      const provider = PROVIDERS[name]

      it("undoes the order and the payment, and leaves a cart to be bought at the full price", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], provider })
        refuse()

        expect(await cart.web.complete(cart.id)).toEqual(REFUSED)

        expect(await shop.orders()).toEqual([])
        expect(await shop.reservations()).toBe(0)
        expect(book.all().filter((what) => what !== "deleted")).toEqual(
          MONEY_BACK[name]
        )
        const [payment, ...others] = await listPayments(shop.container)
        const sum = (amounts: { amount: unknown }[] = []) =>
          amounts.reduce((total, { amount }) => total + Number(amount), 0)
        expect(others).toEqual([])
        expect(sum(payment?.refunds)).toBe(sum(payment?.captures))
        expect(payment?.canceled_at || payment?.refunds?.length).toBeTruthy()

        const after = await cart.web.cart(cart.id)
        expect(after).toMatchObject({ total: 110, promotions: [] })
        expect(after.completed_at ?? null).toBeNull()
        expect(discountsOf(after)).toEqual({})
        expect(after.payment_collection ?? null).toBeNull()

        const again = await cart.web.complete(cart.id)
        expect(again.status).toBe(400)
        expect(await shop.orders()).toEqual([])
        const refused = book.all().length

        const { amount } = await cart.web.startPayment(cart.id, provider)
        const order = await cart.web.order(cart.id)

        expect(amount).toBe(110)
        expect(order.total).toBe(110)
        expect(discountsOf(order)).toEqual({})
        expect(await shop.orders()).toHaveLength(1)
        expect(await shop.reservations()).toBe(1)
        const payments = await listPayments(shop.container)
        expect(payments.map((payment) => Number(payment.amount))).toEqual([
          100, 110,
        ])
        expect(payments[1]).toMatchObject({ canceled_at: null, refunds: [] })
        expect(book.all().slice(refused)).toEqual(
          name === "system" ? [] : [MONEY_BACK[name][0]]
        )
        expect(shop.engage.redeemCalls()).toHaveLength(1)
        expect(await shop.ledger.row(cart.id)).toMatchObject({
          status: "rejected",
          order_id: null,
        })
      })
    }
  )

  it("is recorded, told, and shown in the cart's list with its reason", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    refuse()
    await cart.web.complete(cart.id)

    const row = await shop.ledger.row(cart.id)
    expect(row).toMatchObject({
      status: "rejected",
      reason: "promotion_not_valid_for_redemption_channel",
      order_id: null,
      redeemed_at: null,
      rejected_at: expect.any(Date),
    })
    await until(() => shop.events.names(cart.id).includes("rejected"))
    expect(shop.events.names(cart.id)).toEqual(["rejected"])
    expect(shop.events.of(cart.id)[0]?.data).toEqual({
      id: row.id,
      assignment_id: offer.id,
      engage_promotion_id: offer.promotionId,
      cart_id: cart.id,
      order_id: null,
      status: "rejected",
      reason: "promotion_not_valid_for_redemption_channel",
    })
    expect(shop.events.ordersPlaced).toBe(0)

    const { data } = await cart.web.listOffers(cart.id)
    expect(data.engage_promotions).toMatchObject([
      {
        assignment_id: offer.id,
        applied: false,
        applicable: false,
        reason: "promotion_not_valid_for_redemption_channel",
      },
    ])
  })

  it("puts the refused offer on the cart again only when the shopper does", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    refuse()
    await cart.web.complete(cart.id)
    shop.engage.sandbox.clearFaults()

    await cart.web.addShirt(cart.id)
    expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})

    expect((await cart.web.applyOffer(cart.id, offer.id)).status).toBe(200)
    const { amount } = await cart.web.startPayment(cart.id)
    const order = await cart.web.order(cart.id)
    expect(amount).toBe(190)
    expect(order.total).toBe(190)
    expect(await shop.ledger.rows(cart.id)).toMatchObject([
      { status: "rejected", order_id: null },
      { status: "redeemed", order_id: order.id },
    ])
  })

  it("takes only the refused discount off, not a public one beside it", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const web = shop.storefront()
    const { id } = await web.createCart()
    await web.chooseShipping(id)
    await web.addCode(id, "30-OFF")
    await web.applyOffer(id, offer.id)
    await web.startPayment(id)
    refuse()

    expect((await web.complete(id)).status).toBe(400)
    expect(discountsOf(await web.cart(id))).toEqual({ "30-OFF": 30 })

    const { amount } = await web.startPayment(id)
    const order = await web.order(id)
    expect([amount, order.total]).toEqual([80, 80])
  })

  it("keeps the order when the shop has chosen so, and asks an operator to look", async () => {
    await shop.ledger.setOptions({ onRejected: "keep" })
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    refuse()

    const order = await cart.web.order(cart.id)

    expect(order.total).toBe(100)
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "attention",
      reason: "promotion_not_valid_for_redemption_channel",
      order_id: order.id,
      attempts: [{ outcome: "refused", http_status: 409 }],
    })
    await until(() => shop.events.names(cart.id).includes("attention"))
    expect(await shop.reservations()).toBe(1)
  })

  describe("whose payment is not given back", () => {
    const provider = PROVIDERS.stubborn
    const LINE = /^Payment not returned: /

    /** A cart that Engage refused, with the order that was undone. */
    const refused = async (by = provider as string) => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider: by })
      refuse()
      expect(await cart.web.complete(cart.id)).toEqual(REFUSED)
      shop.engage.sandbox.clearFaults()
      const [payment] = await listPayments(shop.container)
      if (!payment) {
        throw new Error("Nothing was authorised")
      }
      return { ...cart, offer, payment }
    }
    const logged = () => {
      const error = jest.spyOn(
        shop.container.resolve(ContainerRegistrationKeys.LOGGER),
        "error"
      )
      return () =>
        error.mock.calls.map(([line]) => String(line)).filter(isPaymentLine)
    }
    const isPaymentLine = (line: string) => LINE.test(line)
    const row = async (cartId: string) => {
      const [first] = await shop.ledger.rows(cartId)
      return first!
    }
    /** Waits for a status that a subscriber and the job bring about. */
    const untilRow = (cartId: string, status: string) =>
      until(
        () => row(cartId),
        (it) => it.status === status
      )

    afterEach(() => jest.restoreAllMocks())

    it("is shown to an operator two minutes later, with its ids in the log", async () => {
      const lines = logged()
      const { id, payment } = await refused()
      const before = await row(id)
      const wait = Number(before.next_attempt_at) - Date.now()
      expect(before.status).toBe("rejected")
      expect(wait).toBeGreaterThan(90_000)
      expect(wait).toBeLessThan(130_000)

      await shop.ledger.reconcile()

      expect(book.all()).toEqual(["authorized"])
      const shown = await row(id)
      expect(shown).toMatchObject({
        status: "attention",
        reason: "payment_not_returned",
        order_id: null,
        run_id: null,
        rejected_at: expect.any(Date),
        payment_collection_id: payment.payment_collection_id,
      })
      await until(() => shop.events.names(id).includes("attention"))
      const [line, ...others] = lines()
      expect(others).toEqual([])
      for (const part of [
        shown.id,
        `cart=${id} order=order_`,
        `payment_collection=${payment.payment_collection_id}`,
        `payments=${payment.id}`,
      ]) {
        expect(line).toContain(part)
      }
      const { data } = await shop.admin<AdminPromotionRedemptionResponse>(
        "GET",
        `/admin/promotion-redemptions/${shown.id}`
      )
      expect(data.promotion_redemption).toMatchObject({
        payment_collection_id: payment.payment_collection_id,
        available_actions: ["retry", "resolve"],
      })
    })

    it("leaves the cart and its offer to the shopper", async () => {
      const { id, web, offer } = await refused()
      await shop.ledger.reconcile()
      expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
        { assignment_id: offer.id, applied: false, refused: true },
      ])

      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
      await web.startPayment(id)
      const order = await web.order(id)
      await shop.ledger.reconcile()

      expect(await shop.ledger.rows(id)).toMatchObject([
        { status: "attention", reason: "payment_not_returned", order_id: null },
        { status: "redeemed", order_id: order.id },
      ])
    })

    it.each(["authorizing", "capturing", "keeping"] as const)(
      "is not meant when the %s provider gives it back, and the cart is bought",
      async (name) => {
        const lines = logged()
        const { id, web } = await refused(PROVIDERS[name])
        await web.startPayment(id, PROVIDERS[name])
        await web.order(id)

        await shop.ledger.reconcile()

        expect(await row(id)).toMatchObject({
          status: "rejected",
          reason: "promotion_not_valid_for_redemption_channel",
          order_id: null,
          next_attempt_at: null,
        })
        expect(lines()).toEqual([])
      }
    )

    it("closes by itself when somebody gives the money back", async () => {
      const { id, payment, session_id, amount } = await refused()
      await shop.ledger.reconcile()
      await deliverWebhook(shop.container, {
        ...{ provider, session_id, amount },
        action: "captured",
      })
      expect(book.all()).toEqual(["authorized", "captured"])

      // Medusa's own route refunds no payment that has lost its order.
      await shop.container
        .resolve(Modules.PAYMENT)
        .refundPayment({ payment_id: payment.id, amount })
      await shop.ledger.reconcile()

      expect(await row(id)).toMatchObject({
        status: "rejected",
        reason: "promotion_not_valid_for_redemption_channel",
        next_attempt_at: null,
      })
    })

    it("is settled by an operator, and stays so", async () => {
      const { id, payment, session_id, amount } = await refused()
      await shop.ledger.reconcile()
      await expectOk(
        shop.admin(
          "POST",
          `/admin/promotion-redemptions/${(await row(id)).id}/resolve`,
          { resolution: "written_off", note: "Refunded at the bank." }
        )
      )

      await deliverWebhook(shop.container, {
        ...{ provider, session_id, amount },
        action: "captured",
      })
      await shop.ledger.reconcile()

      expect(await row(id)).toMatchObject({
        status: "rejected",
        reason: "written_off",
      })
      expect(payment.id).toBeTruthy()
    })

    it("is not taken for given back when an operator tries again", async () => {
      const { id } = await refused()
      await shop.ledger.reconcile()

      await expectOk(
        shop.admin(
          "POST",
          `/admin/promotion-redemptions/${(await row(id)).id}/retry`,
          {}
        )
      )

      expect(await row(id)).toMatchObject({
        status: "attention",
        reason: "payment_not_returned",
      })
    })

    it("is shown when the bank takes it after Medusa has cancelled it", async () => {
      const lines = logged()
      const { id, session_id, amount, payment } = await refused(
        PROVIDERS.authorizing
      )
      await shop.ledger.reconcile()
      expect((await row(id)).status).toBe("rejected")

      await captureLate(shop.container, {
        provider: PROVIDERS.authorizing,
        ...{ session_id, amount },
      })

      await untilRow(id, "attention")
      expect(await row(id)).toMatchObject({ reason: "payment_not_returned" })
      expect(book.all()).toEqual(["authorized", "canceled", "captured"])
      expect(lines()[0]).toContain(`payments=${payment.id}`)
      await until(() => shop.events.names(id).includes("attention"))

      await expectOk(
        shop.admin(
          "POST",
          `/admin/promotion-redemptions/${(await row(id)).id}/retry`,
          {}
        )
      )
      expect((await row(id)).status).toBe("attention")
    })

    it("is shown when the guard refused, and a bank transfer arrives later", async () => {
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart()
      await web.chooseShipping(id)
      await web.addCode(id, "10056")
      const first = await shop.storefront().createCart()
      await shop
        .storefront()
        .applyOffer(first.id, shop.engage.giveOffer(shop.anna).id)
      const payment = await web.startPayment(id, PROVIDERS.bankTransfer)
      expect((await web.complete(id)).data.code).toBe(
        "promotion_requires_assignment"
      )
      await shop.ledger.reconcile()
      expect((await row(id)).status).toBe("rejected")

      await deliverWebhook(shop.container, {
        provider: PROVIDERS.bankTransfer,
        ...payment,
        action: "captured",
      })

      expect(await untilRow(id, "attention")).toMatchObject({
        assignment_id: null,
        reason: "payment_not_returned",
        order_id: null,
      })
    })

    it("is shown when the shop wants no order without a verdict", async () => {
      await shop.ledger.setOptions({ onUnavailable: "abort" })
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider })
      shop.engage.sandbox.setFault({
        type: "status",
        operation: "redeem",
        status: 429,
      })
      expect((await cart.web.complete(cart.id)).data.code).toBe(
        "engage_unavailable"
      )
      shop.engage.sandbox.clearFaults()
      await shop.ledger.change(cart.id, {
        status_changed_at: new Date(Date.now() - 120_000).toISOString(),
      })

      await shop.ledger.reconcile()

      const rows = await shop.ledger.rows(cart.id)
      expect(rows).toMatchObject([
        { assignment_id: offer.id, status: "linked", order_id: null },
        {
          assignment_id: null,
          status: "attention",
          reason: "payment_not_returned",
          payment_collection_id: expect.any(String),
        },
      ])
      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      expect(order.total).toBe(100)
      expect((await row(cart.id)).status).toBe("redeemed")
    })

    it("is not meant by the capture of an order that stands", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, {
        offers: [offer],
        provider: PROVIDERS.authorizing,
      })
      const order = await cart.web.order(cart.id)
      await captureLate(shop.container, {
        provider: PROVIDERS.authorizing,
        session_id: cart.session_id,
        amount: cart.amount,
      })
      await until(
        async () => (await listPayments(shop.container))[0]?.captures?.length
      )
      await shop.ledger.reconcile()

      expect(await row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })
  })
})
