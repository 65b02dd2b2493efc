import { dayIn } from "../../src/modules/promotion-redemption/engage/draft"
import type {
  CreateCampaignDTO,
  CreatePromotionDTO,
} from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import type {
  AdminCustomerEngagePromotionListResponse,
  AdminEngageDraftResponse,
  AdminManagedPromotionListResponse,
  AdminPromotionEngageResponse,
} from "../../src/types/admin-http"
import { readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import {
  registerOperator,
  type TestOperator,
} from "../../testkit/jest/operators"
import { createPromotion } from "../../testkit/jest/promotions"
import { createRedemption } from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

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

  /** The id of a promotion with limits, and the code LIMITED. */
  const limited = async (limits: Partial<CreatePromotionDTO>) => {
    const { result } = await createPromotionsWorkflow(shop.container).run({
      input: { promotionsData: [createPromotion("LIMITED", limits)] },
    })
    return result[0]!.id
  }

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
      {
        require_assignment,
      }
    )

  describe("an order", () => {
    // What the order's page asks for, to tell what staff have given.
    const FIELDS = "fields=id,cart.id,promotions.id,promotions.code"

    type Told = {
      order: {
        cart?: { id: string } | null
        promotions?: { id: string; code: string }[]
      }
    }

    const told = async (id: string) =>
      (await expectOk(ask<Told>("GET", `/admin/orders/${id}?${FIELDS}`))).order

    it("that staff drafted with a managed promotion has it, and no cart", async () => {
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

      const order = await told(draft_order.id)
      expect(order.cart ?? null).toBeNull()
      expect(order.promotions).toEqual([
        expect.objectContaining({ id: promotionId(), code: "10056" }),
      ])
    })

    it("that a customer placed has its cart", async () => {
      const cart = await readyCart(shop, {
        offers: [shop.engage.giveOffer(shop.anna)],
      })
      const { id } = await cart.web.order(cart.id)

      expect(await told(id)).toMatchObject({
        cart: { id: cart.id },
        promotions: [{ id: promotionId() }],
      })
    })
  })

  describe("a promotion", () => {
    it("that nobody has linked is unknown to the ledger", async () => {
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
      })
    })

    it("without limits says so", async () => {
      expect((await engageOf()).limits).toEqual({
        usage_limit: null,
        usage_count: 0,
        budget: null,
        once_per_customer: false,
      })
    })

    it("with a usage limit says how often it can be used, and has been", async () => {
      const id = await limited({ limit: 1 })
      const cart = await readyCart(shop)
      await cart.web.addCode(cart.id, "LIMITED")
      await cart.web.startPayment(cart.id)
      await cart.web.order(cart.id)

      expect((await engageOf(id)).limits).toMatchObject({
        usage_limit: 1,
        usage_count: 1,
        budget: null,
      })
    })

    it.each([
      [
        { type: "spend", limit: 500, currency_code: "eur" },
        {
          budget: { type: "spend", limit: 500, used: 0, currency_code: "eur" },
          once_per_customer: false,
        },
      ],
      [
        { type: "use_by_attribute", attribute: "customer_id", limit: 1 },
        {
          budget: { type: "use_by_attribute", limit: 1, currency_code: null },
          once_per_customer: true,
        },
      ],
      [
        { type: "use_by_attribute", attribute: "customer_email", limit: 1 },
        { once_per_customer: true },
      ],
      [
        { type: "use_by_attribute", attribute: "customer_id", limit: 2 },
        { once_per_customer: false },
      ],
    ] as const)(
      "with a budget %j says what of it is left",
      async (budget, said) => {
        const id = await limited({
          application_method: IN_EUROS,
          campaign: {
            name: "Autumn",
            campaign_identifier: "autumn",
            budget: budget as NonNullable<CreateCampaignDTO["budget"]>,
          },
        })

        expect((await engageOf(id)).limits).toMatchObject(said)
      }
    )

    it("that was redeemed shows for which Engage promotions, and how often", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await cart.web.order(cart.id)
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

    it("has one decision when two operators decide at once", async () => {
      const answers = await Promise.all([
        decide(true),
        shop.send<AdminPromotionEngageResponse>({
          method: "POST",
          url: `/admin/promotions/${promotionId()}/engage`,
          data: { require_assignment: false },
          headers: { authorization: `Bearer ${shop.otto.token}` },
        }),
      ])

      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const { require_assignment, decided_by } = await engageOf()
      expect(decided_by).toBe(require_assignment ? shop.olga.id : shop.otto.id)
    })

    it("that is automatic cannot be managed", async () => {
      const id = shop.store.promotions.AUTOMATIC

      expect((await engageOf(id)).is_automatic).toBe(true)
      expect(await decide(true, id)).toMatchObject({
        status: 400,
        data: { code: "promotion_is_automatic" },
      })
    })

    it.each([undefined, "yes", null])(
      "refuses %j as a decision",
      async (yes) => {
        expect((await decide(yes)).status).toBe(400)
      }
    )

    it("that is not there is answered with 404", async () => {
      for (const answer of [
        await ask("GET", "/admin/promotions/promo_nobody/engage"),
        await decide(true, "promo_nobody"),
        await ask("POST", "/admin/promotions/promo_nobody/engage/draft", DRAFT),
      ]) {
        expect(answer.status).toBe(404)
      }
    })

    it("leaves Medusa's own routes as they are", async () => {
      const { status, data } = await ask<{ promotion: { id: string } }>(
        "GET",
        `/admin/promotions/${promotionId()}`
      )

      expect(status).toBe(200)
      expect(data.promotion.id).toBe(promotionId())
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

  const DRAFT = {
    name: "Autumn 2026",
    heading: "10 % off",
    assigned_validity: { unit: "Months", amount: 3 },
  }

  describe("a draft", () => {
    const draft = (data: unknown = DRAFT, id = promotionId()) =>
      ask<AdminEngageDraftResponse>(
        "POST",
        `/admin/promotions/${id}/engage/draft`,
        data
      )

    const fault = (status: number) =>
      shop.engage.sandbox.setFault({
        type: "status",
        operation: "draft",
        status,
      })

    const draftCalls = () => shop.engage.sandbox.calls({ operation: "draft" })

    it("is created in Engage with the promotion's code", async () => {
      const { status, data } = await draft()

      expect(status).toBe(200)
      const [created] = shop.engage.sandbox.state().promotions
      expect(created).toMatchObject({
        status: "Draft",
        externalId: data.draft.id,
        validity: {
          startDate: dayIn("Europe/Stockholm", new Date()),
          assignedValidity: { unit: "Months", amount: 3 },
        },
        name: "Autumn 2026",
        heading: "10 % off",
        redemptionChannels: [
          { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
        ],
      })
      expect(data.draft).toMatchObject({
        status: "created",
        engage_promotion_id: created?.promotionId,
        name: "Autumn 2026",
        created_by: shop.olga.id,
      })
      expect((await engageOf()).drafts).toEqual([data.draft])
    })

    it("is not sent twice when two operators press at once", async () => {
      shop.engage.sandbox.setFault({
        type: "delay_after_save",
        operation: "draft",
        ms: 1000,
      })

      const answers = await Promise.all([draft(), draft()])

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(answers.find(({ status }) => status === 400)?.data.code).toBe(
        "draft_in_progress"
      )
      expect(draftCalls()).toHaveLength(1)
    })

    it("has an external id of its own each time: a second one is taken too", async () => {
      expect((await draft()).status).toBe(200)
      expect((await draft()).status).toBe(200)
      const ids = shop.engage.sandbox
        .state()
        .promotions.map(({ externalId }) => externalId)
      expect(new Set(ids).size).toBe(2)
    })

    it("may end on the day on which it begins", async () => {
      const today = dayIn("Europe/Stockholm", new Date())
      const body = { name: "One day", end_date: today }

      expect((await draft(body)).status).toBe(200)
      expect(shop.engage.sandbox.state().promotions).toMatchObject([
        { validity: { startDate: today, endDate: today } },
      ])
      expect(await draft({ ...body, end_date: "2020-01-01" })).toMatchObject({
        status: 400,
        data: { type: "invalid_data" },
      })
    })

    it("that a lost answer hides is found by its external id", async () => {
      shop.engage.sandbox.setFault({
        type: "reset_after_save",
        operation: "draft",
      })

      const { status, data } = await draft()

      expect(status).toBe(200)
      expect(data.draft).toMatchObject({
        status: "created",
        engage_promotion_id:
          shop.engage.sandbox.state().promotions[0]?.promotionId,
      })
      expect(draftCalls()).toHaveLength(1)
    })

    it("is found when it is asked for again, and not sent a second time", async () => {
      const { sandbox } = shop.engage
      sandbox.setFault({ type: "reset_after_save", operation: "draft" })
      sandbox.setFault({ type: "status", status: 503, operation: "find_draft" })
      expect((await draft()).data.code).toBe("draft_outcome_unknown")
      sandbox.clearFaults()

      const { status, data } = await draft()

      expect(status).toBe(200)
      expect(data.draft.status).toBe("created")
      expect(draftCalls()).toHaveLength(1)
      expect((await engageOf()).drafts).toEqual([data.draft])
    })

    it("that Engage does not have, long after its call, is sent again", async () => {
      fault(502)
      await draft()
      shop.engage.sandbox.clearFaults()
      await shop.sql("engage_promotion_draft").update({
        created_at: shop.sql.raw("now() - interval '3 minutes'"),
      })

      expect((await draft()).status).toBe(200)
      expect(draftCalls()).toHaveLength(2)
      expect((await engageOf()).drafts).toMatchObject([
        { status: "created" },
        { status: "failed", http_status: 502 },
      ])
    })

    it("is not sent again while nobody has looked what became of it", async () => {
      fault(502)
      expect((await draft()).data.code).toBe("draft_outcome_unknown")
      shop.engage.sandbox.clearFaults()

      expect((await draft()).data.code).toBe("draft_outcome_unknown")
      expect(draftCalls()).toHaveLength(1)
      expect((await engageOf()).drafts).toMatchObject([
        { status: "unknown", http_status: 502 },
      ])

      const { status } = await draft({ ...DRAFT, despite_unknown: true })
      expect(status).toBe(200)
      expect((await engageOf()).drafts).toMatchObject([
        { status: "created" },
        { status: "unknown" },
      ])
      expect((await draft()).status).toBe(200)
    })

    it.each([
      [400, 400, "draft_refused"],
      [401, 400, "engage_set_up_wrongly"],
      [429, 503, "engage_unavailable"],
    ])(
      "that Engage answers with %i is answered with %i %s",
      async (engage, status, code) => {
        fault(engage)

        expect(await draft()).toMatchObject({ status, data: { code } })
        expect((await engageOf()).drafts).toMatchObject([
          { status: "failed", http_status: engage },
        ])
        shop.engage.sandbox.clearFaults()
        expect((await draft()).status).toBe(200)
      }
    )

    it("is surely not there when Engage cannot be reached", async () => {
      await shop.engage.goAway()

      expect(await draft()).toMatchObject({
        status: 503,
        data: { code: "engage_unavailable" },
      })
    })

    it("is not created for an automatic promotion, nor when switched off", async () => {
      expect(
        (await draft(DRAFT, shop.store.promotions.AUTOMATIC)).data.code
      ).toBe("promotion_is_automatic")
      await shop.ledger.setOptions({ enabled: false })
      expect((await draft()).data.code).toBe("engage_not_configured")
    })

    it.each([
      {},
      { name: "x" },
      { ...DRAFT, name: "" },
      { ...DRAFT, end_date: "2099-01-01" },
      { ...DRAFT, assigned_validity: { unit: "Weeks", amount: 3 } },
      { ...DRAFT, start_date: "2026-09-01T00:00:00Z" },
      { ...DRAFT, assigned_validity: { unit: "Months", amount: 0 } },
      { ...DRAFT, link: "javascript:alert(1)" },
      { ...DRAFT, description: "a\0b" },
      { ...DRAFT, start_date: "soon" },
      { name: "x", start_date: "2026-02-01", end_date: "2026-01-01" },
      { ...DRAFT, apikey: "x" },
    ])("refuses %j", async (body) => {
      expect(await draft(body)).toMatchObject({
        status: 400,
        data: { type: "invalid_data" },
      })
      expect(draftCalls()).toEqual([])
    })
  })

  describe("a customer", () => {
    const offersOf = (id: string) =>
      ask<AdminCustomerEngagePromotionListResponse>(
        "GET",
        `/admin/customers/${id}/engage-promotions`
      )

    it("has their offers as Engage has them now", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
      const unknown = shop.engage.giveOffer(shop.anna, { code: "NOT-THERE" })
      shop.engage.giveOffer(shop.bert)

      const { status, data } = await offersOf(shop.anna.id)

      expect(status).toBe(200)
      expect(data).toMatchObject({
        count: 2,
        contact_id: shop.engage.contactId(shop.anna),
        reason: null,
      })
      expect(
        data.engage_promotions.map(({ assignment_id, applicable, reason }) => ({
          assignment_id,
          applicable,
          reason,
        }))
      ).toEqual([
        { assignment_id: offer.id, applicable: true, reason: null },
        {
          assignment_id: unknown.id,
          applicable: false,
          reason: "promotion_not_configured",
        },
      ])
      expect(data.engage_promotions[0]).not.toHaveProperty("applied")
    })

    it("that Engage does not know has no contact", async () => {
      const { data } = await offersOf(shop.anna.id)

      expect(data).toEqual({
        engage_promotions: [],
        count: 0,
        contact_id: null,
        reason: "contact_not_found",
      })
    })

    it("whose address is not verified has not been looked for in Engage", async () => {
      const stranger = await shop.register({
        email: "not-verified@example.com",
        verified: false,
      })
      shop.engage.giveOffer(stranger)

      const { data } = await offersOf(stranger.id)

      expect(data).toMatchObject({
        contact_id: null,
        reason: "verification_required",
      })
      expect(shop.engage.sandbox.calls()).toEqual([])
    })

    it("whom Engage has twice has no contact, and it is said why", async () => {
      shop.engage.giveOffer(shop.anna)
      shop.engage.sandbox.addContact({
        contactId: "twin",
        email: shop.anna.email,
      })

      const { data } = await offersOf(shop.anna.id)

      expect(data).toMatchObject({
        contact_id: null,
        reason: "contact_ambiguous",
      })
    })

    it("cannot be asked for while Engage is away", async () => {
      await shop.engage.goAway()

      expect(await offersOf(shop.anna.id)).toMatchObject({
        status: 503,
        data: { code: "engage_unavailable" },
      })
    })

    it("that is not there is answered with 404", async () => {
      expect((await offersOf("cus_nobody")).status).toBe(404)
      expect((await offersOf("%00")).status).toBe(404)
    })
  })
})
