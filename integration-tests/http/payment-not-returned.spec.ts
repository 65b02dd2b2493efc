import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { act, detail } from "../../testkit/jest/acting"
import { linkedCart, type ReadyCart } from "../../testkit/jest/checkout"
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

const AUTHORIZING = PROVIDERS.authorizing
const OF_NOBODY = { assignment_id: null, order_id: null }
const NOT_RETURNED = { status: "attention", reason: "payment_not_returned" }

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
  const expectFirst = async (cartId: string, expected: object) =>
    expect(await row(cartId)).toMatchObject(expected)
  /** The provider reports a payment by webhook. */
  const report = (
    { session_id, amount }: Pick<ReadyCart, "session_id" | "amount">,
    by: string = provider,
    action: "authorized" | "captured" = "captured"
  ) =>
    deliverWebhook(shop.container, { provider: by, session_id, amount, action })

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
      ...NOT_RETURNED,
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
      { ...NOT_RETURNED, order_id: null },
      { status: "redeemed", order_id: order.id },
    ])
  })

  it("closes by itself when somebody gives the money back, and not when an operator tries again", async () => {
    const { id, payment, ...cart } = await refused()
    await shop.ledger.reconcile()
    await tryAgain(id)
    await expectFirst(id, NOT_RETURNED)

    await report(cart)
    expect(book.all()).toEqual(["authorized", "captured"])

    // Medusa's own route refunds no payment that has lost its order.
    await shop.container
      .resolve(Modules.PAYMENT)
      .refundPayment({ payment_id: payment.id, amount: cart.amount })
    await shop.ledger.reconcile()

    await expectFirst(id, {
      status: "rejected",
      reason: "promotion_not_valid_for_redemption_channel",
      next_attempt_at: null,
    })
  })

  it("is settled by an operator, and stays so", async () => {
    const { id, ...cart } = await refused()
    await shop.ledger.reconcile()
    const word = { resolution: "written_off", note: "Refunded at the bank." }
    await expectOk(act(shop, "resolve", (await row(id)).id, word))

    await report(cart)
    await shop.ledger.reconcile()

    await expectFirst(id, { status: "rejected", reason: "written_off" })
  })

  it("is shown when the bank takes it after Medusa has cancelled it", async () => {
    const lines = logged()
    const { payment, ...cart } = await refused(AUTHORIZING)
    const { id } = cart
    await shop.ledger.reconcile()
    expect((await row(id)).status).toBe("rejected")

    await captureLate(shop.container, { provider: AUTHORIZING, ...cart })

    await shop.ledger.untilRow(id, "attention")
    await expectFirst(id, NOT_RETURNED)
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

    await report(payment, PROVIDERS.bankTransfer)

    await shop.ledger.untilRow(id, "attention")
    await expectFirst(id, { ...NOT_RETURNED, ...OF_NOBODY })
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

    const payment_collection_id = expect.any(String) as string
    await shop.expectRows(cart.id, [
      { assignment_id: offer.id, status: "linked", order_id: null },
      { ...NOT_RETURNED, assignment_id: null, payment_collection_id },
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
    const outdated = async () => {
      const provider = AUTHORIZING
      const { offer, ...cart } = await linkedCart(shop, { provider })
      await expectOk(cart.web.removeOffer(cart.id, offer.id))
      const { session_id } = await cart.web.startPayment(cart.id, provider)
      await shop
        .sql("payment_session")
        .where({ id: session_id })
        .update({
          amount: 100,
          raw_amount: JSON.stringify({ value: "100", precision: 20 }),
        })
      return { ...cart, session_id, amount: 100 }
    }
    const canBeBought = async (cart: { web: TestStorefront; id: string }) => {
      expect((await cart.web.startPayment(cart.id)).amount).toBe(110)
      expect((await cart.web.order(cart.id)).total).toBe(110)
    }

    afterEach(() => providerGate.set(null))

    it("is given back once when a part was captured", async () => {
      const cart = await outdated()

      const part = { ...cart, amount: 60 }
      await report(part, AUTHORIZING)
      await report(part, AUTHORIZING).catch(() => undefined)

      expect(await shop.orders()).toEqual([])
      const [payment] = await listPayments(shop.container)
      expect(payment?.refunds).toMatchObject([{ amount: 60 }])
      await shop.expectRow(cart.id, { status: "released" })
      await canBeBought(cart)
    })

    it("is released at the provider when it was authorised", async () => {
      const cart = await outdated()

      await report(cart, AUTHORIZING, "authorized")

      expect(await shop.orders()).toEqual([])
      expect(book.all().at(-1)).toBe("deleted")
      await canBeBought(cart)
    })

    it("is shown to an operator when it cannot be refunded", async () => {
      const lines = logged()
      const cart = await outdated()
      providerGate.set(async (operation) => {
        if (operation === "refund") {
          throw new Error("The bank is away")
        }
      })

      await report(cart, AUTHORIZING)
      providerGate.set(null)

      const [, shown] = await shop.ledger.rows(cart.id)
      expect(shown).toMatchObject({ ...NOT_RETURNED, ...OF_NOBODY })
      const ids = `cart=${cart.id} order=- payment_collection=${shown?.payment_collection_id}`
      expect(lines()).toEqual([expect.stringContaining(ids)])
      await canBeBought(cart)
      await shop.ledger.reconcile()
      const released = { status: "released" }
      await shop.expectRows(cart.id, [released, { status: "attention" }])

      const [payment] = await listPayments(shop.container)
      await shop.container
        .resolve(Modules.PAYMENT)
        .refundPayment({ payment_id: String(payment?.id), amount: 100 })
      await shop.ledger.reconcile()
      await shop.expectRows(cart.id, [
        released,
        { status: "rejected", reason: "payment_returned" },
      ])
    })
  })

  it("of which the provider has captured a part is refunded when Engage refuses", async () => {
    const cart = await linkedCart(shop, { provider: AUTHORIZING })
    shop.engage.refuse({ code: "PromotionNotFound" })

    await report({ ...cart, amount: 60 }, AUTHORIZING)

    expect(await shop.orders()).toEqual([])
    const [payment] = await listPayments(shop.container)
    expect(payment?.refunds?.map(({ amount }) => Number(amount))).toEqual([60])
    await shop.ledger.reconcile()
    expect((await row(cart.id)).status).toBe("rejected")
  })

  it("is not meant by the capture of an order that stands", async () => {
    const provider = AUTHORIZING
    const cart = await linkedCart(shop, { provider })
    const order = await cart.web.order(cart.id)
    await captureLate(shop.container, { provider, ...cart })
    await until(
      async () => (await listPayments(shop.container))[0]?.captures?.length
    )
    await shop.ledger.reconcile()

    await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
  })
})
