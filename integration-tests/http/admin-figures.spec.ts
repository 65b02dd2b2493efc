import { randomUUID } from "node:crypto"

import type {
  AdminPromotionRedemptionSummaryResponse,
  AdminPromotionRefusalListResponse,
} from "../../src/types/admin-http"
import {
  forgetCustomersWorkflow,
  purgeRedemptionsWorkflow,
} from "../../src/workflows/background/purge"
import { readyCart, linkedCart } from "../../testkit/jest/checkout"
import {
  createRedemption,
  type RedemptionInput,
} from "../../testkit/jest/redemptions"
import { expectRefused, expectOk } from "../../testkit/jest/http"
import { listRedemptions } from "../../testkit/jest/acting"
import { engageSuite } from "../../testkit/jest/suite"

const LIST = "/admin/promotion-redemptions"

engageSuite({}, (shop) => {
  const create = (input: RedemptionInput) =>
    createRedemption(shop.container, input)
  const at = (status_changed_at: string) => ({ status_changed_at })

  describe("what was refused when it was applied", () => {
    const refusals = (query: string) =>
      expectOk(
        shop.admin<AdminPromotionRefusalListResponse>(
          "GET",
          `${LIST}/refusals${query}`
        )
      )

    it("is shown with the customer, the cart and its order, counted, for some days", async () => {
      const offer = shop.engage.giveOffer(shop.anna, {
        expiresOn: "2020-01-01T23:59:59+01:00",
        name: "Ten off in spring",
      })
      const applied = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [applied] })
      expectRefused(
        await cart.web.applyOffer(cart.id, applied.id),
        "promotion_already_applied"
      )
      for (const _ of [1, 2]) {
        expectRefused(
          await cart.web.applyOffer(cart.id, offer.id),
          "promotion_expired"
        )
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

    it("does not fill the table of a shopper who goes on trying, and is forgotten with the customer", async () => {
      const { id } = await shop.newCart()
      for (let tried = 0; tried < 23; tried++) {
        await shop.storefront().applyOffer(id, randomUUID())
      }

      const { promotion_refusals, count } = await refusals("?limit=100")

      expect(count).toBe(20)
      expect(promotion_refusals[0]).toMatchObject({
        reason: "promotion_not_found",
        promotion_name: null,
      })
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

    it("counts by status, and by the day of a time zone: of the last 30 days, in UTC, unless asked otherwise", async () => {
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
      const { data: usual } = await summary("")
      const { data: since } = await summary("?from=2026-01-01")
      const today = new Date().toISOString().slice(0, 10)
      expect(usual.summary.days).toHaveLength(30)
      expect(usual.summary).toMatchObject({ to: today, time_zone: "UTC" })
      expect(since.summary.from).toBe("2026-01-01")
      expect(since.summary.days).toHaveLength(30)
    })

    it("counts what the list shows with the same filters", async () => {
      const promotion_name = "Ten per cent off"
      const mine = { customer_id: "cus_1", promotion_name }
      const first = at("2026-03-01T12:00:00Z")
      await create({ ...mine, ...first, status: "redeemed" })
      await create({ ...mine, ...first, status: "rejected" })
      const earlier = at("2026-02-01T12:00:00Z")
      await create({ ...mine, ...earlier, status: "redeemed" })
      await create({ status: "redeemed", ...first })
      const filters =
        "customer_id=cus_1&q=per%20cent&status_changed_at[$gte]=2026-03-01T00:00:00Z"

      const day = `?${filters}&from=2026-03-01&to=2026-03-01`
      const { data } = await summary(day)
      const { data: redeemed } = await summary(`${day}&status=redeemed`)

      expect((await listRedemptions(shop, `?${filters}`)).count).toBe(2)
      expect(data.summary.counts).toMatchObject({ redeemed: 1, rejected: 1 })
      expect(data.summary.days).toMatchObject([{ redeemed: 1, rejected: 1 }])
      // The counts are what each status would leave; the days are the list's.
      expect(redeemed.summary.counts).toEqual(data.summary.counts)
      expect(redeemed.summary.days).toMatchObject([
        { redeemed: 1, rejected: 0 },
      ])
    })
  })

  describe("the export", () => {
    const csv = async (query = "") => {
      const response = await fetch(`${shop.baseUrl}${LIST}/export${query}`, {
        headers: { authorization: `Bearer ${shop.olga.token}` },
      })
      // As bytes: reading text takes the byte order mark off.
      const bytes = Buffer.from(await response.arrayBuffer())
      return { response, text: bytes.toString("utf8") }
    }

    it("is a file of the filtered rows", async () => {
      const { offer, ...cart } = await linkedCart(shop)
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
      expect((await csv("?status=lost")).response.status).toBe(400)
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
  })
})
