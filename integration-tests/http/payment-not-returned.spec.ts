import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { act, detail } from "../../testkit/jest/acting"
import { linkedCart, readyCart } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { providerGate } from "../../testkit/payment/provider/gate"
import {
  captureLate,
  deliverWebhook,
  listPayments,
  PROVIDERS,
} from "../../testkit/payment/payments"
import type { TestStorefront } from "../../testkit/jest/storefront"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** The payment of an order that was undone, when the provider keeps the money. */
engageSuite({}, (shop) => {
  const provider = PROVIDERS.stubborn

  /** A cart that Engage refused, with the order that was undone. */
  const refused = async (by = provider as string) => {
    const { offer, ...cart } = await linkedCart(shop, { provider: by })
    shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
    expect((await cart.web.complete(cart.id)).status).toBe(400)
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
      error.mock.calls
        .map(([line]) => String(line))
        .filter((line) => line.startsWith("Payment not returned: "))
  }
  const row = async (cartId: string) => {
    const [first] = await shop.ledger.rows(cartId)
    return first!
  }
  const tryAgain = async (cartId: string) =>
    expectOk(act(shop, "retry", (await row(cartId)).id))
  /** Waits for a status that a subscriber and the job bring about. */
  const untilRow = (cartId: string, status: string) =>
    until(
      () => row(cartId),
      (it) => it.status === status
    )

  afterEach(() => jest.restoreAllMocks())

  it("is shown to an operator two minutes later, with its ids in the log", async () => {
    const lines = logged()
    const { id, web, offer, payment } = await refused()
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
    const inOrder = [
      shown.id,
      `cart=${id} order=order_`,
      `payment_collection=${payment.payment_collection_id}`,
      `payments=${payment.id}`,
    ]
    expect(lines()).toEqual([expect.stringMatching(inOrder.join(".*"))])
    expect(await detail(shop, shown.id)).toMatchObject({
      payment_collection_id: payment.payment_collection_id,
      available_actions: ["retry", "resolve"],
    })

    // Cart and offer are the shopper's all the same.
    expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
      { assignment_id: offer.id, applied: false, refused: true },
    ])
    await expectOk(web.applyOffer(id, offer.id))
    const order = await web.buy(id)
    await shop.ledger.reconcile()
    await shop.expectRows(id, [
      { status: "attention", reason: "payment_not_returned", order_id: null },
      { status: "redeemed", order_id: order.id },
    ])
  })

  it("closes by itself when somebody gives the money back, and not when an operator tries again", async () => {
    const { id, payment, session_id, amount } = await refused()
    await shop.ledger.reconcile()
    await tryAgain(id)
    expect(await row(id)).toMatchObject({
      status: "attention",
      reason: "payment_not_returned",
    })

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
    const { id, session_id, amount } = await refused()
    await shop.ledger.reconcile()
    const word = { resolution: "written_off", note: "Refunded at the bank." }
    await expectOk(act(shop, "resolve", (await row(id)).id, word))

    await deliverWebhook(shop.container, {
      ...{ provider, session_id, amount },
      action: "captured",
    })
    await shop.ledger.reconcile()

    expect(await row(id)).toMatchObject({
      status: "rejected",
      reason: "written_off",
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

    await tryAgain(id)
    expect((await row(id)).status).toBe("attention")
  })

  it("is shown when the guard refused, and a bank transfer arrives later", async () => {
    const { web, id } = await shop.newCart(shop.bert)
    await web.chooseShipping(id)
    await web.addCode(id, "10056")
    await linkedCart(shop)
    const payment = await web.startPayment(id, PROVIDERS.bankTransfer)
    expectRefused(await web.complete(id), "promotion_requires_assignment")
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
    const { offer, ...cart } = await linkedCart(shop, { provider })
    shop.engage.onRedeem({ type: "status", status: 429 })
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
    const order = await cart.web.buy(cart.id)
    expect(order.total).toBe(100)
    expect((await row(cart.id)).status).toBe("redeemed")
  })

  describe("of the total before its cart lost the offer", () => {
    /**
     * A payment of 100 euros for a cart that costs 110 by now, as Medusa leaves the
     * payment when Medusa has read the total before the offer came off.
     */
    const outdated = async (by: string) => {
      const { offer, ...cart } = await linkedCart(shop, { provider: by })
      await expectOk(cart.web.removeOffer(cart.id, offer.id))
      const { session_id } = await cart.web.startPayment(cart.id, by)
      await shop
        .sql("payment_session")
        .where({ id: session_id })
        .update({
          amount: 100,
          raw_amount: JSON.stringify({ value: "100", precision: 20 }),
        })
      return { ...cart, session_id, amount: 100 }
    }
    const deliver = (
      { session_id }: { session_id: string },
      action: "authorized" | "captured",
      amount: number
    ) =>
      deliverWebhook(shop.container, {
        provider: PROVIDERS.authorizing,
        ...{ session_id, action, amount },
      })
    const canBeBought = async (cart: { web: TestStorefront; id: string }) => {
      expect((await cart.web.startPayment(cart.id)).amount).toBe(110)
      expect((await cart.web.order(cart.id)).total).toBe(110)
    }

    afterEach(() => providerGate.set(null))

    it("is given back once when a part was captured", async () => {
      const cart = await outdated(PROVIDERS.authorizing)

      await deliver(cart, "captured", 60)
      await deliver(cart, "captured", 60).catch(() => undefined)

      expect(await shop.orders()).toEqual([])
      const [payment] = await listPayments(shop.container)
      expect(payment?.refunds).toMatchObject([{ amount: 60 }])
      expect(await shop.ledger.rows(cart.id)).toMatchObject([
        { status: "released" },
      ])
      await canBeBought(cart)
    })

    it("is released at the provider when it was authorised", async () => {
      const cart = await outdated(PROVIDERS.authorizing)

      await deliver(cart, "authorized", 100)

      expect(await shop.orders()).toEqual([])
      expect(book.all().at(-1)).toBe("deleted")
      await canBeBought(cart)
    })

    it("is shown to an operator when it cannot be refunded", async () => {
      const lines = logged()
      const cart = await outdated(PROVIDERS.authorizing)
      providerGate.set(async (operation) => {
        if (operation === "refund") {
          throw new Error("The bank is away")
        }
      })

      await deliver(cart, "captured", 100)
      providerGate.set(null)

      const [, shown] = await shop.ledger.rows(cart.id)
      expect(shown).toMatchObject({
        status: "attention",
        reason: "payment_not_returned",
        assignment_id: null,
        order_id: null,
      })
      expect(lines()).toEqual([
        expect.stringContaining(
          `cart=${cart.id} order=- payment_collection=${shown?.payment_collection_id}`
        ),
      ])
      await canBeBought(cart)
      await shop.ledger.reconcile()
      expect((await shop.ledger.rows(cart.id))[1]).toMatchObject({
        status: "attention",
      })

      const [payment] = await listPayments(shop.container)
      await shop.container
        .resolve(Modules.PAYMENT)
        .refundPayment({ payment_id: String(payment?.id), amount: 100 })
      await shop.ledger.reconcile()
      expect((await shop.ledger.rows(cart.id))[1]).toMatchObject({
        status: "rejected",
        reason: "payment_returned",
      })
    })
  })

  it("of which the provider has captured a part is refunded when Engage refuses", async () => {
    const cart = await linkedCart(shop, { provider: PROVIDERS.authorizing })
    shop.engage.refuse({ code: "PromotionNotFound" })

    await deliverWebhook(shop.container, {
      ...{ provider: PROVIDERS.authorizing, session_id: cart.session_id },
      action: "captured",
      amount: 60,
    })

    expect(await shop.orders()).toEqual([])
    const [payment] = await listPayments(shop.container)
    expect(payment?.refunds?.map(({ amount }) => Number(amount))).toEqual([60])
    await shop.ledger.reconcile()
    expect((await row(cart.id)).status).toBe("rejected")
  })

  it("is not meant by the capture of an order that stands", async () => {
    const cart = await linkedCart(shop, { provider: PROVIDERS.authorizing })
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
