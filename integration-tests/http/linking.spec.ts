import { randomUUID } from "node:crypto"

import { ERROR_SENTENCES, type ErrorCode } from "../../src/errors/catalogue"
import { discountsOf, linkOffer, readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import type { TestEngage } from "../../testkit/jest/engage"
import { expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** Offers that cannot be applied to a cart with one shirt, by why. */
const UNUSABLE: [ErrorCode, Parameters<TestEngage["giveOffer"]>[1]][] = [
  ["promotion_not_valid_for_redemption_channel", { channel: { type: "POS" } }],
  ["promotion_expired", { expiresOn: "2020-01-01" }],
  [
    "promotion_already_redeemed",
    { redeemed: true, redeemedOn: "2026-01-01T10:00:00Z" },
  ],
  ["promotion_not_configured", { code: "NOBODY-MADE-THIS" }],
  ["promotion_not_configured", { code: "AUTOMATIC" }],
  ["promotion_not_configured", { code: "DRAFT" }],
  [
    "promotion_not_configured",
    { channel: { valueType: "PERCENT", value: "a lot" } },
  ],
  [
    "promotion_not_configured",
    { channel: { valueType: "MONEY", value: { amount: -5, currency: "EUR" } } },
  ],
  // For things that are not in the cart, and with rules that do not match it.
  ["promotion_not_applicable", { code: "MUG-5" }],
  ["promotion_not_applicable", { code: "DOLLARS-ONLY" }],
  [
    "promotion_value_type_unsupported",
    { channel: { valueType: "SWIPE", value: null } },
  ],
  [
    "promotion_currency_mismatch",
    { channel: { valueType: "MONEY", value: { amount: 25, currency: "USD" } } },
  ],
]

engageSuite({}, (shop) => {
  /** A cart with one shirt, and a payment that a refusal must not touch. */
  const startedCart = async (customer = shop.anna) => {
    const { web, id } = await shop.newCart(customer)
    await web.chooseShipping(id)
    const { session_id } = await web.startPayment(id)
    return { web, id, session_id }
  }

  const expectUntouched = async (
    cart: Awaited<ReturnType<typeof startedCart>>
  ) => {
    const now = await cart.web.cart(cart.id)
    expect(now).toMatchObject({ total: 110, promotions: [] })
    expect(discountsOf(now)).toEqual({})
    expect(now.payment_collection?.payment_sessions).toMatchObject([
      { id: cart.session_id, amount: 110, status: "pending" },
    ])
    const rows = await shop.ledger.all()
    expect(rows.filter(({ status }) => status !== "released")).toEqual([])
    expect(await shop.ledger.service.listManagedPromotions({})).toEqual([])
    expect(shop.engage.redeemCalls()).toEqual([])
  }

  const refused = (code: ErrorCode) => ({
    status: 400,
    data: { type: "not_allowed", code, message: ERROR_SENTENCES[code] },
  })

  it("applies an offer and takes it off: discount and row come and go", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web, id } = await startedCart()

    const { cart } = await expectOk(web.applyOffer(id, offer.id))

    expect(cart).toMatchObject({ id, total: 100, discount_total: 10 })
    const linked = { assignment_id: offer.id, status: "linked" }
    await shop.expectRow(id, { ...linked, order_id: null, attempts: [] })
    expect(shop.engage.redeemCalls()).toEqual([])

    const removed = await expectOk(web.removeOffer(id, offer.id))

    expect(removed.cart).toMatchObject({ id, total: 110 })
    await shop.expectRow(id, { status: "released", reason: "unlinked" })
    await until(() => shop.events.names(id).includes("released"))
    expect(await web.removeOffer(id, offer.id)).toEqual(
      refused("promotion_not_found")
    )
  })

  it("does not apply what is unusable, says so in the list, and leaves the cart alone", async () => {
    const cart = await startedCart()
    for (const [code, offer] of UNUSABLE) {
      const given = shop.engage.giveOffer(shop.anna, offer)

      // Only applying tries the rules of Medusa's promotion on the cart.
      const applicable = code === "promotion_not_applicable"
      expect(await cart.web.listedOffer(cart.id, given)).toMatchObject({
        applicable,
        reason: applicable ? null : code,
      })
      expect(await cart.web.applyOffer(cart.id, given.id)).toEqual(
        refused(code)
      )
    }
    await expectUntouched(cart)
  })

  it("does not apply what is no assignment of the customer", async () => {
    const stranger = await startedCart(shop.bert)
    const cart = await startedCart()
    const own = shop.engage.giveOffer(shop.anna, { externalId: "SO-14034" })

    // Engage does not know Bert yet.
    expect(await stranger.web.applyOffer(stranger.id, own.id)).toEqual(
      refused("promotion_not_found")
    )
    for (const [id, code] of [
      [randomUUID(), "promotion_not_found"],
      [shop.engage.giveOffer(shop.bert).id, "promotion_not_found"],
      ["../../contacts", "promotion_not_found"],
      [own.promotionId, "assignment_id_is_a_promotion_id"],
      ["SO-14034", "assignment_id_is_a_promotion_id"],
    ] as const) {
      expect(await cart.web.applyOffer(cart.id, id)).toEqual(refused(code))
    }

    await expectUntouched(cart)
    await expectUntouched(stranger)
  })

  it("links by the admin route without asking Engage, and refuses for the promotion or the cart", async () => {
    const cart = await startedCart()
    const assignment_id = randomUUID()
    const link = (cartId: string, promotion_code: string) =>
      shop.admin("POST", `/admin/carts/${cartId}/promotion-assignments`, {
        assignment_id,
        promotion_code,
      })

    for (const [promotion_code, code] of [
      ["NOBODY-MADE-THIS", "promotion_not_configured"],
      ["MUG-5", "promotion_not_applicable"],
    ] as const) {
      expect(await link(cart.id, promotion_code)).toEqual(refused(code))
    }
    expect(await link("cart_nobody", "10056")).toMatchObject({
      status: 404,
      data: { type: "not_found" },
    })
    await expectUntouched(cart)

    expect(await link(cart.id, "10056")).toMatchObject({
      status: 200,
      data: {
        promotion_redemption: { assignment_id, status: "linked" },
        cart: { id: cart.id, total: 100 },
      },
    })
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("answers 503 when Engage cannot be asked, and leaves the cart alone", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    const { sandbox } = shop.engage

    for (const fail of [
      () => sandbox.setFault({ type: "html", status: 502 }),
      () => sandbox.setFault({ type: "wrong_key" }),
      () => shop.engage.goAway(),
    ]) {
      sandbox.clearFaults()
      await fail()
      for (const ask of [
        () => cart.web.applyOffer(cart.id, offer.id),
        () => cart.web.listOffers(cart.id),
        () => cart.web.listMyOffers(),
      ]) {
        const code = "engage_unavailable"
        const data = { code, message: ERROR_SENTENCES[code] }
        expect(await ask()).toMatchObject({ status: 503, data })
      }
    }
    await expectUntouched(cart)
  })

  it("lists what is applied while Engage is away, until it is taken off", async () => {
    const texts = { name: "Ten off", heading: "Ten off, for you" }
    const offer = shop.engage.giveOffer(shop.anna, texts)
    shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)
    await shop.engage.goAway()

    const shown = { ...texts, assignment_id: offer.id, promotion_code: "10056" }
    const usable = { applied: true, applicable: true, reason: null }
    const onlyEngageKnows = { expires_on: null, value: null }
    expect(await expectOk(cart.web.listOffers(cart.id))).toMatchObject({
      engage_promotions: [
        { ...shown, ...usable, ...onlyEngageKnows, refused: false },
      ],
      count: 1,
      reason: "engage_unavailable",
    })
    // Without a cart nothing is applied, so there is nothing to show.
    expect((await cart.web.listMyOffers()).status).toBe(503)
    const removed = await expectOk(cart.web.removeOffer(cart.id, offer.id))
    expect(removed.cart).toMatchObject({ total: 110 })
    expect((await cart.web.listOffers(cart.id)).status).toBe(503)
  })

  it("changes nothing on a cart that is an order, or an order that may still be undone", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const another = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const { web, id } = await readyCart(shop, { offers: [offer] })
    await web.order(id)
    const expectRefusals = async (code: ErrorCode) => {
      for (const change of [
        () => linkOffer(shop, web, id, another, "store"),
        () => linkOffer(shop, web, id, another, "admin"),
        () => web.removeOffer(id, offer.id),
      ]) {
        expect(await change()).toEqual(refused(code))
      }
    }

    await expectRefusals("cart_already_completed")
    await shop.expectRow(id, { assignment_id: offer.id, status: "redeemed" })

    await shop.ledger.change(id, {
      status: "claimed",
      run_id: randomUUID(),
      lease_expires_at: new Date(Date.now() + 60_000).toISOString(),
    })
    await expectRefusals("redemption_in_progress")
  })
})
