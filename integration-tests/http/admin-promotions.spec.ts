import type { CreateCampaignDTO } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import type {
  AdminManagedPromotionListResponse,
  AdminPromotionEngageResponse,
  AdminPromotionLimits,
} from "../../src/types/admin-http"
import { readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { createPromotion } from "../../testkit/jest/promotions"
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
  const ask = <T>(method: "GET" | "POST", url: string, data?: unknown) =>
    shop.send<T>({
      method,
      url,
      data,
      headers: { authorization: `Bearer ${shop.olga.token}` },
    })

  const promotionId = () => shop.store.promotions["10056"]

  const engageOf = async (id = promotionId()) => {
    const { status, data } = await ask<AdminPromotionEngageResponse>(
      "GET",
      `/admin/promotions/${id}/engage`
    )
    expect(status).toBe(200)
    return data.promotion_engage
  }

  const decide = (require_assignment: unknown, id = promotionId()) =>
    ask<AdminPromotionEngageResponse>(
      "POST",
      `/admin/promotions/${id}/engage`,
      { require_assignment }
    )

  /** What the order's page asks for, to tell what staff have given. */
  const orderOf = async (id: string) => {
    const fields = "fields=id,cart.id,promotions.id,promotions.code"
    const { order } = await expectOk(
      ask<{
        order: {
          cart?: { id: string } | null
          promotions?: { id: string; code: string }[]
        }
      }>("GET", `/admin/orders/${id}?${fields}`)
    )
    return order
  }

  it("an order that staff drafted with a managed promotion has it, and no cart", async () => {
    await decide(true)
    const { draft_order } = await expectOk(
      ask<{ draft_order: { id: string } }>("POST", "/admin/draft-orders", {
        email: shop.anna.email,
        region_id: shop.store.regions.se,
        sales_channel_id: shop.store.sales_channel_id,
        items: [{ variant_id: shop.store.variants.shirt, quantity: 1 }],
      })
    )
    const path = `/admin/draft-orders/${draft_order.id}`
    await expectOk(ask("POST", `${path}/edit`))
    await expectOk(
      ask("POST", `${path}/edit/promotions`, { promo_codes: ["10056"] })
    )
    await expectOk(ask("POST", `${path}/edit/confirm`))
    await expectOk(ask("POST", `${path}/convert-to-order`))

    const order = await orderOf(draft_order.id)
    expect(order.cart ?? null).toBeNull()
    expect(order.promotions).toEqual([
      expect.objectContaining({ id: promotionId(), code: "10056" }),
    ])
  })

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
        await ask("GET", `/admin/promotions/${promotionId()}`)
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
      const { result } = await createPromotionsWorkflow(shop.container).run({
        input: {
          promotionsData: [
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
          ],
        },
      })
      const cart = await readyCart(shop)
      await cart.web.addCode(cart.id, "LIMITED")
      await cart.web.startPayment(cart.id)
      await cart.web.order(cart.id)

      const said: Record<string, AdminPromotionLimits> = {}
      for (const { id, code } of result) {
        said[code!] = (await engageOf(id)).limits
      }

      const unlimited = { usage_limit: null, usage_count: 0 }
      expect(said).toMatchObject({
        LIMITED: { usage_limit: 1, usage_count: 1, budget: null },
        "BUDGET-0": {
          ...unlimited,
          budget: { type: "spend", limit: 500, used: 0, currency_code: "eur" },
          once_per_customer: false,
        },
        "BUDGET-1": {
          ...unlimited,
          budget: { type: "use_by_attribute", limit: 1, currency_code: null },
          once_per_customer: true,
        },
        "BUDGET-2": { once_per_customer: true },
        "BUDGET-3": { once_per_customer: false },
      })
    })

    it("that was redeemed shows for which Engage promotions, and how often, and its order the cart", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const { id } = await cart.web.order(cart.id)
      expect(await orderOf(id)).toMatchObject({
        cart: { id: cart.id },
        promotions: [{ id: promotionId() }],
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
      const web = shop.storefront()
      const { id } = await web.createCart()
      expect((await web.addCode(id, "10056")).data.code).toBe(
        "promotion_requires_assignment"
      )

      await decide(false)
      expect((await web.addCode(id, "10056")).status).toBe(200)
    })

    it("that orders had used freely waits for a decision, which then stands", async () => {
      const web = shop.storefront()
      const used = await readyCart(shop)
      await web.addCode(used.id, "10056")
      await web.startPayment(used.id)
      await web.order(used.id)
      const link = async () => {
        const { id } = await web.createCart()
        await web.applyOffer(id, shop.engage.giveOffer(shop.anna).id)
      }
      await link()
      const waiting = () =>
        ask<AdminManagedPromotionListResponse>(
          "GET",
          "/admin/managed-promotions?awaiting_decision=true"
        )

      expect(await engageOf()).toMatchObject({
        awaiting_decision: true,
        require_assignment: false,
      })
      expect((await waiting()).data).toMatchObject({
        managed_promotions: [
          {
            promotion_id: promotionId(),
            source: "link",
            promotion: { id: promotionId(), code: "10056", status: "active" },
          },
        ],
        count: 1,
        limit: 20,
        offset: 0,
      })

      await decide(false)
      await link()
      expect(await engageOf()).toMatchObject({
        awaiting_decision: false,
        require_assignment: false,
        source: "link",
        decided_by: shop.olga.id,
      })
      expect((await waiting()).data).toMatchObject({ count: 0 })
    })

    it("is decided on by yes or no, if it is there and not automatic", async () => {
      for (const yes of [undefined, "yes", null]) {
        expect((await decide(yes)).status).toBe(400)
      }
      const { AUTOMATIC } = shop.store.promotions
      expect((await engageOf(AUTOMATIC)).is_automatic).toBe(true)
      expect((await decide(true, AUTOMATIC)).data.code).toBe(
        "promotion_is_automatic"
      )
      for (const answer of [
        await ask("GET", "/admin/promotions/promo_nobody/engage"),
        await decide(true, "promo_nobody"),
      ]) {
        expect(answer.status).toBe(404)
      }
    })
  })

  it("lists the promotions that the ledger knows, filtered and paged", async () => {
    await decide(true)
    await decide(false, shop.store.promotions["30-OFF"])
    const list = async (query: string) => {
      const { status, data } = await ask<AdminManagedPromotionListResponse>(
        "GET",
        `/admin/managed-promotions?order=created_at&${query}`
      )
      expect(status).toBe(200)
      return data
    }

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
    expect(
      (await ask("GET", "/admin/managed-promotions?order=provided_for")).status
    ).toBe(400)
  })
})
