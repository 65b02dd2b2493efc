import { randomUUID } from "node:crypto"

import { ERROR_SENTENCES, type ErrorCode } from "../../src/errors/catalogue"
import {
  createRedemptionChannel,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import { discountsOf, linkOffer, readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

const DAY_MS = 24 * 60 * 60 * 1000

const daysFromNow = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString()

/** Why an offer cannot be applied to a cart with one shirt. */
const UNUSABLE: {
  name: string
  code: ErrorCode
  offer: Partial<SandboxAssignment> & { code?: string }
}[] = [
  {
    name: "one that is for stores only",
    code: "promotion_not_valid_for_redemption_channel",
    offer: { redemptionChannels: [createRedemptionChannel({ type: "POS" })] },
  },
  {
    name: "one that has expired",
    code: "promotion_expired",
    offer: { expiresOn: daysFromNow(-3) },
  },
  {
    name: "one that is used up",
    code: "promotion_already_redeemed",
    offer: { redeemed: true, redeemedOn: daysFromNow(-3) },
  },
  {
    name: "one that the shop has no promotion for",
    code: "promotion_not_configured",
    offer: { code: "NOBODY-MADE-THIS" },
  },
  {
    name: "one without a value",
    code: "promotion_not_configured",
    offer: { code: "" },
  },
  {
    name: "one whose promotion is automatic",
    code: "promotion_not_configured",
    offer: { code: "AUTOMATIC" },
  },
  {
    name: "one whose promotion is a draft",
    code: "promotion_not_configured",
    offer: { code: "DRAFT" },
  },
  {
    name: "one for things that are not in the cart",
    code: "promotion_not_applicable",
    offer: { code: "MUG-5" },
  },
  {
    name: "one whose rules do not match the cart",
    code: "promotion_not_applicable",
    offer: { code: "DOLLARS-ONLY" },
  },
  {
    name: "one for the till",
    code: "promotion_value_type_unsupported",
    offer: {
      redemptionChannels: [
        createRedemptionChannel({ valueType: "MANUAL", value: "Show this" }),
      ],
    },
  },
]

engageSuite({}, (shop) => {
  /** A cart with one shirt, and a payment that a refusal must not touch. */
  const startedCart = async (customer = shop.anna) => {
    const web = shop.storefront(customer)
    const { id } = await web.createCart()
    await web.chooseShipping(id)
    const { session_id } = await web.startPayment(id)
    return { web, id, session_id }
  }

  const expectUntouched = async (
    shop: TestShop,
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

  it("applies an offer: the discount is on the cart, the row linked", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()

    const answer = await cart.web.applyOffer(cart.id, offer.id)

    expect(answer.status).toBe(200)
    expect(answer.data.cart).toMatchObject({
      id: cart.id,
      total: 100,
      discount_total: 10,
    })
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      assignment_id: offer.id,
      status: "linked",
      order_id: null,
      attempts: [],
    })
    expect(shop.engage.redeemCalls()).toEqual([])
  })

  it("takes an offer off: the discount is gone, the row released", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)

    const answer = await cart.web.removeOffer(cart.id, offer.id)

    expect(answer.status).toBe(200)
    expect(answer.data.cart).toMatchObject({ id: cart.id, total: 110 })
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "released",
      reason: "unlinked",
    })
    await until(() => shop.events.names(cart.id).includes("released"))
    const again = await cart.web.removeOffer(cart.id, offer.id)
    expect(again).toMatchObject({
      status: 400,
      data: { code: "promotion_not_found" },
    })
  })

  it("releases an offer when its code is removed by Medusa's own route", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)

    expect((await cart.web.removeCode(cart.id, "10056")).status).toBe(200)

    expect(await cart.web.cart(cart.id)).toMatchObject({
      total: 110,
      promotions: [],
    })
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "released",
      reason: "unlinked",
    })
    expect((await cart.web.applyOffer(cart.id, offer.id)).status).toBe(200)
  })

  it.each(UNUSABLE)("does not apply $name", async ({ code, offer }) => {
    const { id } = shop.engage.giveOffer(shop.anna, offer)
    const cart = await startedCart()

    expect(await cart.web.applyOffer(cart.id, id)).toEqual(refused(code))

    await expectUntouched(shop, cart)
  })

  it.each([
    ["one that nobody has", "promotion_not_found", () => randomUUID()],
    [
      "another customer's",
      "promotion_not_found",
      ({ engage, anna, bert }: TestShop): string => {
        engage.giveOffer(anna)
        return engage.giveOffer(bert).id
      },
    ],
    [
      "the id of the promotion",
      "assignment_id_is_a_promotion_id",
      ({ engage, anna }: TestShop) => engage.giveOffer(anna).promotionId,
    ],
    [
      "the promotion's external id",
      "assignment_id_is_a_promotion_id",
      ({ engage, anna }: TestShop): string => {
        engage.giveOffer(anna, { externalId: "SO-14034" })
        return "SO-14034"
      },
    ],
    ["something of a path", "promotion_not_found", () => "../../contacts"],
  ] as const)("does not apply %s", async (_name, code, idOf) => {
    const cart = await startedCart()

    expect(await cart.web.applyOffer(cart.id, idOf(shop))).toEqual(
      refused(code)
    )

    await expectUntouched(shop, cart)
  })

  it("does not apply anything to a customer whom Engage does not know", async () => {
    const cart = await startedCart()
    const offer = shop.engage.giveOffer(shop.bert)

    expect(await cart.web.applyOffer(cart.id, offer.id)).toEqual(
      refused("promotion_not_found")
    )
    await expectUntouched(shop, cart)
  })

  it.each(["promotion_not_configured", "promotion_not_applicable"] as const)(
    "refuses it by the admin route too, with %s",
    async (code) => {
      const cart = await startedCart()
      const promotion_code =
        code === "promotion_not_configured" ? "NOBODY-MADE-THIS" : "MUG-5"
      const answer = await shop.admin(
        "POST",
        `/admin/carts/${cart.id}/promotion-assignments`,
        { assignment_id: randomUUID(), promotion_code }
      )

      expect(answer).toEqual(refused(code))
      await expectUntouched(shop, cart)
    }
  )

  it("links by the admin route without asking Engage", async () => {
    const cart = await startedCart()
    const assignment_id = randomUUID()

    const answer = await shop.admin(
      "POST",
      `/admin/carts/${cart.id}/promotion-assignments`,
      { assignment_id, promotion_code: "10056" }
    )

    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({
      promotion_redemption: { assignment_id, status: "linked" },
      cart: { id: cart.id, total: 100 },
    })
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("answers 404 by the admin route for a cart that does not exist", async () => {
    const answer = await shop.admin(
      "POST",
      "/admin/carts/cart_nobody/promotion-assignments",
      { assignment_id: randomUUID(), promotion_code: "10056" }
    )

    expect(answer).toMatchObject({ status: 404, data: { type: "not_found" } })
    expect(await shop.ledger.all()).toEqual([])
  })

  it("does not apply the same offer twice to one cart", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)

    expect(await cart.web.applyOffer(cart.id, offer.id)).toEqual(
      refused("promotion_already_applied")
    )

    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 100 })
    expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "linked" })
  })

  it("does not apply a second assignment of the same promotion to one cart", async () => {
    const first = shop.engage.giveOffer(shop.anna)
    const second = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, first.id)

    expect(await cart.web.applyOffer(cart.id, second.id)).toEqual(
      refused("promotion_already_applied")
    )

    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 100 })
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      assignment_id: first.id,
      status: "linked",
    })
  })

  it("lets two carts have the same assignment", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const carts = [await startedCart(), await startedCart()]

    for (const cart of carts) {
      expect(await linkOffer(shop, cart.web, cart.id, offer)).toMatchObject({
        status: 200,
      })
      expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "linked" })
    }
  })

  it.each([
    ["is away", (shop: TestShop) => shop.engage.goAway()],
    [
      "has a fault",
      (shop: TestShop) =>
        shop.engage.sandbox.setFault({ type: "html", status: 502 }),
    ],
    [
      "does not take our key",
      (shop: TestShop) => shop.engage.sandbox.setFault({ type: "wrong_key" }),
    ],
  ])(
    "answers 503 when Engage %s, and leaves the cart alone",
    async (_, fail) => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await startedCart()
      await fail(shop)

      const answers = [
        await cart.web.applyOffer(cart.id, offer.id),
        await cart.web.listOffers(cart.id),
        await cart.web.listMyOffers(),
      ]

      for (const { status, data } of answers) {
        expect(status).toBe(503)
        expect(data).toMatchObject({
          code: "engage_unavailable",
          message: ERROR_SENTENCES.engage_unavailable,
        })
      }
      expect(await cart.web.cart(cart.id)).toMatchObject({
        total: 110,
        promotions: [],
      })
      expect(await shop.ledger.all()).toEqual([])
    }
  )

  it("takes an offer off while Engage is away", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)
    await shop.engage.goAway()

    expect((await cart.web.removeOffer(cart.id, offer.id)).status).toBe(200)
    expect(await cart.web.cart(cart.id)).toMatchObject({ total: 110 })
  })

  it("lists what is applied while Engage is away, until it is taken off", async () => {
    const offer = shop.engage.giveOffer(shop.anna, {
      name: "Ten off",
      heading: "Ten off, for you",
    })
    shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)
    await shop.engage.goAway()

    const { status, data } = await cart.web.listOffers(cart.id)

    expect(status).toBe(200)
    expect(data).toEqual({
      engage_promotions: [
        {
          assignment_id: offer.id,
          name: "Ten off",
          heading: "Ten off, for you",
          description: null,
          image_url: null,
          link: null,
          expires_on: null,
          value_type: null,
          value: null,
          currency_code: null,
          instruction: null,
          promotion_code: "10056",
          applied: true,
          applicable: true,
          reason: null,
          refused: false,
        },
      ],
      count: 1,
      reason: "engage_unavailable",
    })
    // Without a cart nothing is applied, so there is nothing to show.
    expect((await cart.web.listMyOffers()).status).toBe(503)
    const removed = await cart.web.removeOffer(cart.id, offer.id)
    expect(removed.status).toBe(200)
    expect((await cart.web.listOffers(cart.id)).status).toBe(503)
  })

  it("shows nobody else what is applied while Engage is away", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await startedCart()
    await cart.web.applyOffer(cart.id, offer.id)
    await shop.engage.goAway()
    const bert = shop.storefront(shop.bert)

    expect((await bert.listOffers(cart.id)).status).toBe(404)
    await bert.takeOver(cart.id)
    expect((await bert.listOffers(cart.id)).status).toBe(503)
  })

  describe("on a cart that is an order", () => {
    /** Both ways to link another offer, and taking off the one that is there. */
    const changes = async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const another = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      const { web, id } = await readyCart(shop, { offers: [offer] })
      await web.order(id)
      const change = async () => [
        await linkOffer(shop, web, id, another, "store"),
        await linkOffer(shop, web, id, another, "admin"),
        await web.removeOffer(id, offer.id),
      ]
      return { id, offer, change }
    }

    it("links nothing and takes nothing off", async () => {
      const { id, offer, change } = await changes()

      for (const answer of await change()) {
        expect(answer).toEqual(refused("cart_already_completed"))
      }
      expect(await shop.ledger.row(id)).toMatchObject({
        assignment_id: offer.id,
        status: "redeemed",
      })
    })

    it("says that it is in progress while the order may still be undone", async () => {
      const { id, change } = await changes()
      await shop.ledger.change(id, {
        status: "claimed",
        run_id: randomUUID(),
        lease_expires_at: new Date(Date.now() + 60_000).toISOString(),
      })

      for (const answer of await change()) {
        expect(answer).toEqual(refused("redemption_in_progress"))
      }
    })
  })
})
