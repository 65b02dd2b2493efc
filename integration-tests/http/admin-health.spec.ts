import type { SandboxFault } from "../../packages/engage-sandbox/src"
import type {
  AdminCustomerEngagePromotionListResponse,
  AdminEngageCheckResponse,
  AdminPromotionRedemptionHealthResponse,
} from "../../src/types/admin-http"
import { createRedemption } from "../../testkit/jest/redemptions"
import { expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

const LIST = "/admin/promotion-redemptions"

engageSuite({}, (shop) => {
  const read = <T>(url: string) => expectOk(shop.admin<T>("GET", url))
  const health = async () =>
    (await read<AdminPromotionRedemptionHealthResponse>(`${LIST}/health`))
      .health
  const check = async (customer = shop.anna.id) =>
    (
      await read<AdminEngageCheckResponse>(
        `${LIST}/check?customer=${encodeURIComponent(customer)}`
      )
    ).engage_check

  /** What is wrong, by what the check of a customer and the health call it. */
  const WRONG: [SandboxFault, string, number, string][] = [
    [{ type: "wrong_key" }, "key_refused", 401, "key_refused"],
    [{ type: "html", status: 404 }, "wrong_address", 404, "misconfigured"],
    [{ type: "status", status: 503 }, "unreachable", 503, "unreachable"],
    [
      { type: "refuse", code: "InvalidSystemConfiguration" },
      ...(["tenant_set_up_wrongly", 500, "misconfigured"] as const),
    ],
  ]

  it.each([
    ["find_contact", "contact_lookup"],
    ["list", "promotions_list"],
  ] as const)(
    "the check and the health name what is wrong with Engage's %s",
    async (operation, step) => {
      shop.engage.giveOffer(shop.anna)
      for (const [fault, finding, http_status, status] of WRONG) {
        shop.engage.sandbox.clearFaults()
        shop.engage.sandbox.setFault({ ...fault, operation })
        const wrong = { step, finding, http_status }

        expect((await check()).steps.at(-1)).toEqual(wrong)
        const { engage } = await health()
        expect(engage).toMatchObject({ status, http_status })
        expect(engage.steps.filter((one) => one.finding !== "ok")).toEqual([
          wrong,
        ])
      }
    }
  )

  it("the check and the health ask with the shop's own contact type", async () => {
    const { contactLookup } = await shop.ledger.service.getOptions()
    await shop.ledger.setOptions({
      contactLookup: { ...contactLookup, contactType: "Member" },
    })
    const finding = "contact_type_unknown"
    const wrong = { step: "contact_lookup", finding, http_status: 400 }

    expect((await check()).steps.at(-1)).toEqual(wrong)
    expect((await health()).engage).toMatchObject({
      status: "misconfigured",
      http_status: 400,
      steps: [wrong, { step: "promotions_list", finding: "ok" }],
    })
  })

  describe("why a customer is not shown an offer", () => {
    /** The last step, which is the first that finds something wrong. */
    const lastStep = async (customer?: string) => {
      const { step, finding } = (await check(customer)).steps.at(-1)!
      return `${step}: ${finding}`
    }

    it("is that nothing is wrong, by the customer's id or address", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { name: "Ten off" })
      const before = shop.engage.sandbox.state()
      const usable = { applicable: true, reason: null, missing_currencies: [] }

      for (const customer of [shop.anna.id, shop.anna.email.toUpperCase()]) {
        const { steps, ...found } = await check(customer)

        expect(found).toMatchObject({
          customer_id: shop.anna.id,
          contact_id: shop.engage.contactId(shop.anna),
          engage_promotions: [
            { assignment_id: offer.id, name: "Ten off", ...usable },
          ],
        })
        expect(steps).toEqual(
          ["customer", "contact_lookup", "promotions_list", "offers"].map(
            (step) => ({ step, finding: "ok", http_status: null })
          )
        )
      }
      expect(shop.engage.sandbox.state()).toEqual(before)
    })

    it("is told of an address in any letter case, and of no other that looks alike", async () => {
      const email = "Mixed.Case_1@example.com"
      const { id } = await shop.register({ email })
      await shop.register({ email: "mixed.caseX1@example.com" })

      for (const customer of [email, email.toLowerCase(), ` ${email} `]) {
        expect((await check(customer)).customer_id).toBe(id)
      }
      const { status } = await shop.admin(
        "GET",
        `${LIST}/check?customer=mixed.case%25@example.com`
      )
      expect(status).toBe(404)
    })

    it("is that there is nothing to ask Engage by", async () => {
      const stranger = await shop.register({
        email: "unverified-check@example.com",
        verified: false,
      })
      expect(await lastStep(stranger.id)).toBe(
        "customer: verification_required"
      )
      await shop.ledger.setOptions({
        contactLookup: {
          by: "custom_key",
          field: { metadata: "member_number" },
          cacheSeconds: 0,
        },
      })
      expect(await lastStep()).toBe("customer: nothing_to_look_up_by")
      await shop.ledger.setOptions({ enabled: false })
      expect(await lastStep()).toBe("customer: switched_off")
      expect(shop.engage.sandbox.calls()).toEqual([])
    })

    it("is that Engage has no contact, two, or no promotion for them", async () => {
      expect(await lastStep()).toBe("contact_lookup: contact_not_found")
      const offer = shop.engage.giveOffer(shop.anna)
      shop.engage.sandbox.removeAssignment(offer.id)
      expect(await lastStep()).toBe("promotions_list: no_promotions")
      shop.engage.sandbox.addContact({
        contactId: "twin",
        email: shop.anna.email,
      })
      expect(await lastStep()).toBe("contact_lookup: contact_ambiguous")
    })

    it("is what each offer lacks", async () => {
      const give = (offer: Parameters<typeof shop.engage.giveOffer>[1]) =>
        shop.engage.giveOffer(shop.anna, offer).id
      const money = (amount: number, currency: string) =>
        give({ channel: { valueType: "MONEY", value: { amount, currency } } })
      const expected: Record<string, [string | null, string[]]> = {
        [give({ channel: { type: "POS" } })]: [
          "promotion_not_valid_for_redemption_channel",
          [],
        ],
        [give({ code: "NOT-THERE" })]: ["promotion_not_configured", []],
        [give({ expiresOn: "2020-01-31" })]: ["promotion_expired", []],
        [money(5, "USD")]: ["promotion_currency_mismatch", ["eur", "nok"]],
      }
      expect(await lastStep()).toBe("offers: none_usable")
      expected[money(5, "EUR")] = [null, ["nok"]]

      const { steps, engage_promotions } = await check()

      expect(steps.at(-1)).toMatchObject({ step: "offers", finding: "ok" })
      expect(
        Object.fromEntries(
          engage_promotions.map((offer) => [
            offer.assignment_id,
            [offer.reason, offer.missing_currencies],
          ])
        )
      ).toEqual(expected)
    })
  })

  describe("a customer's page", () => {
    const offersOf = (id: string) =>
      shop.admin<AdminCustomerEngagePromotionListResponse>(
        "GET",
        `/admin/customers/${id}/engage-promotions`
      )

    it("has their offers as Engage has them now", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
      const unknown = shop.engage.giveOffer(shop.anna, { code: "NOT-THERE" })
      shop.engage.giveOffer(shop.bert)

      const { data } = await offersOf(shop.anna.id)

      const reason = "promotion_not_configured"
      expect(data).toMatchObject({
        count: 2,
        contact_id: shop.engage.contactId(shop.anna),
        reason: null,
        engage_promotions: [
          { assignment_id: offer.id, applicable: true, reason: null },
          { assignment_id: unknown.id, applicable: false, reason },
        ],
      })
      expect(data.engage_promotions[0]).not.toHaveProperty("applied")
    })

    it("says why it has none", async () => {
      expect((await offersOf(shop.anna.id)).data).toEqual({
        engage_promotions: [],
        count: 0,
        contact_id: null,
        reason: "contact_not_found",
      })
      for (const id of ["cus_nobody", "%00"]) {
        expect((await offersOf(id)).status).toBe(404)
      }
      await shop.engage.goAway()
      expect(await offersOf(shop.anna.id)).toMatchObject({
        status: 503,
        data: { code: "engage_unavailable" },
      })
    })
  })

  describe("health", () => {
    it("says that Engage answers, and shows the options in force and no secret", async () => {
      const before = shop.engage.sandbox.state()

      const { engage, options } = await health()

      const well = { finding: "ok", http_status: null }
      expect(engage).toMatchObject({
        status: "ok",
        http_status: null,
        steps: [
          { step: "contact_lookup", ...well },
          { step: "promotions_list", ...well },
        ],
      })
      expect(shop.engage.sandbox.state()).toEqual(before)
      expect(options).toMatchObject({
        enabled: true,
        channel: "ECOM",
        onRejected: "reverse",
        timeoutMs: 60_000,
      })
      expect(options).not.toHaveProperty("apiKey")
      expect(JSON.stringify({ engage, options })).not.toContain(
        `"${shop.engage.sandbox.apiKey}"`
      )
    })

    it("says that Engage cannot be reached, or that nothing is configured", async () => {
      await shop.engage.goAway()
      expect((await health()).engage).toMatchObject({
        status: "unreachable",
        http_status: null,
      })
      await shop.ledger.setOptions({ enabled: false })
      expect((await health()).engage.status).toBe("not_configured")
    })

    it("says what Engage offers and the shop cannot give", async () => {
      const web = shop.storefront()
      const coffee = { code: "NOT-GIVEN-1", name: "Free coffee" }
      shop.engage.giveOffer(shop.anna, coffee)
      const value = { amount: 100, currency: "SEK" }
      const channel = { valueType: "MONEY", value } as const
      shop.engage.giveOffer(shop.anna, { name: "Kronor off", channel })
      const { id } = await web.createCart()
      await web.listOffers(id)
      await web.listOffers(id)
      // An operator's look is no shopper's.
      await read(`/admin/customers/${shop.anna.id}/engage-promotions`)
      shop.engage.sandbox.addContact({
        contactId: "twin",
        email: shop.anna.email,
      })
      await web.listMyOffers()

      const { not_given } = await health()

      const ofHere = not_given.filter(
        ({ promotion_name: name, kind }) =>
          kind === "contact_ambiguous" ||
          ["Free coffee", "Kronor off"].includes(String(name))
      )
      const none = { promotion_code: null, currency_code: null }
      expect(ofHere).toMatchObject([
        { kind: "contact_ambiguous", ...none, promotion_name: null },
        { kind: "no_amount", currency_code: "eur", count: 2 },
        { kind: "no_promotion", promotion_code: "NOT-GIVEN-1", count: 2 },
      ])
      expect(JSON.stringify(not_given)).not.toContain(shop.anna.email)
    })

    it("tells orders that nobody has paid from what Engage or an operator delays", async () => {
      const hoursAgo = (hours: number) =>
        new Date(Date.now() - hours * 3_600_000).toISOString()
      for (const [status, reason, age] of [
        ["pending", "payment_pending", 48],
        ["attention", "payment_overdue", 24],
        ["pending", "engage_unavailable", 1],
        ["redeeming", null, 1],
        ["redeemed", null, 1],
        ["attention", "retries_exhausted", 1],
        ["attention", null, 2],
      ] as const) {
        const status_changed_at = hoursAgo(age)
        const row = { status, reason, status_changed_at }
        await createRedemption(shop.container, { order_id: "order_1", ...row })
      }

      const { waiting, attention, unpaid, give_back } = await health()

      expect(unpaid.count).toBe(2)
      expect(unpaid.oldest_age_s).toBeGreaterThanOrEqual(48 * 3600)
      expect(waiting.count).toBe(2)
      expect(waiting.oldest_age_s).toBeGreaterThanOrEqual(3600)
      expect(waiting.oldest_age_s).toBeLessThan(3660)
      expect(Date.now() - Date.parse(waiting.oldest_at!)).toBeLessThan(3660_000)
      expect(attention.count).toBe(2)
      expect(attention.oldest_age_s).toBeLessThan(2 * 3600 + 60)
      const none = { count: 0, oldest_at: null, oldest_age_s: null }
      expect(give_back).toEqual(none)
    })
  })
})
