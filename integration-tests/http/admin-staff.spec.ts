import type { AdminBatchPromotionRedemptionsResponse } from "../../src/types/admin-http"
import {
  act,
  deferredOrder,
  detail,
  listRedemptions,
} from "../../testkit/jest/acting"
import { createRedemption } from "../../testkit/jest/redemptions"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  describe("several redemptions at once", () => {
    const batch = (data: unknown) =>
      shop.operate<AdminBatchPromotionRedemptionsResponse>(
        "POST",
        "/admin/promotion-redemptions/batch",
        data
      )

    it("are tried one by one, and what becomes of one does not stop the others", async () => {
      const { id, offer } = await deferredOrder(shop)
      const settled = await createRedemption(shop.container, {
        status: "rejected",
      })
      const ids = [settled, "promred_nobody", id, id]

      const { status, data } = await batch({ action: "retry", ids })

      expect(status).toBe(200)
      const none = { status: null, reason: null, code: null, message: null }
      const done = { ...none, outcome: "done", status: "redeemed" }
      expect(data.results).toEqual([
        {
          ...none,
          id: settled,
          outcome: "refused",
          code: "redemption_action_not_allowed",
          message: expect.any(String),
        },
        {
          ...none,
          id: "promred_nobody",
          outcome: "refused",
          message: expect.stringContaining("not found"),
        },
        { ...done, id },
        { ...done, id },
      ])
      expect((await detail(shop, id)).actions).toMatchObject([
        { action: "retry", actor_id: shop.olga.id, to_status: "redeemed" },
      ])
      expect(shop.engage.redeemCalls(offer.id)).toHaveLength(2)
    })

    it("are settled with one note, each as by itself", async () => {
      const note = "Not used in Engage."
      const shown = (
        reason: "retries_exhausted" | "promotion_already_redeemed"
      ) =>
        createRedemption(shop.container, {
          status: "attention",
          reason,
          order_id: `order_${reason}`,
        })
      const free = await shown("retries_exhausted")
      const used = await shown("promotion_already_redeemed")

      const { data } = await batch({
        action: "resolve",
        ids: [free, used],
        resolution: "not_redeemed",
        note,
      })

      expect(data.results).toMatchObject([
        { outcome: "done", status: "released", reason: "not_redeemed" },
        // Engage has it.
        { outcome: "refused", code: "redemption_action_not_allowed" },
      ])
      expect(await detail(shop, free)).toMatchObject({
        note,
        actions: [{ action: "resolve", note }],
      })
      expect(await detail(shop, used)).toMatchObject({
        status: "attention",
        actions: [],
      })
    })
  })

  describe("what the staff tell each other", () => {
    const listed = async (id: string) => {
      const { promotion_redemptions } = await listRedemptions(shop, `?q=${id}`)
      return promotion_redemptions[0]
    }

    it("is a note, which changes nothing else", async () => {
      const { id } = await deferredOrder(shop)
      const before = await detail(shop, id)

      const { status, data } = await act(shop, "note", id, {
        note: " Anna rang.\nShe waits. ",
      })

      expect(status).toBe(200)
      expect(data.promotion_redemption).toEqual({
        ...before,
        actions: [
          expect.objectContaining({
            action: "note",
            note: "Anna rang.\nShe waits.",
            from_status: "pending",
            to_status: "pending",
            user: expect.objectContaining({ email: shop.olga.email }),
          }),
        ],
      })
    })

    it("is who is on it, in the list too, until they leave", async () => {
      const id = await createRedemption(shop.container, { status: "pending" })
      expect(await listed(id)).toMatchObject({ taken_by: null })

      const { data } = await act(shop, "take", id)

      const olga = {
        actor_id: shop.olga.id,
        user: { email: shop.olga.email, first_name: "Olga" },
        since: expect.stringMatching(/^\d{4}-.*Z$/),
      }
      expect(data.promotion_redemption).toMatchObject({ taken_by: olga })
      expect(await listed(id)).toMatchObject({ taken_by: olga })

      expectRefused(
        await act(shop, "take", id, {}, shop.otto),
        "redemption_taken"
      )
      const instead = { instead_of: shop.olga.id }
      const over = await act(shop, "take", id, instead, shop.otto)
      expect(over.data.promotion_redemption).toMatchObject({
        taken_by: { actor_id: shop.otto.id },
      })
      await act(shop, "leave", id, {}, shop.otto)
      expect(await listed(id)).toMatchObject({ taken_by: null })
    })
  })
})
