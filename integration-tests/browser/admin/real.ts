import { readFile } from "node:fs/promises"

import { OFFERS } from "../../../testkit/seed/norrsken"
import { en } from "../../../src/admin/i18n/en"
import { exportAs } from "./list"
import type { Office } from "./support/office"
import type { Places } from "./widgets"

/** Nothing made up: what shoppers do, and what an operator then sees and does. */
export function testReal(office: Office, places: Places): void {
  describe("with the shop's own answers", () => {
    let order: Awaited<ReturnType<Office["order"]>>
    const goDown = () => office.engage.setFault({ type: "status", status: 503 })

    afterEach(() => office.engage.clearFaults())

    it("an offer that was used is told on the order and on its own page", async () => {
      order = await office.order("anna", "tenPercent")
      const operator = await office.operator()
      await operator.open(`/orders/${order.id}`)
      const { page } = operator
      await page.getByText(en.situation.used.happened).waitFor()
      await page.getByRole("link", { name: en.order.details }).click()

      await page
        .getByRole("heading", { name: en.situation.used.title })
        .waitFor()
      await page.getByText(en.timeline.redeem).waitFor()
      await page.getByText(`#${order.display_id}`).waitFor()
    })

    it("one that waits can be tried at once, and is used then", async () => {
      const waiting = await office.order("erik", "threeHundred", goDown)
      const operator = await office.operator()
      await operator.open(`/orders/${waiting.id}`)
      const { page } = operator
      await page.getByText(en.situation.waiting_for_engage.happened).waitFor()
      await page.getByRole("link", { name: en.order.details }).click()
      await page.getByRole("button", { name: en.actions.retry }).waitFor()

      office.engage.clearFaults()
      await page.getByRole("button", { name: en.actions.retry }).click()
      await page
        .getByRole("heading", { name: en.situation.used.title })
        .waitFor()
      await page.getByText(/Tried by hand, by Norrsken Admin/).waitFor()
    })

    it("one that Engage refuses after the order is closed with a note", async () => {
      const late = await office.order("maja", "freeDelivery", goDown)
      office.engage.clearFaults()
      office.engage.setFault({
        type: "refuse",
        operation: "redeem",
        code: "PromotionNotFound",
      })
      const operator = await office.operator()
      await operator.open(`/orders/${late.id}`)
      const { page } = operator
      await page.getByRole("link", { name: en.order.details }).click()
      await page.getByRole("button", { name: en.actions.retry }).click()
      await page
        .getByRole("heading", { name: en.situation.decide_refused.title })
        .waitFor()
      office.engage.clearFaults()

      await page.getByRole("button", { name: en.actions.resolve }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByLabel(en.actions.note).fill("She may keep it.")
      await drawer
        .getByRole("button", { name: en.actions.resolve, exact: true })
        .last()
        .click()
      await page
        .getByRole("heading", { name: en.situation.closed.title })
        .waitFor()
      await page.getByText("She may keep it.").first().waitFor()
    })

    it("the page finds an order's by its number, and exports what it shows", async () => {
      const operator = await office.operator()
      await operator.open(`/promotion-redemptions?q=%23${order.display_id}`)
      const { page, visitor } = operator
      await page.getByText(`#${order.display_id}`).waitFor()
      await page.getByText("Engage: connected").waitFor()
      await operator.photograph("real-redemptions")
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        exportAs(operator, en.export.raw),
      ])

      const csv = await readFile(await download.path(), "utf8")
      expect(csv.trim().split("\n")).toHaveLength(2)
      expect(csv).toContain(OFFERS.tenPercent.code)
    })

    it("filters by status and sorts, as the API has it", async () => {
      const operator = await office.operator()
      await operator.open(
        '/promotion-redemptions?status=["redeemed"]&order=-discount_amount'
      )
      const { page } = operator
      await page.getByText("erik.holm@example.com").waitFor()

      expect(await page.getByText("maja.berg@example.com").count()).toBe(0)
    })

    it("a customer's page shows what Engage has now", async () => {
      const operator = await office.operator()
      await operator.open(`/customers/${places.customerId}`)

      await operator.page.getByText(OFFERS.threeHundred.heading).waitFor()
    })

    it("a promotion is switched, and a draft of it is in Engage", async () => {
      const operator = await office.operator()
      await operator.open(`/promotions/${places.promotionId}`)
      const { page } = operator
      const toggle = page.getByRole("switch", { name: en.promotion.switch })
      await toggle.waitFor()
      expect(await toggle.isChecked()).toBe(true)
      await toggle.click()
      await page.getByText(en.promotion.freeText).waitFor()
      await toggle.click()
      await page.getByText(en.promotion.managedText).waitFor()

      await page.getByRole("button", { name: en.promotion.draft }).click()
      await page.getByLabel(en.promotion.draftName).fill("Autumn 2026")
      await page.getByLabel(en.promotion.draftHeading).fill("10 % off")
      await page.getByRole("button", { name: en.promotion.draftCreate }).click()
      await page.getByText(en.promotion.draftDone).waitFor()
      expect(office.engage.calls({ operation: "draft" })).toHaveLength(1)
    })
  })
}
