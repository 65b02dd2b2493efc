import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import { discountsOf, readyCart } from "../setup/checkout"
import { book } from "../setup/payment-provider/book"
import { listPayments, PROVIDERS } from "../setup/payments"
import { until } from "../setup/poll"
import { engageSuite } from "../setup/suite"

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

      it("undoes the order, the payment and the reservation", async () => {
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
      })

      it("takes the discount off, and the cart needs a new payment", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], provider })
        refuse()
        await cart.web.complete(cart.id)

        const after = await cart.web.cart(cart.id)
        expect(after).toMatchObject({ total: 110, promotions: [] })
        expect(after.completed_at ?? null).toBeNull()
        expect(discountsOf(after)).toEqual({})
        expect(after.payment_collection ?? null).toBeNull()

        const again = await cart.web.complete(cart.id)
        expect(again.status).toBe(400)
        expect(await shop.orders()).toEqual([])
        expect(shop.engage.redeemCalls()).toHaveLength(1)
      })

      it("leaves a cart that can be bought at the full price", async () => {
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { offers: [offer], provider })
        refuse()
        await cart.web.complete(cart.id)
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
    expect(shop.events.names(cart.id)).toEqual(["linked", "rejected"])
    expect(shop.events.of(cart.id)[1]?.data).toEqual({
      id: row.id,
      assignment_id: offer.id,
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

  it.each(["json", "json_string", "plain_text", "nested"] as const)(
    "reads Engage's code from a body of the form %s",
    async (form) => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.refuse({ code: "PromotionNotFound", form })

      expect(await cart.web.complete(cart.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_found" },
      })
    }
  )

  it("refuses on a 409 that says nothing", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    shop.engage.refuse({ code: "PromotionAlreadyRedeemed", form: "empty" })

    expect(await cart.web.complete(cart.id)).toMatchObject({
      status: 400,
      data: { code: "promotion_refused" },
    })
    expect(await shop.orders()).toEqual([])
  })
})
