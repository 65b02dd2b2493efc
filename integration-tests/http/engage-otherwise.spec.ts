import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { API_ENDPOINTS } from "../../src/modules/promotion-redemption/engage/endpoints"
import type {
  JsonValue,
  SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import { linkedCart, readyCart } from "../../testkit/jest/checkout"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** What a tenant's Engage may do otherwise than the vendor's pages say. */
engageSuite({}, (shop) => {
  /** Anna's cart with the offer on it, made anew with the options as they are. */
  const cartWith = (offer: SandboxAssignment) =>
    readyCart(shop, { offers: [offer], contents: {} })

  /** What Engage has just answered to each call, without what it is of. */
  const paths = () =>
    shop.engage.sandbox.calls().map(({ method, path }) => `${method} ${path}`)

  it.each(["v2", "v3"] as const)(
    "the addresses of %s list, apply and redeem, whatever form the list has",
    async (api) => {
      await shop.ledger.setOptions({ endpoints: API_ENDPOINTS[api] })
      shop.engage.sandbox.configure({
        listPageSize: api === "v3" ? 2 : 0,
        listRedeemed: "drop",
        contentType: "always",
      })
      for (let other = 0; other < 4; other++) {
        shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      }
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await cartWith(offer)

      const listed = await cart.web.listOffers(cart.id)
      const order = await cart.web.order(cart.id)

      expect(listed.data.count).toBe(5)
      expect(order.total).toBe(100)
      await shop.expectRow(cart.id, {
        status: "redeemed",
        inferred: false,
        order_id: order.id,
      })
      const contactId = shop.engage.contactId(shop.anna)
      expect([...new Set(paths())].sort()).toEqual(
        [
          `GET /api/${api}/contacts/id`,
          api === "v2"
            ? `GET /api/v2/contacts/${contactId}/promotions`
            : "GET /api/v3/promotion-assignments",
          api === "v2"
            ? `POST /api/v2/promotions/codes/${offer.id}/redeem`
            : `POST /api/v3/promotion-assignments/${offer.id}/redeem`,
        ].sort()
      )
    }
  )

  it("a channel that the shop has named is listed, applied and redeemed, and ECOM is not", async () => {
    const channel = "OTHER"
    await shop.ledger.setOptions({ channel })
    const offer = shop.engage.giveOffer(shop.anna, {
      channel: { type: channel },
    })
    const elsewhere = shop.engage.giveOffer(shop.anna)
    const cart = await cartWith(offer)
    const reason = "promotion_not_valid_for_redemption_channel"

    expect(await cart.web.listedOffer(cart.id, elsewhere)).toMatchObject({
      applicable: false,
      reason,
    })
    expectRefused(await cart.web.applyOffer(cart.id, elsewhere.id), reason)

    const order = await cart.web.order(cart.id)

    expect(order.total).toBe(100)
    await shop.expectRow(cart.id, { status: "redeemed", channel })
    expect(shop.engage.redeemCalls()).toMatchObject([{ channel }])
    expect(shop.engage.sandbox.assignment(offer.id)).toMatchObject({
      redeemedChannel: channel,
      redeemedBy: "api",
    })
  })

  describe("a refusal in other words, after a call that may have arrived", () => {
    const refuseInWords = (body: JsonValue) =>
      shop.engage.onRedeem({ type: "status", status: 409, body })

    /** A cart whose order was given up, as the first call was lost. */
    const abortedCart = async (
      type: "reset_after_save" | "reset_before_save"
    ) => {
      await shop.ledger.setOptions({ onUnavailable: "abort" })
      const cart = await linkedCart(shop)
      shop.engage.onRedeem({ type, times: 1 })
      const { data } = await cart.web.complete(cart.id)
      expect(data.code).toBe("engage_unavailable")
      return cart
    }

    it("is ours when it has expired since, and the list says both", async () => {
      const { offer, ...cart } = await abortedCart("reset_after_save")
      shop.engage.giveOffer(shop.anna, {
        ...offer,
        redeemed: true,
        redeemedOn: "2026-01-01T10:00:00Z",
        expiresOn: "2026-01-02T00:00:00Z",
      })
      refuseInWords("PromotionExpired")
      const order = await cart.web.buy(cart.id)

      await shop.expectRow(cart.id, {
        status: "redeemed",
        inferred: true,
        order_id: order.id,
      })
    })

    it("stays a refusal when the list says that it is not redeemed", async () => {
      const cart = await abortedCart("reset_before_save")
      refuseInWords("Conflict")

      const reason = "promotion_refused"
      expectRefused(await cart.web.pay(cart.id), reason)
      await shop.expectRow(cart.id, { status: "rejected", reason })
    })
  })

  it("keeps a word that nobody knows, in ledger and log, and no more", async () => {
    const status = 404
    const warn = jest.spyOn(
      shop.container.resolve(ContainerRegistrationKeys.LOGGER),
      "warn"
    )
    const cart = await linkedCart(shop)
    shop.engage.onRedeem({
      type: "status",
      status,
      body: { errorCode: "CampaignPaused", message: "Ask anna@example.com" },
    })

    await cart.web.order(cart.id)

    const row = await shop.ledger.row(cart.id)
    const reason = "engage_misconfigured"
    expect(row).toMatchObject({ status: "pending", reason })
    const call = { http_status: status, error_code: "CampaignPaused" }
    expect(row.attempts).toMatchObject([{ ...call, outcome: "misconfigured" }])
    const lines = warn.mock.calls.map(([line]) => String(line))
    warn.mockRestore()
    expect(lines).toContain(
      `Engage answered redemption ${row.id} with status ${status} and CampaignPaused`
    )
    expect(JSON.stringify([row, lines])).not.toContain("Ask anna")
  })
})
