import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import {
  emptySummary,
  engageCheck,
  health,
  list,
  NOT_GIVEN,
  SAMPLE,
  troubledHealth,
} from "./support/answers"
import {
  addressOf,
  CHECK,
  HEALTH,
  lastQuery,
  LIST,
  openOverview,
  PAGE,
  queriesOf,
  seated,
  SUMMARY,
} from "./support/list-page"
import { LOOKS } from "./support/looks"
import type { Office } from "./support/office"
import { says } from "./support/operator"

export function testList(office: Office): void {
  it.each(LOOKS)(
    "the page of redemptions shows what there is, and how Engage is: $name",
    async ({ name, words, ...look }) => {
      const operator = await seated(office, look)
      const { dialog } = operator
      operator.answer(HEALTH, troubledHealth())
      operator.answer(LIST, list(SAMPLE.slice(0, 5)))
      operator.answer(CHECK, engageCheck())
      await operator.open(PAGE)
      await operator.sees("#1039", "WELCOME-300")
      if (look.screen === "desktop") {
        const hidden = await operator.page
          .locator("main table")
          .evaluate((table) => {
            const shown = table.parentElement?.clientWidth ?? 0
            return table.scrollWidth - shown
          })
        expect(hidden).toBeLessThanOrEqual(0)
      }
      await operator.photographContent(`redemptions-part-${name}`)
      expect(await operator.look(`redemptions-${name}`)).toEqual([])

      await operator.press(/^Engage: /)
      await dialog.getByText("checkoutWaitMs").waitFor()
      expect(await operator.look(`health-${name}`)).toEqual([])

      const customer = dialog.getByLabel(words.check.customer)
      await customer.fill("anna.lind@example.com")
      await customer.press("Enter")
      const { title, next } = words.check.finding.none_usable
      await operator.sees(title, next, "Coffee on the house")
      await dialog.getByText(/EUR, NOK/).scrollIntoViewIfNeeded()
      expect(await operator.look(`check-offers-${name}`)).toEqual([])
      operator.fail(CHECK, 404)
      await customer.press("Enter")
      await operator.sees(words.check.nobody)

      operator.answer(HEALTH, health({ not_given: NOT_GIVEN }))
      await operator.open(PAGE)
      const box = operator.box(words.notGiven.title)
      const { text } = words.notGiven.contact_ambiguous
      await says(box, "Coffee on the house", /10057/, /NOK/, text)
      expect(await operator.look(`not-given-${name}`)).toEqual([])
    }
  )

  describe("the page of redemptions", () => {
    it("says so when there is nothing", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { ...list([]), is_partial: true })
      operator.answer(SUMMARY, emptySummary())
      await operator.open(`${PAGE}?status_changed_at={"days":30}&q=nobody`)
      // A search that fits more than is shown says so too.
      await operator.sees(en.table.filteredTitle, en.table.partial)
      await openOverview(operator)
      await operator.sees(en.chart.empty)

      expect(await operator.look("redemptions-empty")).toEqual([])
    })

    it("keeps places free while it loads", async () => {
      const operator = await seated(office)
      for (const call of [LIST, SUMMARY, HEALTH]) {
        operator.leaveOpen(call)
      }
      await operator.open(PAGE)
      await operator.sees("Engage: asking…")
      expect(await operator.look("redemptions-loading")).toEqual([])

      await operator.press(/^Engage: /)
      await operator.dialog.getByRole("status").waitFor()
      expect(await operator.look("health-loading")).toEqual([])
    })

    it("offers to try again what cannot be loaded", async () => {
      const operator = await seated(office)
      for (const call of [LIST, SUMMARY, HEALTH]) {
        operator.fail(call, 500)
      }
      await operator.open(PAGE)
      await operator.sees("The redemptions could not be loaded.")
      await openOverview(operator)
      await operator.sees("The numbers could not be loaded.")
      expect(await operator.look("redemptions-failing")).toEqual([])
      operator.answer(LIST, list())
      await operator.press("Try again")
      await operator.sees("#1039")

      await operator.press(/^Engage: /)
      await operator.sees(en.health.error)
      expect(await operator.look("health-failing")).toEqual([])
      operator.answer(HEALTH, health())
      await operator.pressInDialog(en.general.again)
      await operator.sees("checkoutWaitMs")
    })

    it("is in the menu, and has no banner while all is well", async () => {
      const operator = await seated(office, { language: "sv" })
      await operator.open("/promotions")
      await operator.follow("Inlösta erbjudanden")
      await operator.sees(
        "#1042",
        sv.health.button.replace("{{status}}", sv.health.status.ok)
      )

      const banner = operator.button(sv.banner.engage.unreachable)
      expect(await banner.count()).toBe(0)
      expect(queriesOf(operator, SUMMARY)).toEqual([])
    })

    it("says so to a user whose role does not include it", async () => {
      const operator = await seated(office)
      operator.allow("order:read")
      await operator.open(PAGE)
      await operator.sees(en.rights.title)

      expect(await operator.page.getByText("#1039").count()).toBe(0)
      expect(await operator.look("redemptions-forbidden")).toEqual([])
    })

    it("filters, sorts and searches by what is chosen and typed, and keeps it in the address", async () => {
      const operator = await seated(office)
      const { page } = operator
      operator.answer(LIST, list(SAMPLE, 95))
      await operator.open(PAGE)
      await operator.press("Next")
      await page.waitForURL(/offset=20/)
      await operator.sees("#1039", en.table.first)
      await operator.choose("Filter", en.table.reason)
      await operator.press("Expired")
      await operator.asked(/reason\[0\]=promotion_expired/)
      await page.keyboard.press("Escape")
      expect(addressOf(operator).has("offset")).toBe(false)
      expect(await operator.look("redemptions-filtered")).toEqual([])
      await operator.press("Remove this filter")
      await page.waitForURL((url) => !url.searchParams.has("reason"))

      const { sort, discount, ascending } = en.table
      await operator.choose(sort, discount, "menuitemradio")
      await operator.asked(/order=-discount_amount/)
      await page.getByRole("menuitemradio", { name: ascending }).click()
      await operator.asked(/order=discount_amount/)
      await page.keyboard.press("Escape")
      expect(await page.getByText(en.table.first).count()).toBe(0)

      await page.getByPlaceholder(en.table.searchHint).fill("#1039")
      await operator.asked(/[?&]q=#1039/)
      await page.waitForURL(/q=%231039/)

      await page.reload()
      await operator.sees("#1039")
      const { q, order } = Object.fromEntries(lastQuery(operator))
      expect({ q, order }).toEqual({ q: "#1039", order: "discount_amount" })
    })

    it("narrows down to what its banner, its notes and other pages lead to", async () => {
      const operator = await seated(office)
      const { page } = operator
      operator.answer(HEALTH, troubledHealth())
      await operator.open(`${PAGE}?customer_id=cus_anna`)
      await operator.sees("Only those of one customer.")
      expect(lastQuery(operator).get("customer_id")).toBe("cus_anna")
      await operator.press("Show all")
      await page.waitForURL((url) => !url.searchParams.has("customer_id"))

      await operator.press("2 redemptions need a decision")
      await page.waitForURL(/attention/)

      await openOverview(operator)
      await operator.press(/^Refused/)
      await page.waitForURL(/rejected/)
      await operator.sees("14 orders with an offer are not paid yet")
      await operator.press(en.unpaid.action)
      await page.waitForURL(/payment_overdue/)
      await operator.asked(/reason\[0\]=payment_pending/)
    })

    it("counts and draws the rows that it lists", async () => {
      const operator = await seated(office)
      const { page } = operator
      await operator.open(
        `${PAGE}?q=anna&status=["attention"]&status_changed_at={"days":7}`
      )
      await operator.sees("#1039")
      await openOverview(operator)
      await page.getByRole("img", { name: /used/ }).waitFor()
      const listed = lastQuery(operator)
      const counted = queriesOf(operator, SUMMARY).pop()!
      expect(Object.fromEntries(counted)).toMatchObject({
        from: "2026-10-08",
        to: "2026-10-14",
        time_zone: "Europe/Stockholm",
      })
      for (const name of ["limit", "offset", "from", "to", "time_zone"]) {
        listed.delete(name)
        counted.delete(name)
      }
      expect(counted.toString()).toBe(listed.toString())

      await page.getByRole("combobox", { name: en.chart.period }).click()
      await page.getByRole("option", { name: "Last 30 days" }).click()
      await page.getByText(en.chart.table).click()
      expect(await operator.look("redemptions-overview")).toEqual([])
      await page.getByRole("row", { name: /^Oct 14 / }).waitFor()
      await page
        .getByRole("img", { name: /From Sep 15 to Oct 14: \d+ used/ })
        .waitFor()
    })

    it("is saved as a Swedish spreadsheet reads it, or says why not", async () => {
      const operator = await seated(office, { language: "sv" })
      const { action, people, raw, error } = sv.export
      await operator.open(`${PAGE}?status=["attention"]`)
      await operator.sees("#1039", sv.table.is)
      await operator.press(action)
      expect(await operator.look("export-menu-sv")).toEqual([])
      const { name, text } = await operator.save(people)
      expect(name).toBe("inlosningar-2026-10-14.csv")
      const [head, ...rows] = text.split("\r\n")
      expect(head).toContain(`;"${sv.table.status}";`)
      expect(head).toContain("(Europe/Stockholm)")
      expect(rows.join()).toContain(
        ';"1039";"Erik Holm";"erik.holm@example.com";"300,00";"SEK";'
      )
      expect(Object.fromEntries(lastQuery(operator))).toMatchObject({
        "status[0]": "attention",
        limit: "1000",
      })

      operator.fail(`${LIST}/export`, 500)
      await operator.choose(action, raw)
      await operator.sees(error)
    })
  })
}
