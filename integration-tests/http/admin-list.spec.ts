import { randomUUID } from "node:crypto"

import { Modules } from "@medusajs/framework/utils"

import { detail, listRedemptions } from "../../testkit/jest/acting"
import { linkedCart } from "../../testkit/jest/checkout"
import {
  createRedemption,
  type RedemptionInput,
} from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

const LIST = "/admin/promotion-redemptions"

engageSuite({}, (shop) => {
  const create = (input: RedemptionInput) =>
    createRedemption(shop.container, input)

  const list = (query?: string) => listRedemptions(shop, query)

  const idsOf = async (query?: string) =>
    (await list(query)).promotion_redemptions.map(({ id }) => id)

  const expectFound = async (q: string, ids: string[]) =>
    expect({ q, found: await idsOf(`?q=${q}`) }).toEqual({ q, found: ids })

  it("has what needs an operator first, then the newest", async () => {
    const old = await create({ created_at: "2026-01-01T00:00:00Z" })
    const attention = await create({
      status: "attention",
      created_at: "2025-01-01T00:00:00Z",
    })
    const fresh = await create({ created_at: "2026-02-01T00:00:00Z" })

    expect(await list()).toMatchObject({ count: 3, limit: 20, offset: 0 })
    expect(await idsOf()).toEqual([attention, fresh, old])
  })

  it("shows what was promised, to whom and for which order, and each redemption every call", async () => {
    const { offer, ...cart } = await linkedCart(shop)
    shop.engage.onRedeem({ type: "status", status: 503 })
    const order = await cart.web.order(cart.id)
    shop.engage.sandbox.clearFaults()
    await shop.ledger.reconcile()
    const shown = {
      assignment_id: offer.id,
      status: "redeemed",
      reason: null,
      promotion_code: "10056",
      discount_amount: 10,
      currency_code: "eur",
      redeemed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      order: expect.objectContaining({
        id: order.id,
        display_id: order.display_id,
        currency_code: "eur",
      }),
      customer: expect.objectContaining({
        id: shop.anna.id,
        email: shop.anna.email,
      }),
    }

    const { promotion_redemptions } = await list()

    expect(promotion_redemptions).toEqual([expect.objectContaining(shown)])
    const [row] = promotion_redemptions
    expect(row).not.toHaveProperty("run_id")
    expect(await detail(shop, row!.id)).toMatchObject({
      ...shown,
      cart: { id: cart.id, completed_at: expect.any(String) },
      promotion: { id: shop.store.promotions["10056"], code: "10056" },
      attempts: [
        {
          operation: "redeem",
          trigger: "checkout",
          outcome: "unavailable",
          http_status: 503,
          duration_ms: expect.any(Number),
        },
        { operation: "verify", trigger: "retry", outcome: "not_redeemed" },
        { operation: "redeem", trigger: "retry", outcome: "redeemed" },
      ],
      actions: [],
      available_actions: [],
    })
  })

  it("shows of an order what was tried on its cart before, and which order came later", async () => {
    const { offer, ...cart } = await linkedCart(shop)
    const order = await cart.web.order(cart.id)
    const used = await shop.ledger.row(cart.id)
    const refused = {
      status: "rejected",
      customer_id: shop.anna.id,
      created_at: "2026-01-01T00:00:00Z",
    } as const
    const ofCart = { ...refused, cart_id: cart.id }
    const other = await create(ofCart)
    const sameOffer = await create({
      ...{ ...ofCart, assignment_id: offer.id },
      created_at: "2026-01-02T00:00:00Z",
    })
    // Of another cart: none of this order's.
    await create(refused)

    const ofOrder = await list(`?of_order=${order.id}&order=created_at`)

    const of = { id: order.id, display_id: order.display_id }
    expect(ofOrder).toMatchObject({
      promotion_redemptions: [
        { id: other, order: null, later_order: of },
        { id: sameOffer, order: null, later_order: null },
        { id: used.id, order: of, later_order: null },
      ],
      count: 3,
    })
    expect(await detail(shop, other)).toMatchObject({ later_order: of })
    const all = [other, sameOffer, used.id]
    for (const q of [`%23${order.display_id}`, order.id]) {
      expect(await idsOf(`?q=${q}&order=created_at`)).toEqual(all)
    }
  })

  it("finds what waits for a decision on giving back, what was given back, and what a person settled", async () => {
    const of = (order_id: string, columns: RedemptionInput) =>
      create({
        status: "redeemed",
        order_id,
        order_outcome: "canceled",
        order_outcome_at: "2026-03-01T12:00:00Z",
        ...columns,
      })
    const at = (created_at: string) => ({ created_at })
    const attention = await create({
      status: "attention",
      ...at("2026-01-01T00:00:00Z"),
    })
    const undecided = await of("order_1", at("2026-01-02T00:00:00Z"))
    const givenBack = await of("order_2", { reassign_status: "reassigned" })
    const declined = await of("order_3", {
      reassign_status: "declined",
      resolution: "not_given_back",
    })
    const part = await of("order_4", {
      order_outcome: "partly_returned",
      ...at("2027-01-01T00:00:00Z"),
    })

    for (const [query, ids] of [
      ["state=give_back_undecided", [undecided]],
      ["state=given_back", [givenBack]],
      ["state=settled_by_hand", [declined]],
      ["state=needs_decision", [undecided, attention]],
      ["state[]=given_back&state[]=settled_by_hand&status=linked", []],
    ] as const) {
      expect(await idsOf(`?${query}`)).toEqual(ids)
    }
    // What asks for a decision is at the head of the queue.
    const queue = await idsOf()
    expect(queue.slice(0, 3)).toEqual([undecided, attention, part])

    expect((await shop.admin("GET", `${LIST}/summary`)).data).toMatchObject({
      summary: {
        states: {
          needs_decision: 2,
          give_back_undecided: 1,
          given_back: 1,
          settled_by_hand: 1,
        },
      },
    })
    expect((await shop.admin("GET", `${LIST}/health`)).data).toMatchObject({
      health: {
        give_back: { count: 1, oldest_at: "2026-03-01T12:00:00.000Z" },
        attention: { count: 1 },
      },
    })
  })

  it("shows a redemption whose order and customer are not there", async () => {
    const id = await create({ order_id: "order_gone", customer_id: null })

    const { promotion_redemptions } = await list(
      "?fields=id,*order,*customer,*cart"
    )
    expect(promotion_redemptions).toMatchObject([{ id }])
    expect(promotion_redemptions[0]?.order ?? null).toBeNull()
    expect(promotion_redemptions[0]?.customer ?? null).toBeNull()
  })

  it("filters by each column, by one value or by several, and by times", async () => {
    const values = {
      status: "rejected",
      reason: "promotion_expired",
      channel: "POS",
      order_id: "order_1",
      cart_id: "cart_1",
      customer_id: "cus_1",
      promotion_id: "promo_1",
      engage_promotion_id: "engage_1",
      assignment_id: "assignment_1",
    } as const
    const january = await create({
      ...values,
      created_at: "2026-01-15T12:00:00Z",
      status_changed_at: "2026-03-01T00:00:00Z",
    })
    const february = await create({
      created_at: "2026-02-15T12:00:00Z",
      status_changed_at: "2026-04-01T00:00:00Z",
    })

    for (const [column, value] of Object.entries(values)) {
      const other = column === "status" ? "claimed" : "another"
      const several = `?${column}[]=${other}&${column}[]=${value}`
      expect(await idsOf(several)).toEqual([january])
      expect(await idsOf(`?${column}=${other}`)).toEqual([])
    }
    expect(
      await idsOf("?status=rejected&reason=promotion_expired&channel=POS")
    ).toEqual([january])
    expect(await idsOf("?status=rejected&channel=ECOM")).toEqual([])
    expect(await idsOf("?created_at[$gte]=2026-02-01")).toEqual([february])
    expect(
      await idsOf(
        "?created_at[$gt]=2026-01-01T00:00:00.000Z&created_at[$lte]=2026-01-31"
      )
    ).toEqual([january])
    expect(await idsOf("?status_changed_at[$lt]=2026-03-02")).toEqual([january])
  })

  it("finds by the beginning of an assignment's id or a code, and by a part of an offer's name", async () => {
    const id = await create({
      assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
      promotion_code: "Autumn_26",
      promotion_name: "Five euro off",
      promotion_heading: "Take five",
    })
    const other = await create({
      assignment_id: "bb%",
      promotion_code: "AUTUMNX26",
      promotion_name: "Twenty-five dollars off",
    })

    const parts = ["bb247ef7-80bb", "autumn_", id]
    for (const q of [...parts, "five%20EURO", "euro", "ake%20FIVE"]) {
      await expectFound(q, [id])
    }
    await expectFound("FIVE", [other, id])
    await expectFound("80bb", [])
    expect((await list(`?q=${id}`)).promotion_redemptions).toMatchObject([
      { promotion_name: "Five euro off", promotion_code: "Autumn_26" },
    ])
  })

  it("finds by an order's number or id, and by a customer's address or name", async () => {
    const cart = await linkedCart(shop)
    const order = await cart.web.order(cart.id)
    const { id } = await shop.ledger.row(cart.id)
    await create({
      customer_id: shop.bert.id,
      promotion_code: `${order.display_id}-OTHER`,
      promotion_name: `${order.display_id} off`,
      assignment_id: `${order.display_id}${randomUUID()}`,
    })
    await shop.container
      .resolve(Modules.CUSTOMER)
      .updateCustomers(shop.anna.id, {
        first_name: "Annika",
        last_name: "Lindqvist",
      })

    for (const q of [
      String(order.display_id),
      `%23${order.display_id}`,
      order.id,
      cart.id,
      shop.anna.email.toUpperCase(),
      // A part of the address.
      "nna@exam",
      "lindq",
      "annika%20LINDQVIST",
      "Lindqvist%20Annika",
    ]) {
      await expectFound(q, [id])
    }
    for (const q of [
      "nobody@example.com",
      "annika%20nobody",
      "_nna",
      "%25",
      "99999999999999999999",
    ]) {
      await expectFound(q, [])
    }
  })

  it("sorts and pages", async () => {
    const add = (discount_amount: number) =>
      create({ discount_amount, currency_code: "eur" })
    const [three, one, two] = [await add(3), await add(1), await add(2)]

    expect(await idsOf("?order=discount_amount")).toEqual([one, two, three])
    const firstTwo = await idsOf("?order=-discount_amount&limit=2")
    expect(firstTwo).toEqual([three, two])
    expect(
      await list("?order=-discount_amount&limit=2&offset=2")
    ).toMatchObject({
      promotion_redemptions: [{ id: one }],
      ...{ count: 3, limit: 2, offset: 2 },
    })
  })
})
