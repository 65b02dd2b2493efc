import { readFile } from "node:fs/promises"

import { OFFERS } from "../../../testkit/seed/norrsken"
import { en } from "../../../src/admin/i18n/en"
import type { Office, Places, Who } from "./support/office"

/** Nothing made up: what shoppers do, and what an operator then sees and does. */
export function testReal(office: Office, places: Places): void {
  describe("with the shop's own answers", () => {
    const staff = () => office.operator({ clock: "running" })
    /** An order while Engage is away, and staff before its page. */
    const waiting = async (who: Who) => {
      const { shopper, cartId } = await office.cartWithOffer(who)
      office.engage.setFault({ type: "status", status: 503 })
      const { id } = await shopper.buy(cartId)
      office.engage.clearFaults()
      const operator = await staff()
      await operator.open(`/orders/${id}`)
      await operator.sees(en.situation.waiting_for_engage.happened)
      return operator
    }

    afterEach(() => office.engage.clearFaults())

    it("an offer that was used is found, told on the order and its own page, and exported", async () => {
      const { shopper, cartId } = await office.cartWithOffer("anna")
      const order = await shopper.buy(cartId)
      const number = `#${order.display_id}`
      const operator = await staff()
      const { page } = operator
      await operator.open(`/orders/${order.id}`)
      await operator.sees(en.situation.used.happened)
      await page.getByRole("link", { name: en.order.details }).click()
      await page
        .getByRole("heading", { name: en.situation.used.title })
        .waitFor()
      await operator.sees(en.timeline.redeem, number)

      const query = new URLSearchParams({
        q: number,
        status: '["redeemed"]',
        order: "-discount_amount",
      })
      await operator.open(`/promotion-redemptions?${query}`)
      await operator.sees(number, "Engage: connected")
      await operator.press(en.export.action)
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: en.export.raw }).click(),
      ])
      const csv = await readFile(await download.path(), "utf8")
      expect(csv.trim().split("\n")).toHaveLength(2)
      expect(csv).toContain(OFFERS.tenPercent.code)
    })

    it("one that waits can be tried at once, and is used then", async () => {
      const operator = await waiting("erik")
      const { page } = operator
      await page.getByRole("link", { name: en.order.details }).click()
      await operator.press(en.actions.retry)

      await page
        .getByRole("heading", { name: en.situation.used.title })
        .waitFor()
      await operator.sees(/Tried by hand, by Norrsken Admin/)
    })

    it("one that Engage refuses after the order is closed with a note", async () => {
      const operator = await waiting("maja")
      const { page, dialog } = operator
      office.engage.setFault({
        type: "refuse",
        operation: "redeem",
        code: "PromotionNotFound",
      })
      await page.getByRole("link", { name: en.order.details }).click()
      await operator.press(en.actions.retry)
      await page
        .getByRole("heading", { name: en.situation.decide_refused.title })
        .waitFor()
      office.engage.clearFaults()

      await operator.press(en.actions.resolve)
      await dialog.getByLabel(en.actions.note).fill("She may keep it.")
      await operator.pressInDialog(en.actions.resolve)
      await page
        .getByRole("heading", { name: en.situation.closed.title })
        .waitFor()
      await operator.sees("She may keep it.")
    })

    it("a promotion is switched, a draft of it is in Engage, and a customer's page shows what Engage has", async () => {
      const operator = await staff()
      const { page } = operator
      await operator.open(`/promotions/${places.promotionId}`)
      const toggle = page.getByRole("switch", { name: en.promotion.switch })
      await toggle.waitFor()
      expect(await toggle.isChecked()).toBe(true)
      await toggle.click()
      await operator.sees(en.promotion.freeText)
      await toggle.click()
      await operator.sees(en.promotion.managedText)

      await operator.press(en.promotion.draft)
      await page.getByLabel(en.promotion.draftName).fill("Autumn 2026")
      await page.getByLabel(en.promotion.draftHeading).fill("10 % off")
      await operator.press(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftDone)
      expect(office.engage.calls({ operation: "draft" })).toHaveLength(1)

      await operator.open(`/customers/${places.customerId}`)
      await operator.sees(OFFERS.threeHundred.heading)
    })
  })
}
