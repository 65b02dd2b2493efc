import { randomUUID } from "node:crypto"

import { Modules } from "@medusajs/framework/utils"

import { OPERATIONS } from "../../scripts/openapi/operations"
import type {
  AdminEngageCheckResponse,
  AdminPromotionRedemptionHealthResponse,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
  AdminPromotionRedemptionSummaryResponse,
  AdminPromotionRefusalListResponse,
} from "../../src/types/admin-http"
import {
  forgetCustomersWorkflow,
  purgeRedemptionsWorkflow,
} from "../../src/workflows/background/purge"
import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import { readyCart } from "../../testkit/jest/checkout"
import {
  registerOperator,
  type TestOperator,
} from "../../testkit/jest/operators"
import {
  createRedemption,
  type RedemptionInput,
} from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

const LIST = "/admin/promotion-redemptions"

engageSuite({}, (shop) => {
  const create = (input: RedemptionInput) =>
    createRedemption(shop.container, input)

  const list = (query = "") =>
    shop.admin<AdminPromotionRedemptionListResponse>("GET", LIST + query)

  const idsOf = async (query: string) => {
    const { status, data } = await list(query)
    expect(status).toBe(200)
    return data.promotion_redemptions.map(({ id }) => id)
  }

  const detail = async (id: string) => {
    const { status, data } = await shop.admin<AdminPromotionRedemptionResponse>(
      "GET",
      `${LIST}/${id}`
    )
    expect(status).toBe(200)
    return data.promotion_redemption
  }

  describe("who may see it", () => {
    // Every route there is: one that is not among these fails a unit test.
    const routes = OPERATIONS.filter(({ caller }) => caller === "admin").map(
      ({ method, path }) =>
        [
          method.toUpperCase() as "GET" | "POST",
          path.replaceAll("{id}", "id_1"),
        ] as const
    )

    it.each(routes)(
      "nobody who is not signed in: %s %s",
      async (method, url) => {
        const customer = { authorization: `Bearer ${shop.anna.token}` }
        const publishable = {
          authorization: `Basic ${Buffer.from(`${shop.store.publishable_key}:`).toString("base64")}`,
        }

        for (const headers of [{}, customer, publishable]) {
          const { status } = await shop.send({ method, url, headers, data: {} })
          expect(status).toBe(401)
        }
      }
    )

    it.each(routes)(
      "an operator with a session, a bearer token or a secret key: %s %s",
      async (method, url) => {
        const bearer = { authorization: `Bearer ${shop.olga.token}` }
        const response = await fetch(`${shop.origin}/auth/session`, {
          method: "POST",
          headers: bearer,
        })
        const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
        const secret = {
          authorization: `Basic ${Buffer.from(`${shop.store.secret_key}:`).toString("base64")}`,
        }

        for (const headers of [{ cookie }, bearer, secret]) {
          const { status } = await shop.send({ method, url, headers, data: {} })
          // There is no such redemption, promotion, customer or cart.
          expect([200, 400, 404]).toContain(status)
        }
      }
    )
  })

  describe("the list", () => {
    it("has what needs an operator first, then the newest", async () => {
      const old = await create({ created_at: "2026-01-01T00:00:00Z" })
      const attention = await create({
        status: "attention",
        created_at: "2025-01-01T00:00:00Z",
      })
      const fresh = await create({ created_at: "2026-02-01T00:00:00Z" })

      const { data } = await list()

      expect(data).toMatchObject({ count: 3, limit: 20, offset: 0 })
      expect(data.promotion_redemptions.map(({ id }) => id)).toEqual([
        attention,
        fresh,
        old,
      ])
    })

    it("shows a redemption with its customer and order", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const order = await cart.web.order(cart.id)

      const { data } = await list()

      expect(data.promotion_redemptions).toEqual([
        expect.objectContaining({
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
        }),
      ])
      expect(data.promotion_redemptions[0]).not.toHaveProperty("run_id")
    })

    it("shows of an order what it got, and what was tried on its cart before", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const other = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
      const cart = await readyCart(shop, {
        offers: [offer],
        contents: { mugs: 1 },
      })
      shop.engage.refuse({ code: "PromotionNotFound" })
      expect((await cart.web.complete(cart.id)).status).toBe(400)
      shop.engage.sandbox.clearFaults()
      expect((await cart.web.applyOffer(cart.id, other.id)).status).toBe(200)
      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      // Of another cart: none of this order's.
      await create({ status: "rejected", customer_id: shop.anna.id })

      const { data } = await list(`?of_order=${order.id}&order=created_at`)

      const later = { id: order.id, display_id: order.display_id }
      expect(data.promotion_redemptions).toMatchObject([
        {
          assignment_id: offer.id,
          status: "rejected",
          order: null,
          later_order: later,
        },
        {
          assignment_id: other.id,
          status: "redeemed",
          order: later,
          later_order: null,
        },
      ])
      expect(data.count).toBe(2)
      const [refused, used] = data.promotion_redemptions
      expect((await detail(refused!.id)).later_order).toEqual(later)
      for (const q of [`%23${order.display_id}`, order.id]) {
        expect(await idsOf(`?q=${q}&order=created_at`)).toEqual([
          refused!.id,
          used!.id,
        ])
      }
    })

    it("does not say that an order was placed without what it got on a later try", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.refuse({ code: "PromotionNotFound" })
      expect((await cart.web.complete(cart.id)).status).toBe(400)
      shop.engage.sandbox.clearFaults()
      expect((await cart.web.applyOffer(cart.id, offer.id)).status).toBe(200)
      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)

      const { data } = await list(`?of_order=${order.id}&order=created_at`)

      expect(data.promotion_redemptions).toMatchObject([
        { status: "rejected", later_order: null },
        { status: "redeemed", order: { id: order.id } },
      ])
    })

    it("finds what waits for a decision on giving back, what was given back, and what a person settled", async () => {
      const order = (order_id: string): RedemptionInput => ({
        status: "redeemed",
        order_id,
        order_outcome: "canceled",
        order_outcome_at: "2026-03-01T12:00:00Z",
      })
      const attention = await create({
        status: "attention",
        created_at: "2026-01-01T00:00:00Z",
      })
      const undecided = await create({
        ...order("order_1"),
        created_at: "2026-01-02T00:00:00Z",
      })
      const givenBack = await create({
        ...order("order_2"),
        reassign_status: "reassigned",
      })
      const declined = await create({
        ...order("order_3"),
        reassign_status: "declined",
        resolution: "not_given_back",
      })
      const part = await create({
        ...order("order_4"),
        order_outcome: "partly_returned",
        created_at: "2027-01-01T00:00:00Z",
      })

      expect(await idsOf("?state=give_back_undecided")).toEqual([undecided])
      expect(await idsOf("?state=given_back")).toEqual([givenBack])
      expect(await idsOf("?state=settled_by_hand")).toEqual([declined])
      expect(await idsOf("?state=needs_decision")).toEqual([
        undecided,
        attention,
      ])
      expect(
        await idsOf("?state[]=given_back&state[]=settled_by_hand&status=linked")
      ).toEqual([])
      // What asks for a decision is at the head of the queue.
      expect((await idsOf("")).slice(0, 3)).toEqual([
        undecided,
        attention,
        part,
      ])
      expect((await list("?state=unheard_of")).status).toBe(400)

      const { data } =
        await shop.admin<AdminPromotionRedemptionSummaryResponse>(
          "GET",
          `${LIST}/summary`
        )
      expect(data.summary.states).toEqual({
        needs_decision: 2,
        give_back_undecided: 1,
        given_back: 1,
        settled_by_hand: 1,
      })
      const answer = await shop.admin<AdminPromotionRedemptionHealthResponse>(
        "GET",
        `${LIST}/health`
      )
      expect(answer.data.health.give_back).toMatchObject({
        count: 1,
        oldest_at: "2026-03-01T12:00:00.000Z",
      })
      expect(answer.data.health.attention.count).toBe(1)
    })

    it("shows one whose order and customer are not there", async () => {
      const id = await create({ order_id: "order_gone", customer_id: null })

      const { data } = await list("?fields=id,*order,*customer,*cart")

      expect(data.promotion_redemptions).toMatchObject([{ id }])
      expect(data.promotion_redemptions[0]?.order ?? null).toBeNull()
      expect(data.promotion_redemptions[0]?.customer ?? null).toBeNull()
    })

    it("filters by each column, by one value or by several", async () => {
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
      const id = await create(values)
      await create({})

      for (const [column, value] of Object.entries(values)) {
        const other = column === "status" ? "claimed" : "another"
        expect(await idsOf(`?${column}=${value}`)).toEqual([id])
        expect(
          await idsOf(`?${column}[]=${other}&${column}[]=${value}`)
        ).toEqual([id])
        expect(await idsOf(`?${column}=${other}`)).toEqual([])
      }
      expect(
        await idsOf("?status=rejected&reason=promotion_expired&channel=POS")
      ).toEqual([id])
      expect(await idsOf("?status=rejected&channel=ECOM")).toEqual([])
    })

    it("filters by when it was made and changed", async () => {
      const january = await create({
        created_at: "2026-01-15T12:00:00Z",
        status_changed_at: "2026-03-01T00:00:00Z",
      })
      const february = await create({
        created_at: "2026-02-15T12:00:00Z",
        status_changed_at: "2026-04-01T00:00:00Z",
      })

      expect(await idsOf("?created_at[$gte]=2026-02-01")).toEqual([february])
      expect(
        await idsOf(
          "?created_at[$gt]=2026-01-01T00:00:00.000Z&created_at[$lte]=2026-01-31"
        )
      ).toEqual([january])
      expect(await idsOf("?status_changed_at[$lt]=2026-03-02")).toEqual([
        january,
      ])
    })

    it("finds by the beginning of an assignment's id or a code", async () => {
      const id = await create({
        assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
        promotion_code: "Autumn_26",
      })
      await create({ promotion_code: "AUTUMNX26", assignment_id: "bb%" })

      expect(await idsOf("?q=bb247ef7-80bb")).toEqual([id])
      expect(await idsOf("?q=autumn_")).toEqual([id])
      expect(await idsOf(`?q=${id}`)).toEqual([id])
      expect(await idsOf("?q=80bb")).toEqual([])
    })

    it("finds by a part of an offer's name, which it shows", async () => {
      const id = await create({
        promotion_name: "Five euro off",
        promotion_heading: "Take five",
      })
      const other = await create({ promotion_name: "Twenty-five dollars off" })

      expect(await idsOf("?q=five%20EURO")).toEqual([id])
      expect(await idsOf("?q=ake%20FIVE")).toEqual([id])
      expect(await idsOf("?q=euro")).toEqual([id])
      expect(await idsOf("?q=FIVE")).toEqual([other, id])
      expect(await idsOf("?q=%25")).toEqual([])
      const { data } = await list(`?q=${id}`)
      expect(data.promotion_redemptions).toMatchObject([
        { id, promotion_name: "Five euro off", promotion_code: "10056" },
      ])
    })

    it("finds by an order's number or id, and by a customer's address", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const order = await cart.web.order(cart.id)
      const { id } = await shop.ledger.row(cart.id)
      await create({
        customer_id: shop.bert.id,
        promotion_code: `${order.display_id}-OTHER`,
        promotion_name: `${order.display_id} off`,
        assignment_id: `${order.display_id}${randomUUID()}`,
      })

      for (const q of [
        String(order.display_id),
        `%23${order.display_id}`,
        order.id,
        cart.id,
        shop.anna.email.toUpperCase(),
      ]) {
        expect(await idsOf(`?q=${q}`)).toEqual([id])
      }
      expect(await idsOf("?q=nobody@example.com")).toEqual([])
      const customers = shop.container.resolve(Modules.CUSTOMER)
      await customers.updateCustomers(shop.anna.id, {
        first_name: "Annika",
        last_name: "Lindqvist",
      })
      const [local] = shop.anna.email.split("@") as [string]
      for (const q of [
        local.slice(1),
        "lindq",
        "annika%20LINDQVIST",
        "Lindqvist,%20Annika".replace(",", ""),
      ]) {
        expect(await idsOf(`?q=${q}`)).toEqual([id])
      }
      expect(await idsOf("?q=annika%20nobody")).toEqual([])
      expect(await idsOf("?q=_nna")).toEqual([])
      expect(await idsOf("?q=99999999999999999999")).toEqual([])
    })

    it("sorts and pages", async () => {
      const ids = []
      for (const amount of [3, 1, 2]) {
        ids.push(
          await create({ discount_amount: amount, currency_code: "eur" })
        )
      }
      const [three, one, two] = ids as [string, string, string]

      expect(await idsOf("?order=discount_amount")).toEqual([one, two, three])
      expect(await idsOf("?order=-discount_amount&limit=2")).toEqual([
        three,
        two,
      ])
      const { data } = await list("?order=-discount_amount&limit=2&offset=2")
      expect(data).toMatchObject({
        promotion_redemptions: [{ id: one }],
        count: 3,
        limit: 2,
        offset: 2,
      })
    })

    it.each([
      "status=lost",
      "order=run_id",
      "order=created_at;",
      "limit=0",
      "limit=1000000",
      "limit=many",
      "offset=-1",
      "created_at[$gte]=yesterday",
      "created_at[$gte]=2026-02-31T99:00",
      "created_at[$like]=2026",
      "q=%00",
      "order_id=%00",
    ])("refuses %s", async (query) => {
      expect(await list(`?${query}`)).toMatchObject({
        status: 400,
        data: { type: "invalid_data" },
      })
    })
  })

  describe("a redemption", () => {
    it("shows what was promised, to whom, and every call", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.sandbox.setFault({
        type: "status",
        operation: "redeem",
        status: 503,
      })
      const order = await cart.web.order(cart.id)
      shop.engage.sandbox.clearFaults()
      await shop.ledger.reconcile()
      const { id } = await shop.ledger.row(cart.id)

      expect(await detail(id)).toMatchObject({
        id,
        status: "redeemed",
        discount_amount: 10,
        currency_code: "eur",
        customer: { email: shop.anna.email },
        order: { id: order.id, display_id: order.display_id },
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

    it.each(["promred_nobody", "%00", "a b"])(
      "answers 404 for %s",
      async (id) => {
        expect((await shop.admin("GET", `${LIST}/${id}`)).status).toBe(404)
      }
    )
  })

  describe("why a customer is not shown an offer", () => {
    const check = async (customer = shop.anna.id) => {
      const { status, data } = await shop.admin<AdminEngageCheckResponse>(
        "GET",
        `${LIST}/check?customer=${encodeURIComponent(customer)}`
      )
      expect(status).toBe(200)
      return data.engage_check
    }
    const stepsOf = async (customer?: string) =>
      (await check(customer)).steps.map(
        ({ step, finding }) => `${step}: ${finding}`
      )
    const FOUND = ["customer: ok", "contact_lookup: ok"]
    const LISTED = [...FOUND, "promotions_list: ok"]

    it("is that nothing is wrong, by the customer's id or address", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { name: "Ten off" })
      const before = shop.engage.sandbox.state()

      for (const customer of [shop.anna.id, shop.anna.email.toUpperCase()]) {
        const { steps, ...found } = await check(customer)

        expect(found).toMatchObject({
          customer_id: shop.anna.id,
          contact_id: shop.engage.contactId(shop.anna),
          engage_promotions: [
            {
              assignment_id: offer.id,
              name: "Ten off",
              applicable: true,
              reason: null,
              missing_currencies: [],
            },
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

    it("is an address that is not verified", async () => {
      const stranger = await shop.register({
        email: "unverified-check@example.com",
        verified: false,
      })

      expect(await stepsOf(stranger.id)).toEqual([
        "customer: verification_required",
      ])
      expect(shop.engage.sandbox.calls()).toEqual([])
    })

    it("is that there is no contact, two, or nothing to look up by", async () => {
      expect(await stepsOf()).toEqual([
        "customer: ok",
        "contact_lookup: contact_not_found",
      ])
      shop.engage.giveOffer(shop.anna)
      shop.engage.sandbox.addContact({
        contactId: "twin",
        email: shop.anna.email,
      })
      expect(await stepsOf()).toEqual([
        "customer: ok",
        "contact_lookup: contact_ambiguous",
      ])
      await shop.ledger.setOptions({ enabled: false })
      expect(await stepsOf()).toEqual(["customer: switched_off"])
    })

    it.each([
      [{ type: "wrong_key" }, "key_refused", 401],
      [{ type: "status", status: 403 }, "key_refused", 403],
      [{ type: "html", status: 404 }, "wrong_address", 404],
      [{ type: "status", status: 503 }, "unreachable", 503],
    ] as const)(
      "is what is wrong with a question: %j is %s",
      async (fault, finding, http_status) => {
        shop.engage.giveOffer(shop.anna)
        for (const [operation, step] of [
          ["find_contact", "contact_lookup"],
          ["list", "promotions_list"],
        ] as const) {
          shop.engage.sandbox.clearFaults()
          shop.engage.sandbox.setFault({ ...fault, operation })

          expect((await check()).steps.at(-1)).toEqual({
            step,
            finding,
            http_status,
          })
        }
      }
    )

    it("is that there is nothing to look the customer up by", async () => {
      await shop.ledger.setOptions({
        contactLookup: {
          by: "custom_key",
          field: { metadata: "member_number" },
          cacheSeconds: 0,
        },
      })

      expect(await stepsOf()).toEqual(["customer: nothing_to_look_up_by"])
      expect(shop.engage.sandbox.calls()).toEqual([])
    })

    it("is that Engage says it is set up wrongly itself", async () => {
      shop.engage.giveOffer(shop.anna)
      for (const [operation, step] of [
        ["find_contact", "contact_lookup"],
        ["list", "promotions_list"],
      ] as const) {
        shop.engage.sandbox.clearFaults()
        shop.engage.sandbox.setFault({
          type: "refuse",
          operation,
          code: "InvalidSystemConfiguration",
        })

        expect((await check()).steps.at(-1)).toEqual({
          step,
          finding: "tenant_set_up_wrongly",
          http_status: 500,
        })
      }
    })

    it("is a contact type that Engage does not know", async () => {
      shop.engage.giveOffer(shop.anna)
      await shop.ledger.setOptions({
        contactLookup: {
          by: "verified_email",
          contactType: "Member",
          cacheSeconds: 0,
        },
      })

      expect((await check()).steps.at(-1)).toEqual({
        step: "contact_lookup",
        finding: "contact_type_unknown",
        http_status: 400,
      })
    })

    it("is that Engage has no promotion for them", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      shop.engage.sandbox.removeAssignment(offer.id)

      expect(await stepsOf()).toEqual([
        ...FOUND,
        "promotions_list: no_promotions",
      ])
    })

    it("is what each offer lacks", async () => {
      const money = (...amounts: [number, string][]) => {
        const [value = null, ...localValues] = amounts.map(
          ([amount, currency]) => ({
            amount,
            currency,
          })
        )
        return {
          redemptionChannels: [
            createRedemptionChannel({
              valueType: "MONEY",
              value,
              localValues,
            }),
          ],
        }
      }
      const give = (offer: Parameters<typeof shop.engage.giveOffer>[1]) =>
        shop.engage.giveOffer(shop.anna, offer).id
      const expected = new Map<string, [string | null, string[]]>([
        [
          give({
            redemptionChannels: [createRedemptionChannel({ type: "POS" })],
          }),
          ["promotion_not_valid_for_redemption_channel", []],
        ],
        [give({ code: "NOT-THERE" }), ["promotion_not_configured", []]],
        [give({ expiresOn: "2020-01-31" }), ["promotion_expired", []]],
        [
          give(money([5, "USD"])),
          ["promotion_currency_mismatch", ["eur", "nok"]],
        ],
      ])
      expect((await stepsOf()).slice(0, 4)).toEqual([
        ...LISTED,
        "offers: none_usable",
      ])
      expected.set(give(money([5, "EUR"])), [null, ["nok"]])

      const { steps, engage_promotions } = await check()

      expect(steps.at(-1)).toMatchObject({ step: "offers", finding: "ok" })
      expect(
        new Map(
          engage_promotions.map((offer) => [
            offer.assignment_id,
            [offer.reason, offer.missing_currencies],
          ])
        )
      ).toEqual(expected)
    })

    it("is not told of somebody who is no customer, or without a name", async () => {
      for (const query of ["customer=nobody", "customer=a@b.example"]) {
        expect((await shop.admin("GET", `${LIST}/check?${query}`)).status).toBe(
          404
        )
      }
      for (const query of ["", "customer=", "customer=%00"]) {
        expect((await shop.admin("GET", `${LIST}/check?${query}`)).status).toBe(
          400
        )
      }
    })
  })

  describe("health", () => {
    const health = async () => {
      const { status, data } =
        await shop.admin<AdminPromotionRedemptionHealthResponse>(
          "GET",
          `${LIST}/health`
        )
      expect(status).toBe(200)
      return data.health
    }

    it("says that Engage answers, and changes nothing there", async () => {
      const before = shop.engage.sandbox.state()

      expect((await health()).engage).toEqual({
        status: "ok",
        http_status: null,
        duration_ms: expect.any(Number),
        steps: [
          { step: "contact_lookup", finding: "ok", http_status: null },
          { step: "promotions_list", finding: "ok", http_status: null },
        ],
      })
      expect(shop.engage.sandbox.state()).toEqual(before)
    })

    it.each([
      [{ type: "status", status: 401 }, "key_refused", "key_refused"],
      [{ type: "status", status: 403 }, "key_refused", "key_refused"],
      [{ type: "status", status: 503 }, "unreachable", "unreachable"],
      [{ type: "html", status: 200 }, "misconfigured", "wrong_address"],
      [{ type: "html", status: 404 }, "misconfigured", "wrong_address"],
    ] as const)("tells %j as %s, %s", async (fault, status, finding) => {
      for (const [operation, step] of [
        ["find_contact", "contact_lookup"],
        ["list", "promotions_list"],
      ] as const) {
        shop.engage.sandbox.clearFaults()
        shop.engage.sandbox.setFault({ ...fault, operation })

        const { engage } = await health()

        expect(engage).toMatchObject({ status, http_status: fault.status })
        expect(engage.steps).toContainEqual({
          step,
          finding,
          http_status: fault.status,
        })
        expect(engage.steps.filter((one) => one.finding === "ok")).toHaveLength(
          1
        )
      }
    })

    it("asks with the shop's own contact type", async () => {
      await shop.ledger.setOptions({
        contactLookup: {
          by: "custom_key",
          contactType: "Member",
          cacheSeconds: 0,
        },
      })

      expect((await health()).engage).toMatchObject({
        status: "misconfigured",
        http_status: 400,
        steps: [
          { step: "contact_lookup", finding: "contact_type_unknown" },
          { step: "promotions_list", finding: "ok" },
        ],
      })
    })

    it("says what Engage offers and the shop cannot give", async () => {
      const web = shop.storefront()
      shop.engage.giveOffer(shop.anna, {
        code: "NOT-GIVEN-1",
        name: "Free coffee",
      })
      shop.engage.giveOffer(shop.anna, {
        name: "Kronor off",
        redemptionChannels: [
          createRedemptionChannel({
            valueType: "MONEY",
            value: { amount: 100, currency: "SEK" },
          }),
        ],
      })
      const { id } = await web.createCart()
      await web.listOffers(id)
      await web.listOffers(id)
      // An operator's look is no shopper's.
      await shop.admin(
        "GET",
        `/admin/customers/${shop.anna.id}/engage-promotions`
      )
      shop.engage.sandbox.addContact({
        contactId: "twin",
        email: shop.anna.email,
      })
      await web.listMyOffers()

      const { not_given } = await health()

      const ofHere = not_given.filter(
        ({ promotion_code, promotion_name, kind }) =>
          promotion_code === "NOT-GIVEN-1" ||
          promotion_name === "Kronor off" ||
          kind === "contact_ambiguous"
      )
      const last_seen_at = expect.any(String)
      expect(ofHere).toEqual([
        {
          kind: "contact_ambiguous",
          promotion_code: null,
          currency_code: null,
          promotion_name: null,
          count: expect.any(Number),
          last_seen_at,
        },
        expect.objectContaining({
          kind: "no_amount",
          currency_code: "eur",
          promotion_name: "Kronor off",
          count: 2,
        }),
        expect.objectContaining({
          kind: "no_promotion",
          promotion_code: "NOT-GIVEN-1",
          promotion_name: "Free coffee",
          count: 2,
        }),
      ])
      expect(JSON.stringify(not_given)).not.toContain(shop.anna.email)
    })

    it("says that Engage cannot be reached", async () => {
      await shop.engage.goAway()

      expect((await health()).engage).toMatchObject({
        status: "unreachable",
        http_status: null,
      })
    })

    it("says that nothing is configured", async () => {
      await shop.ledger.setOptions({ enabled: false })

      expect((await health()).engage.status).toBe("not_configured")
    })

    it("says what waits, and since when", async () => {
      const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
      const row = { order_id: "order_1", status_changed_at: hourAgo }
      await create({ ...row, status: "pending", deferred_at: hourAgo })
      await create({ ...row, status: "redeeming" })
      await create({ ...row, status: "redeemed" })

      const { waiting, attention } = await health()

      expect(waiting).toMatchObject({ count: 2, oldest_at: hourAgo })
      expect(waiting.oldest_age_s).toBeGreaterThanOrEqual(3600)
      expect(waiting.oldest_age_s).toBeLessThan(3660)
      expect(attention).toEqual({
        count: 0,
        oldest_at: null,
        oldest_age_s: null,
      })
    })

    it("tells orders that nobody has paid from what Engage or an operator delays", async () => {
      const hoursAgo = (hours: number) =>
        new Date(Date.now() - hours * 3_600_000).toISOString()
      const row = (status: "pending" | "attention", reason: string, age = 1) =>
        create({
          order_id: `order_${reason}`,
          status,
          reason: reason as RedemptionInput["reason"],
          status_changed_at: hoursAgo(age),
        })
      await row("pending", "payment_pending", 48)
      await row("attention", "payment_overdue", 24)
      await row("pending", "engage_unavailable")
      await row("attention", "retries_exhausted")
      await create({
        order_id: "order_1",
        status: "attention",
        status_changed_at: hoursAgo(2),
      })

      const { waiting, attention, unpaid } = await health()

      expect(unpaid.count).toBe(2)
      expect(unpaid.oldest_age_s).toBeGreaterThanOrEqual(48 * 3600)
      expect(waiting.count).toBe(1)
      expect(waiting.oldest_age_s).toBeLessThan(3660)
      expect(attention.count).toBe(2)
      expect(attention.oldest_age_s).toBeLessThan(2 * 3600 + 60)
    })

    it("shows the options in force and no secret", async () => {
      const { apiKey } = shop.engage.sandbox

      const shown = await health()

      expect(shown.options).toMatchObject({
        enabled: true,
        channel: "ECOM",
        onRejected: "reverse",
        timeoutMs: 60_000,
      })
      expect(shown.options).not.toHaveProperty("apiKey")
      expect(JSON.stringify(shown)).not.toContain(`"${apiKey}"`)
    })
  })

  describe("what was refused when it was applied", () => {
    const refusals = async (query: string) => {
      const { status, data } =
        await shop.admin<AdminPromotionRefusalListResponse>(
          "GET",
          `${LIST}/refusals${query}`
        )
      expect(status).toBe(200)
      return data
    }
    const expired = () =>
      shop.engage.giveOffer(shop.anna, {
        expiresOn: "2020-01-01T23:59:59+01:00",
        name: "Ten off in spring",
      })

    it("is shown with the customer, the cart and its order, counted, for some days", async () => {
      const offer = expired()
      const cart = await readyCart(shop)
      for (const _ of [1, 2]) {
        expect(await cart.web.applyOffer(cart.id, offer.id)).toMatchObject({
          status: 400,
          data: { code: "promotion_expired" },
        })
      }
      const order = await cart.web.order(cart.id)

      const refusal = {
        customer_id: shop.anna.id,
        cart_id: cart.id,
        assignment_id: offer.id,
        engage_promotion_id: offer.promotionId,
        promotion_code: "10056",
        promotion_name: "Ten off in spring",
        reason: "promotion_expired",
        count: 2,
        later_order: { id: order.id, display_id: order.display_id },
      }
      for (const query of [
        `?customer_id=${shop.anna.id}`,
        `?of_order=${order.id}`,
        `?cart_id=${cart.id}`,
      ]) {
        expect(await refusals(query)).toMatchObject({
          promotion_refusals: [refusal],
          count: 1,
        })
      }
      expect(await refusals(`?customer_id=${shop.bert.id}`)).toMatchObject({
        promotion_refusals: [],
        count: 0,
      })

      await shop
        .sql("promotion_refusal")
        .update({ refused_at: shop.sql.raw("now() - interval '15 days'") })
      expect((await refusals("")).count).toBe(0)
      await purgeRedemptionsWorkflow(shop.container).run()
      expect(await shop.sql("promotion_refusal").select()).toEqual([])
    })

    it("does not fill the table of a shopper who goes on trying", async () => {
      const { id } = await shop.storefront().createCart()
      for (let tried = 0; tried < 23; tried++) {
        await shop.storefront().applyOffer(id, randomUUID())
      }

      const { promotion_refusals, count } = await refusals("?limit=100")

      expect(count).toBe(20)
      expect(promotion_refusals[0]).toMatchObject({
        reason: "promotion_not_found",
        promotion_name: null,
      })
    })

    it("is nothing where an offer is applied, or was before", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await shop.storefront().createCart()
      await shop.storefront().applyOffer(id, offer.id)
      await shop.storefront().applyOffer(id, offer.id)

      expect((await refusals("")).count).toBe(0)
    })

    it("is forgotten with the customer", async () => {
      const offer = expired()
      const { id } = await shop.storefront().createCart()
      await shop.storefront().applyOffer(id, offer.id)
      expect((await refusals("")).count).toBe(1)

      await forgetCustomersWorkflow(shop.container).run({
        input: { customer_ids: [shop.anna.id] },
      })

      expect((await refusals("")).count).toBe(0)
    })
  })

  describe("the summary", () => {
    const summary = (query: string) =>
      shop.admin<AdminPromotionRedemptionSummaryResponse>(
        "GET",
        `${LIST}/summary${query}`
      )

    it("counts by status, and by the day of a time zone", async () => {
      const at = (status_changed_at: string) => ({ status_changed_at })
      await create({ status: "redeemed", ...at("2026-03-01T22:30:00Z") })
      await create({ status: "redeemed", ...at("2026-03-01T23:30:00Z") })
      await create({ status: "attention", ...at("2026-03-02T12:00:00Z") })
      await create({ status: "released", ...at("2026-03-02T12:00:00Z") })
      await create({ status: "rejected", ...at("2026-03-09T12:00:00Z") })
      const none = { redeemed: 0, rejected: 0, pending: 0, attention: 0 }

      const { data } = await summary(
        "?from=2026-03-01&to=2026-03-03&time_zone=Europe/Stockholm"
      )

      expect(data.summary).toEqual({
        counts: {
          linked: 0,
          claimed: 0,
          redeeming: 0,
          pending: 0,
          redeemed: 2,
          rejected: 1,
          attention: 1,
          released: 1,
        },
        states: {
          needs_decision: 1,
          give_back_undecided: 0,
          given_back: 0,
          settled_by_hand: 0,
        },
        days: [
          { ...none, date: "2026-03-01", redeemed: 1 },
          { ...none, date: "2026-03-02", redeemed: 1, attention: 1 },
          { ...none, date: "2026-03-03" },
        ],
        from: "2026-03-01",
        to: "2026-03-03",
        time_zone: "Europe/Stockholm",
      })
    })

    it("counts what the list shows with the same filters", async () => {
      const at = (status_changed_at: string) => ({ status_changed_at })
      const promotion_name = "Ten per cent off"
      const mine = { customer_id: "cus_1", promotion_name }
      await create({
        ...mine,
        status: "redeemed",
        ...at("2026-03-01T12:00:00Z"),
      })
      await create({
        ...mine,
        status: "rejected",
        ...at("2026-03-01T12:00:00Z"),
      })
      await create({
        ...mine,
        status: "redeemed",
        ...at("2026-02-01T12:00:00Z"),
      })
      await create({ status: "redeemed", ...at("2026-03-01T12:00:00Z") })
      const filters =
        "customer_id=cus_1&q=per%20cent&status_changed_at[$gte]=2026-03-01T00:00:00Z"

      const { data } = await summary(
        `?${filters}&from=2026-03-01&to=2026-03-01`
      )
      const { data: redeemed } = await summary(
        `?${filters}&status=redeemed&from=2026-03-01&to=2026-03-01`
      )

      expect((await list(`?${filters}`)).data.count).toBe(2)
      expect(data.summary.counts).toMatchObject({ redeemed: 1, rejected: 1 })
      expect(data.summary.days).toMatchObject([{ redeemed: 1, rejected: 1 }])
      // The counts are what each status would leave; the days are the list's.
      expect(redeemed.summary.counts).toEqual(data.summary.counts)
      expect(redeemed.summary.days).toMatchObject([
        { redeemed: 1, rejected: 0 },
      ])
    })

    it("shows the last 30 days, in UTC, unless asked otherwise", async () => {
      const today = new Date().toISOString().slice(0, 10)

      const { data } = await summary("")
      const { data: since } = await summary("?from=2026-01-01")

      expect(data.summary.days).toHaveLength(30)
      expect(data.summary).toMatchObject({ to: today, time_zone: "UTC" })
      expect(since.summary.from).toBe("2026-01-01")
      expect(since.summary.days).toHaveLength(30)
    })

    it.each([
      "from=2026-03-02&to=2026-03-01",
      "from=2020-01-01&to=2026-01-01",
      "from=2026-02-30",
      "to=today",
      "time_zone=Europe/Nowhere",
      "time_zone=%2B02:00",
    ])("refuses %s", async (query) => {
      expect((await summary(`?${query}`)).status).toBe(400)
    })
  })

  describe("the export", () => {
    const csv = async (query = "") => {
      const response = await fetch(`${shop.origin}${LIST}/export${query}`, {
        headers: { authorization: `Bearer ${shop.olga.token}` },
      })
      // As bytes: reading text takes the byte order mark off.
      const bytes = Buffer.from(await response.arrayBuffer())
      return { response, text: bytes.toString("utf8") }
    }

    it("is a file of the filtered rows", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const order = await cart.web.order(cart.id)
      await create({ status: "released" })

      const { response, text } = await csv("?status=redeemed")

      expect(response.headers.get("content-type")).toContain("text/csv")
      expect(response.headers.get("content-disposition")).toMatch(
        /^attachment; filename="promotion-redemptions-.*\.csv"$/
      )
      expect(text.startsWith("\uFEFFid,created_at,status,")).toBe(true)
      const lines = text.trimEnd().split("\r\n")
      expect(lines).toHaveLength(2)
      expect(lines[1]).toContain(`,redeemed,,false,${offer.id},`)
      expect(lines[1]).toMatch(new RegExp(`,${order.display_id}$`))
    })

    it("rounds a discount as its currency is", async () => {
      for (const currency_code of ["jpy", "sek", "kwd"]) {
        await create({ discount_amount: 7.9992, currency_code })
      }

      const { text } = await csv()

      for (const cells of [",8,jpy,", ",8,sek,", ",7.999,kwd,"]) {
        expect(text).toContain(cells)
      }
    })

    it("holds no formula, and quotes what it has to", async () => {
      await create({
        promotion_code: "=HYPERLINK(1)",
        assignment_id: "@SUM",
        note: '+1 "x", and\nmore',
        channel: "-1",
        discount_amount: 10,
      })

      const { text } = await csv()

      expect(text).toContain(",'=HYPERLINK(1),")
      expect(text).toContain(",'@SUM,")
      expect(text).toContain(`"'+1 ""x"", and\nmore"`)
      expect(text).toContain(",'-1,10,")
    })

    it("has every row once, whatever the number", async () => {
      await shop.sql.raw(
        `INSERT INTO promotion_redemption (id, assignment_id, cart_id,
           promotion_id, promotion_code, channel, status, status_changed_at,
           status_changed_by, created_at)
         SELECT 'promred_' || n, 'a' || n, 'c' || n, 'p', 'X', 'ECOM',
           'released', now(), 'test',
           timestamptz '2026-01-01' + (n / 3) * interval '1 microsecond'
         FROM generate_series(1, 1750) AS n`
      )

      const { text } = await csv("?promotion_id=p")

      const ids = text
        .trimEnd()
        .split("\r\n")
        .slice(1)
        .map((line) => line.split(",")[0])
      expect(ids).toHaveLength(1750)
      expect(new Set(ids).size).toBe(1750)
    })

    it("refuses a filter that it does not understand", async () => {
      expect((await csv("?status=lost")).response.status).toBe(400)
    })
  })
})
