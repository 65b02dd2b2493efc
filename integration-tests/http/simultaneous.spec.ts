import { randomUUID } from "node:crypto"

import { Modules } from "@medusajs/framework/utils"
import { createCartCreditLinesWorkflow } from "@medusajs/medusa/core-flows"

import { CLAIM_LEASE_MS } from "../../src/modules/promotion-redemption/ledger/time"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { CLAIM_RENEWAL_MS } from "../../src/workflows/checkout/claim"
import {
  discountsOf,
  linkOffer,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** A cart that has lost its offer. */
const FULL_PRICE = { total: 110, promotions: [] }

/** What a shopper is told who is to try again in a moment. */
const IN_PROGRESS = "redemption_in_progress"

engageSuite({}, (shop) => {
  afterEach(() => jest.restoreAllMocks())

  it("one assignment on two carts becomes one order when both are completed at once", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const carts = [
      await readyCart(shop, { offers: [offer] }),
      await readyCart(shop, { offers: [offer] }),
    ]

    const answers = await Promise.all(
      carts.map((cart) => cart.web.complete(cart.id))
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    const refused = answers.find(({ status }) => status === 400)!
    const reason = "promotion_already_redeemed"
    expectRefused(refused, reason)
    expect(await shop.orders()).toHaveLength(1)
    expect(shop.engage.redeemCalls()).toHaveLength(1)

    const lost = carts[answers.findIndex(({ status }) => status === 400)]!
    expect(await lost.web.cart(lost.id)).toMatchObject(FULL_PRICE)
    await shop.expectRow(lost.id, { status: "rejected", reason })
    expect((await lost.web.buy(lost.id)).total).toBe(110)
  })

  it("makes one order of a double click", async () => {
    const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })

    const [one, other] = await Promise.all([
      cart.web.order(cart.id),
      cart.web.order(cart.id),
    ])

    expect(one.id).toBe(other.id)
    expect(await shop.orders()).toHaveLength(1)
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    expect(book.all()).toEqual(["captured"])
    const ordered = { status: "redeemed", order_id: one.id, attempt_count: 1 }
    await shop.expectRow(cart.id, ordered)
  })

  it("answers with the same order when a cart is completed again, redeemed or not yet", async () => {
    const cart = await linkedCart(shop)
    shop.engage.onRedeem({ type: "status", status: 500, times: 1 })
    const { id } = await cart.web.order(cart.id)

    expect((await cart.web.order(cart.id)).id).toBe(id)
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    await shop.expectRow(cart.id, { status: "pending" })
    // An offer that an order waits with is not offered again.
    expect((await cart.web.listMyOffers()).data).toMatchObject({
      engage_promotions: [
        { applicable: false, reason: "promotion_already_redeemed" },
      ],
    })

    await shop.ledger.reconcile(2)
    const redeemed = { status: "redeemed", order_id: id }
    await shop.expectRow(cart.id, redeemed)
    await until(() => shop.events.names(cart.id).includes("redeemed"))
    expect(shop.events.names(cart.id)).toEqual(["deferred", "redeemed"])
    expect(await cart.web.order(cart.id)).toMatchObject({ id, total: 100 })
    expect(shop.engage.redeemCalls()).toHaveLength(2)
    await shop.expectRow(cart.id, redeemed)
  })

  it("holds nothing of a cart that Medusa links to an order it has lost", async () => {
    const cart = await linkedCart(shop)
    await shop.linkToOrder(cart.id)

    // Medusa's answer to it, with this plugin or without.
    expect((await cart.web.complete(cart.id)).data).toEqual({ type: "order" })
    await shop.expectRow(cart.id, { status: "linked", run_id: null })
    expect(shop.engage.redeemCalls()).toHaveLength(0)
  })

  describe("while another server completes the cart", () => {
    /** As a server without the locks of this one leaves it while it is at it. */
    const claimElsewhere = async (cart: ReadyCart) => {
      const { customer_id, promotion_id } = await shop.ledger.row(cart.id)
      await shop.ledger.service.ledger.claim({
        cart_id: cart.id,
        customer_id,
        currency_code: "eur",
        run_id: "elsewhere",
        channel: "ECOM",
        discounts: [{ promotion_id, code: "10056", amount: 10 }],
      })
    }

    it("waits as long as a customer does, and leaves the payment to it, which may be about to place the order, for 30 seconds", async () => {
      await shop.ledger.setOptions({ checkoutWaitMs: 300 })
      const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })
      await shop.container
        .resolve(Modules.PAYMENT)
        .authorizePaymentSession(cart.session_id, {})
      await claimElsewhere(cart)

      expectRefused(await cart.web.complete(cart.id), IN_PROGRESS)
      expect(await shop.orders()).toEqual([])
      expect(book.all()).toEqual(["captured"])
      const elsewhere = { status: "claimed", run_id: "elsewhere" }
      await shop.expectRow(cart.id, { ...elsewhere, order_id: null })

      // The other one has died: the money buys the cart after all.
      await shop.ledger.passTime(30_000, cart.id)
      const order = await cart.web.order(cart.id)
      expect(order.total).toBe(100)
      expect(book.all()).toEqual(["captured"])
      await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
    })

    it("takes the time for which it waited off the time for Engage", async () => {
      await shop.ledger.setOptions({ checkoutWaitMs: 4_000 })
      shop.engage.onRedeem({ type: "delay_after_save", ms: 6_000, times: 1 })
      const cart = await linkedCart(shop)
      await claimElsewhere(cart)
      // It dies, and its claim ends in two seconds and a half.
      await shop.ledger.passTime(17_500, cart.id)

      await cart.web.order(cart.id)

      await shop.expectRow(cart.id, { status: "pending", attempt_count: 1 })
      const row = await shop.ledger.row(cart.id)
      expect(
        Number(row.deferred_at) - Number(row.attempts[0]?.started_at)
      ).toBeLessThan(2_500)
    })
  })

  it("is not robbed of its claim by a payment that takes longer than the claim's lease", async () => {
    const { setInterval } = globalThis
    // The claim is renewed 40 times as often as in a shop.
    jest
      .spyOn(globalThis, "setInterval")
      .mockImplementation((run, ms) =>
        setInterval(run, ms === CLAIM_RENEWAL_MS ? ms / 40 : ms)
      )
    const cart = await linkedCart(shop, {
      provider: PROVIDERS.authorizing,
      payment: { takes_ms: 4_000 },
    })
    const completion = cart.web.order(cart.id)
    const held = () =>
      until(
        () => shop.ledger.row(cart.id),
        ({ status, lease_expires_at }) =>
          status === "claimed" &&
          Number(lease_expires_at) - Date.now() > CLAIM_LEASE_MS - 5_000
      )
    await held()
    await shop.ledger.passTime(CLAIM_LEASE_MS - 10_000, cart.id)
    // The completion renews the lease: otherwise the next passing of time ends it.
    await held()
    await shop.ledger.passTime(CLAIM_LEASE_MS - 10_000, cart.id)
    await reconcileRedemptionsWorkflow(shop.container).run()

    const order = await completion

    expect(order.total).toBe(100)
    await shop.expectRow(cart.id, {
      status: "redeemed",
      order_id: order.id,
      attempt_count: 1,
    })
    expect(book.all()).toEqual(["authorized"])
  })

  it("redeems once when a card is declined and another one is paid with, and counts one use", async () => {
    await shop.container
      .resolve(Modules.PROMOTION)
      .updatePromotions([{ id: shop.store.promotions["10056"], limit: 1 }])
    const cart = await linkedCart(shop, {
      provider: PROVIDERS.authorizing,
      payment: { card: "declined" },
    })

    const declined = await cart.web.complete(cart.id)

    expect(declined.data.type).not.toBe("order")
    expect(await shop.orders()).toEqual([])
    expect(shop.engage.redeemCalls()).toEqual([])
    await shop.expectRow(cart.id, {
      status: "linked",
      run_id: null,
      order_id: null,
    })
    expect(discountsOf(await cart.web.cart(cart.id))).toEqual({ "10056": 10 })

    await cart.web.startPayment(cart.id, PROVIDERS.authorizing)
    const order = await cart.web.order(cart.id)
    expect(order.total).toBe(100)
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
  })

  it("an offer that Engage refuses is off the cart, though its code was removed meanwhile", async () => {
    const cart = await linkedCart(shop)
    shop.engage.refuse({ code: "PromotionNotFound" })
    shop.engage.onRedeem({ type: "delay_before_save", ms: 700 })
    const answer = cart.web.complete(cart.id)
    await until(() => shop.engage.redeemCalls().length > 0)

    await cart.web.removeCode(cart.id, "10056")

    const reason = "promotion_not_found"
    expectRefused(await answer, reason)
    expect(await cart.web.cart(cart.id)).toMatchObject(FULL_PRICE)
    await shop.expectRow(cart.id, { status: "rejected", reason })
  })

  it("a shopper is told to try again when the cart's lock is not to be had", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const [applying, linking, removing] = await Promise.all(
      [{}, {}, { offers: [offer] }].map((input) => readyCart(shop, input))
    )
    const carts = [applying!, linking!, removing!]
    const locking = shop.container.resolve(Modules.LOCKING)
    await locking.acquire(carts.map(({ id }) => id))
    // Waits by a clock that runs ten times as fast.
    const now = performance.now.bind(performance)
    const began = now()
    jest
      .spyOn(performance, "now")
      .mockImplementation(() => began + (now() - began) * 10)

    const answers = await Promise.all([
      applying!.web.applyOffer(applying!.id, offer.id),
      linkOffer(shop, linking!.web, linking!.id, offer, "admin"),
      removing!.web.removeOffer(removing!.id, offer.id),
    ])

    await locking.release(carts.map(({ id }) => id))
    for (const answer of answers) {
      expectRefused(answer, IN_PROGRESS)
    }
    await expectOk(removing!.web.removeOffer(removing!.id, offer.id))
  })

  /** As Medusa leaves a payment when Medusa has read an older total. */
  const setAmount = (id: string, amount: number) =>
    shop
      .sql("payment_session")
      .where({ id })
      .update({
        amount,
        raw_amount: JSON.stringify({ value: `${amount}`, precision: 20 }),
      })

  it("a payment that was started while an offer was applied pays no order of another amount", async () => {
    const provider = PROVIDERS.capturing
    const cart = await linkedCart(shop, { provider })
    await setAmount(cart.session_id, 110)

    expect(await cart.web.complete(cart.id)).toMatchObject({
      status: 400,
      data: {
        type: "invalid_data",
        message: "Payment sessions are required to complete cart",
      },
    })

    expect(await shop.orders()).toEqual([])
    expect(shop.engage.redeemCalls()).toEqual([])
    await shop.expectRow(cart.id, { status: "linked", run_id: null })
    const { amount } = await cart.web.startPayment(cart.id, provider)
    expect(amount).toBe(100)
    expect(await cart.web.order(cart.id)).toMatchObject({ total: 100 })
  })

  it("an offer that two changes at once have put on the cart twice discounts the order once", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web, id } = await readyCart(shop, { offers: [offer] })
    const { promotion_id } = await shop.ledger.row(id)
    const { items } = await web.cart(id)
    // As Medusa leaves it when a change does not hold the cart's lock.
    await shop.container
      .resolve(Modules.CART)
      .addLineItemAdjustments(id, [
        { item_id: items![0]!.id, code: "10056", amount: 10, promotion_id },
      ])
    expect(await web.cart(id)).toMatchObject({ total: 90 })

    expect((await web.complete(id)).status).toBe(400)

    expect(await shop.orders()).toEqual([])
    const { amount } = await web.startPayment(id)
    const order = await web.order(id)
    expect([amount, order.total]).toEqual([100, 100])
    expect(await shop.ledger.row(id)).toMatchObject({
      status: "redeemed",
      discount_amount: 10,
    })
  })

  it("an offer that two changes at once put on the cart twice is there once when it has been applied", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web, id } = await shop.newCart()
    const carts = shop.container.resolve(Modules.CART)
    const write = carts.addLineItemAdjustments.bind(carts) as (
      ...written: unknown[]
    ) => Promise<never>
    // Another change writes what it has computed, without the cart's lock.
    jest
      .spyOn(carts, "addLineItemAdjustments")
      .mockImplementationOnce(async (...written: unknown[]) => {
        await write(...written)
        return write(...written)
      })

    const { cart } = await expectOk(web.applyOffer(id, offer.id))

    expect(cart).toMatchObject({ total: 90 })
    expect(await web.cart(id)).toMatchObject({ total: 90 })
  })

  it("a credit that comes without the cart's lock while an offer is paid with leaves an order that is paid for once", async () => {
    const provider = PROVIDERS.capturing
    const purchase = { purchase: randomUUID() }
    const { web, id } = await linkedCart(shop, { provider, payment: purchase })
    const none = { reference: null, reference_id: null, metadata: null }

    await Promise.all([
      web.complete(id),
      createCartCreditLinesWorkflow(shop.container).run({
        input: [{ cart_id: id, amount: 7, ...none }],
      }),
    ])

    // Medusa asks for the old total first: the storefront starts the payment anew.
    for (const _ of [1, 2]) {
      if (!(await shop.orders()).length) {
        await web.startPayment(id, provider, purchase)
        await web.complete(id)
      }
    }
    const order = await web.order(id)
    const redeemed = (await shop.ledger.rows(id)).filter(
      ({ status }) => status === "redeemed"
    )
    expect(discountsOf(order)).toEqual(redeemed.length ? { "10056": 10 } : {})
    expect(shop.engage.redeemCalls()).toHaveLength(redeemed.length)
    expect(order.total).toBe(book.held(purchase.purchase))
  })

  it("a card that is declined after the cart lost its offer is asked for the new total next", async () => {
    const { offer, ...first } = await linkedCart(shop)
    const second = await readyCart(shop, {
      offers: [offer],
      provider: PROVIDERS.authorizing,
      payment: { card: "declined" },
    })
    await first.web.order(first.id)

    expect((await second.web.complete(second.id)).data.type).not.toBe("order")

    const after = await second.web.cart(second.id)
    expect(after).toMatchObject(FULL_PRICE)
    expect(after.payment_collection ?? null).toBeNull()
    expect(await second.web.buy(second.id)).toMatchObject({ total: 110 })
  })

  it.each([
    ["customer", "not_found"],
    ["guest", "promotion_not_found"],
  ])(
    "an offer is not applied to a cart that is another %s's by the time that Engage answers",
    async (who, code) => {
      const operation = "list"
      await shop.ledger.setOptions({ guests: "email" })
      const guest = { id: "guest", email: "guest@example.com", token: "" }
      const { web, id } = await shop.newCart(who === "guest" ? null : shop.anna)
      const offer = shop.engage.giveOffer(who === "guest" ? guest : shop.anna)
      const slow = { type: "delay_before_save", ms: 700 } as const
      shop.engage.sandbox.setFault({ ...slow, operation })

      const answer = web.applyOffer(id, offer.id)
      await until(() => shop.engage.sandbox.calls({ operation }).length > 0)
      await expectOk(
        who === "guest"
          ? web.updateCart(id, { email: "other@example.com" })
          : shop.storefront(shop.bert).takeOver(id)
      )

      const { data } = await answer
      expect(data.code ?? data.type).toBe(code)
      expect(await shop.ledger.rows(id)).toEqual([])
      expect(await web.cart(id)).toMatchObject({ total: 100 })
    }
  )
})
