import type { CreateCampaignDTO } from "@medusajs/framework/types"

import type {
  AdminManagedPromotionListResponse,
  AdminPromotionEngageResponse,
} from "../../src/types/admin-http"
import { appliedCart, linkedCart, readyCart } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { createPromotion, addPromotions } from "../../testkit/jest/promotions"
import { createRedemption } from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

type Budget = NonNullable<CreateCampaignDTO["budget"]>

/** A budget of money asks for a promotion in the same currency. */
const IN_EUROS = {
  type: "fixed",
  target_type: "order",
  value: 10,
  currency_code: "eur",
} as const

engageSuite({}, (shop) => {
  const promotionId = () => shop.store.promotions["10056"]

  const engageOf = async (id = promotionId()) => {
    const { promotion_engage } = await expectOk(
      shop.operate<AdminPromotionEngageResponse>(
        "GET",
        `/admin/promotions/${id}/engage`
      )
    )
    return promotion_engage
  }

  const decide = (require_assignment: boolean, id = promotionId()) =>
    shop.operate<AdminPromotionEngageResponse>(
      "POST",
      `/admin/promotions/${id}/engage`,
      { require_assignment }
    )

  const listed = (query: string) =>
    expectOk(
      shop.operate<AdminManagedPromotionListResponse>(
        "GET",
        `/admin/managed-promotions?${query}`
      )
    )

  describe("a promotion", () => {
    it("that nobody has linked is unknown to the ledger, and without limits", async () => {
      expect(await engageOf()).toMatchObject({
        promotion_id: promotionId(),
        promotion_code: "10056",
        is_automatic: false,
        is_known: false,
        require_assignment: false,
        awaiting_decision: false,
        source: null,
        engage_promotions: [],
        counts: { redeemed: 0 },
        drafts: [],
        limits: {
          usage_limit: null,
          usage_count: 0,
          budget: null,
          once_per_customer: false,
        },
      })
      // Medusa's own route is left as it is.
      expect(
        await shop.operate("GET", `/admin/promotions/${promotionId()}`)
      ).toMatchObject({ data: { promotion: { id: promotionId() } } })
    })

    it("with limits says how often it can be used, and what of it is left", async () => {
      const each = { type: "use_by_attribute" as const, limit: 1 }
      const budgets: Budget[] = [
        { type: "spend", limit: 500, currency_code: "eur" },
        { ...each, attribute: "customer_id" },
        { ...each, attribute: "customer_email" },
        { ...each, attribute: "customer_id", limit: 2 },
      ]
      const ids = await addPromotions(shop.container, [
        createPromotion("LIMITED", { limit: 1 }),
        ...budgets.map((budget, n) =>
          createPromotion(`BUDGET-${n}`, {
            application_method: IN_EUROS,
            campaign: {
              name: `Autumn ${n}`,
              campaign_identifier: `autumn-${n}`,
              budget,
            },
          })
        ),
      ])
      const cart = await readyCart(shop)
      await cart.web.addCode(cart.id, "LIMITED")
      await cart.web.buy(cart.id)

      const said = []
      for (const id of ids) {
        said.push((await engageOf(id)).limits)
      }

      const unlimited = { usage_limit: null, usage_count: 0 }
      expect(said).toMatchObject([
        { usage_limit: 1, usage_count: 1, budget: null },
        {
          ...unlimited,
          budget: { type: "spend", limit: 500, used: 0, currency_code: "eur" },
          once_per_customer: false,
        },
        {
          ...unlimited,
          budget: { type: "use_by_attribute", limit: 1, currency_code: null },
          once_per_customer: true,
        },
        { once_per_customer: true },
        { once_per_customer: false },
      ])
    })

    it("that was redeemed shows for which Engage promotions, and how often, and its order the cart", async () => {
      const { offer, ...cart } = await linkedCart(shop)
      const { id } = await cart.web.order(cart.id)
      // What the order's page asks for, to tell what staff have given.
      const fields = "fields=cart.id,promotions.id"
      const { data } = await shop.operate(
        "GET",
        `/admin/orders/${id}?${fields}`
      )
      expect(data).toMatchObject({
        order: { cart: { id: cart.id }, promotions: [{ id: promotionId() }] },
      })
      await createRedemption(shop.container, {
        promotion_id: promotionId(),
        engage_promotion_id: offer.promotionId,
      })
      await createRedemption(shop.container, {
        promotion_id: promotionId(),
        created_at: "2020-01-01T00:00:00Z",
      })

      expect(await engageOf()).toMatchObject({
        is_known: true,
        require_assignment: true,
        source: "link",
        engage_promotions: [
          {
            engage_promotion_id: offer.promotionId,
            promotion_name: "Personal offer",
            redemption_count: 2,
            redeemed_count: 1,
            last_seen_at: expect.any(String),
          },
          {
            engage_promotion_id: null,
            promotion_name: null,
            redemption_count: 1,
            redeemed_count: 0,
          },
        ],
        counts: { redeemed: 1, linked: 2 },
      })
    })

    it("is managed from the switch on, and says who used it", async () => {
      const { status, data } = await decide(true)

      expect(status).toBe(200)
      expect(data.promotion_engage).toMatchObject({
        is_known: true,
        require_assignment: true,
        source: "admin",
        decided_by: shop.olga.id,
        decided_at: expect.any(String),
      })
      const { web, id } = await shop.newCart()
      expectRefused(
        await web.addCode(id, "10056"),
        "promotion_requires_assignment"
      )

      await decide(false)
      expect((await web.addCode(id, "10056")).status).toBe(200)
    })

    it("that orders had used freely waits for a decision, which then stands", async () => {
      const guest = await shop.newCart(null)
      await expectOk(guest.web.addCode(guest.id, "10056"))
      await guest.web.chooseShipping(guest.id)
      await guest.web.buy(guest.id)
      expect(await shop.ledger.all()).toEqual([])
      expect(shop.engage.sandbox.calls()).toEqual([])
      const cart = await linkedCart(shop, { contents: {} })

      expect(await engageOf()).toMatchObject({
        awaiting_decision: true,
        require_assignment: false,
      })
      expect(await listed("awaiting_decision=true")).toMatchObject({
        managed_promotions: [
          {
            promotion_id: promotionId(),
            source: "link",
            promotion: { code: "10056", status: "active" },
          },
        ],
        ...{ count: 1, limit: 20, offset: 0 },
      })
      // Meanwhile an offer of it is redeemed, and everybody may use its code.
      await cart.web.order(cart.id)
      await shop.expectRow(cart.id, { status: "redeemed" })
      const next = await shop.newCart(null)
      await expectOk(next.web.addCode(next.id, "10056"))

      await decide(false)
      await appliedCart(shop)
      expect(await engageOf()).toMatchObject({
        awaiting_decision: false,
        require_assignment: false,
        source: "link",
        decided_by: shop.olga.id,
      })
      expect(await listed("awaiting_decision=true")).toMatchObject({ count: 0 })
    })

    it("is not decided on if it is automatic", async () => {
      const { AUTOMATIC } = shop.store.promotions
      expect((await engageOf(AUTOMATIC)).is_automatic).toBe(true)
      expectRefused(await decide(true, AUTOMATIC), "promotion_is_automatic")
    })
  })

  it("lists the promotions that the ledger knows, filtered and paged", async () => {
    await decide(true)
    await decide(false, shop.store.promotions["30-OFF"])
    const list = (query: string) => listed(`order=created_at&${query}`)

    const all = await list("")
    expect(
      all.managed_promotions.map(({ promotion }) => promotion?.code)
    ).toEqual(["10056", "30-OFF"])
    expect(await list("require_assignment=false")).toMatchObject({
      managed_promotions: [{ promotion: { code: "30-OFF" } }],
      count: 1,
    })
    expect(await list("limit=1&offset=1")).toMatchObject({
      managed_promotions: [{ promotion: { code: "30-OFF" } }],
      count: 2,
      limit: 1,
      offset: 1,
    })
    expect((await list("source=plugin")).count).toBe(0)
  })
})
