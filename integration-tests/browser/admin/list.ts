import { readFile } from "node:fs/promises"

import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { CUSTOMER_CHECK_FINDINGS } from "../../../src/types/admin-http"
import {
  emptySummary,
  engageCheck,
  health,
  list,
  NOT_GIVEN,
  redemption,
  refusedTooLate,
  SAMPLE,
  troubledHealth,
} from "./support/answers"
import {
  CHECK,
  EXPORT,
  HEALTH,
  LIST,
  listRequests,
  openOverview,
  PAGE,
  seated,
  SUMMARY,
} from "./support/list-page"
import { LOOKS, nameOf } from "./support/looks"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"
import { allow } from "./support/rights"

/** Saves the listed rows. @param kind - as the menu calls it */
export async function exportAs(
  { page }: Operator,
  kind: string
): Promise<void> {
  await page.getByRole("button", { name: /^Exp/ }).click()
  await page.getByRole("menuitem", { name: kind }).click()
}

/** The page of all redemptions. */
export function testList(office: Office): void {
  describe.each(LOOKS.map((look) => [nameOf(look), look] as const))(
    "the page of redemptions, %s",
    (name, look) => {
      const words = look.language === "sv" ? sv : en

      it("shows what there is, what needs somebody, and how Engage is", async () => {
        const operator = await seated(office, look)
        operator.answer(HEALTH, { json: troubledHealth() })
        operator.answer(LIST, { json: list(SAMPLE.slice(0, 5), 8) })
        await operator.open(PAGE)
        const { page } = operator

        await page.getByText("#1039").first().waitFor()
        await page.getByText("WELCOME-300").first().waitFor()
        await operator.photographContent(`redemptions-part-${name}`)
        await operator.photograph(`redemptions-${name}`)
        expect(await operator.barriers()).toEqual([])
      })

      it("shows what Engage offers and the shop cannot give", async () => {
        const operator = await seated(office, look)
        operator.answer(HEALTH, { json: health({ not_given: NOT_GIVEN }) })
        await operator.open(PAGE)
        const { page } = operator
        const box = page
          .locator("[data-engage]")
          .filter({ hasText: words.notGiven.title })

        await box.getByText("Coffee on the house").waitFor()
        await box.getByText(/10057/).waitFor()
        await box.getByText(/NOK/).waitFor()
        await box.getByText(words.notGiven.contact_ambiguous.text).waitFor()
        await operator.photographPart(`not-given-${name}`, box)
        expect(await operator.barriers()).toEqual([])
      })

      it("says how the connection is, without a secret", async () => {
        const operator = await seated(office, look)
        operator.answer(HEALTH, { json: troubledHealth() })
        await operator.open(PAGE)
        const { page } = operator
        await page.getByRole("button", { name: /^Engage: / }).click()
        const drawer = page.getByRole("dialog")
        await drawer.getByText("checkoutWaitMs").waitFor()

        expect(await drawer.innerText()).not.toMatch(/apiKey/i)
        await operator.photograph(`health-${name}`)
        expect(await operator.barriers()).toEqual([])
      })

      it("says why a customer is not shown an offer, and what to do", async () => {
        const operator = await seated(office, look)
        operator.answer(CHECK, { json: engageCheck() })
        await operator.open(PAGE)
        const { page } = operator
        await page.getByRole("button", { name: /^Engage: / }).click()
        const drawer = page.getByRole("dialog")
        const field = drawer.getByLabel(words.check.customer)
        await field.fill("anna.lind@example.com")
        await field.press("Enter")

        await drawer.getByText(words.check.finding.none_usable.title).waitFor()
        await drawer.getByText("Coffee on the house").waitFor()
        await drawer.getByText(/EUR, NOK/).scrollIntoViewIfNeeded()
        await operator.photograph(`check-offers-${name}`)
        expect(await operator.barriers()).toEqual([])

        for (const finding of CUSTOMER_CHECK_FINDINGS) {
          if (finding === "ok" || finding === "none_usable") {
            continue
          }
          operator.answer(CHECK, {
            json: engageCheck({
              steps: [{ step: "contact_lookup", finding, http_status: 401 }],
              engage_promotions: [],
            }),
          })
          await field.press("Enter")
          const { title, next } = words.check.finding[finding]
          await drawer.getByText(title).waitFor()
          await drawer.getByText(next).waitFor()
        }
        operator.answer(CHECK, { status: 404 })
        await field.press("Enter")
        await drawer.getByText(words.check.nobody).waitFor()
      })
    }
  )

  describe("the page of redemptions", () => {
    it("says so when there is nothing yet", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { json: list([]) })
      operator.answer(SUMMARY, { json: emptySummary() })
      await operator.open(`${PAGE}?status_changed_at={"days":30}`)
      const { page } = operator

      await page.getByText(en.table.filteredTitle).waitFor()
      await openOverview(operator)
      await page.getByText(en.chart.empty).waitFor()
      await operator.photograph("redemptions-empty")
      expect(await operator.barriers()).toEqual([])
    })

    it("keeps places free while it loads", async () => {
      const operator = await seated(office)
      operator.answer(LIST, "never")
      operator.answer(SUMMARY, "never")
      operator.answer(HEALTH, "never")
      await operator.open(PAGE)
      const { page } = operator

      await page.getByText("Engage: asking…").waitFor()
      await operator.photograph("redemptions-loading")
      expect(await operator.barriers()).toEqual([])
    })

    it("offers to try again when it cannot be loaded", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { status: 500 })
      operator.answer(SUMMARY, { status: 500 })
      operator.answer(HEALTH, { status: 500 })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("The redemptions could not be loaded.").waitFor()
      await openOverview(operator)
      await page.getByText("The numbers could not be loaded.").waitFor()
      await operator.photograph("redemptions-failing")
      expect(await operator.barriers()).toEqual([])

      operator.answer(LIST, { json: list() })
      await page.getByRole("button", { name: "Try again" }).first().click()
      await page.getByText("#1039").waitFor()
    })

    it("keeps places free while the connection is checked", async () => {
      const operator = await seated(office)
      operator.answer(HEALTH, "never")
      await operator.open(PAGE)
      const { page } = operator
      await page.getByRole("button", { name: /^Engage: / }).click()

      await page.getByRole("dialog").getByRole("status").waitFor()
      await operator.photograph("health-loading")
      expect(await operator.barriers()).toEqual([])
    })

    it("offers to check the connection again when that failed", async () => {
      const operator = await seated(office)
      operator.answer(HEALTH, { status: 500 })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByRole("button", { name: /^Engage: / }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText(en.health.error).waitFor()
      await operator.photograph("health-failing")
      expect(await operator.barriers()).toEqual([])

      operator.answer(HEALTH, { json: health() })
      await drawer.getByRole("button", { name: en.general.again }).click()
      await drawer.getByText("checkoutWaitMs").waitFor()
    })

    it("has no banner while all is well", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      const { page } = operator
      await page
        .getByText(en.health.button.replace("{{status}}", en.health.status.ok))
        .waitFor()

      expect(
        await page.getByText(/redemptions? needs? a decision/).count()
      ).toBe(0)
      expect(await page.getByText("Engage cannot be reached").count()).toBe(0)
    })

    it("keeps filters, order and page in the address", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { json: list(SAMPLE, 95) })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()

      await openOverview(operator)
      await page.getByRole("button", { name: /^Needs a decision/ }).click()
      await page.waitForURL(/status=/)
      await page.getByRole("button", { name: "Next" }).click()
      await page.waitForURL(/offset=20/)
      await page
        .getByRole("columnheader", { name: en.table.changed })
        .getByRole("button")
        .click()
      await page.waitForURL(/order=/)
      expect(new URL(page.url()).searchParams.get("status")).toBe(
        '["attention"]'
      )
      expect(new URL(page.url()).searchParams.has("offset")).toBe(false)

      await page.reload()
      await page.getByText("#1039").waitFor()
      const last = listRequests(operator).pop()
      expect(last).toContain("status[0]=attention")
      expect(last).toMatch(/order=-?status_changed_at/)
    })

    it("filters by what is chosen in its menu", async () => {
      const operator = await seated(office)
      await operator.open(`${PAGE}?offset=20`)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByRole("button", { name: "Filter", exact: true }).click()
      await page.getByRole("menuitem", { name: en.table.reason }).click()
      const asked = page.waitForRequest(/reason.*promotion_expired/)
      await page.getByRole("button", { name: "Expired" }).click()
      await asked
      await page.keyboard.press("Escape")

      expect(new URL(page.url()).searchParams.has("offset")).toBe(false)
      expect(listRequests(operator).pop()).toContain(
        "reason[0]=promotion_expired"
      )
      await operator.photograph("redemptions-filtered")
      expect(await operator.barriers()).toEqual([])
      await page.getByRole("button", { name: "Remove this filter" }).click()
      await page.waitForURL((url) => !url.searchParams.has("reason"))
    })

    it("says what it filters by in the language of the admin", async () => {
      const operator = await seated(office, { language: "sv" })
      await operator.open(`${PAGE}?status=["attention"]`)
      const { page } = operator
      const filter = page.getByText(sv.table.is, { exact: true })
      await filter.waitFor()
      await operator.photograph("redemptions-filtered-sv")

      expect(await page.getByText(en.table.is, { exact: true }).count()).toBe(0)
    })

    it("sorts by what is chosen in its menu, and the other way", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      const { page, visitor } = operator
      await page.getByText(en.table.first).waitFor()
      const sortBy = (name: string) =>
        page.getByRole("menuitemradio", { name, exact: true })
      await page
        .getByRole("button", { name: en.table.sort, exact: true })
        .click()
      const byAmount = page.waitForRequest(/order=-discount_amount/)
      await sortBy(en.table.discount).click()
      await byAmount
      await sortBy(en.table.ascending).waitFor()
      await operator.photograph("redemptions-sorting")
      expect(await visitor.barriers({ within: "[role=menu]" })).toEqual([])

      const smallestFirst = page.waitForRequest(/order=discount_amount/)
      await sortBy(en.table.ascending).click()
      await smallestFirst
      await page.waitForURL(/order=discount_amount/)
      expect(await page.getByText(en.table.first).count()).toBe(0)
    })

    it("searches for what is typed", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByPlaceholder(en.table.searchHint).fill("#1039")
      const asked = page.waitForRequest(/[?&]q=%231039/)
      await page.waitForURL(/q=%231039/)

      await asked
    })

    it("says so when a search finds nothing", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { json: list([]) })
      await operator.open(`${PAGE}?q=nobody`)

      await operator.page.getByText(en.table.filteredTitle).waitFor()
      await operator.photograph("redemptions-nothing-found")
    })

    it("tells of unpaid orders without alarm, and shows them", async () => {
      const operator = await seated(office)
      operator.answer(HEALTH, {
        json: health({ unpaid: troubledHealth().health.unpaid }),
      })
      await operator.open(PAGE)
      const { page } = operator
      await openOverview(operator)
      await page.getByText("14 orders with an offer are not paid yet").waitFor()
      expect(await page.getByText(/needs? a decision/).count()).toBe(1)
      await operator.photograph("redemptions-unpaid")
      await page.getByRole("button", { name: en.unpaid.action }).click()

      await page.waitForURL(/payment_overdue/)
      expect(listRequests(operator).pop()).toContain(
        "reason[0]=payment_pending"
      )
    })

    it("says so to a user whose role does not include it", async () => {
      const operator = await seated(office)
      allow(operator, ["order:read"])
      await operator.open(PAGE)

      await operator.page.getByText(en.rights.title).waitFor()
      expect(await operator.page.getByText("#1039").count()).toBe(0)
      await operator.photograph("redemptions-forbidden")
      expect(await operator.barriers()).toEqual([])
    })

    it("narrows down to what needs somebody from the banner", async () => {
      const operator = await seated(office)
      operator.answer(HEALTH, { json: troubledHealth() })
      await operator.open(PAGE)
      const { page } = operator
      await page
        .getByRole("button", { name: "2 redemptions need a decision" })
        .click()

      await page.waitForURL(/attention/)
    })

    it("shows one customer's, and lets go of it", async () => {
      const operator = await seated(office)
      await operator.open(`${PAGE}?customer_id=cus_anna`)
      const { page } = operator
      await page.getByText("Only those of one customer.").waitFor()
      expect(listRequests(operator).pop()).toContain("customer_id=cus_anna")

      await page.getByRole("button", { name: "Show all" }).click()
      await page.waitForURL((url) => !url.searchParams.has("customer_id"))
    })

    it("opens a redemption from its row", async () => {
      const operator = await seated(office)
      operator.answer(`${LIST}/${refusedTooLate.id}`, {
        json: { promotion_redemption: refusedTooLate },
      })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("erik.holm@example.com").click()

      await page
        .getByText(
          "The customer got the discount, but Engage refused the offer"
        )
        .waitFor()
    })

    it("saves the filtered rows as a file", async () => {
      const operator = await seated(office)
      operator.answer(EXPORT, {
        text: "id,status\npromred_02,attention\n",
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": 'attachment; filename="redemptions.csv"',
        },
      })
      await operator.open(`${PAGE}?status=["attention"]`)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        exportAs(operator, en.export.raw),
      ])

      expect(download.suggestedFilename()).toBe("redemptions.csv")
      expect(await readFile(await download.path(), "utf8")).toContain(
        "promred_02"
      )
      const request = operator.requests.find(({ line }) =>
        line.startsWith(EXPORT)
      )
      expect(request?.line).toContain("status[0]=attention")
    })

    it("says so when the file cannot be made", async () => {
      const operator = await seated(office)
      operator.answer(EXPORT, { status: 500 })
      await operator.open(PAGE)
      await exportAs(operator, en.export.raw)

      await operator.page.getByText("The file could not be made.").waitFor()
    })

    it("shows the numbers behind the chart", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      const { page } = operator
      await openOverview(operator)
      await page.getByText(en.chart.choosePeriod).waitFor()
      await page.getByRole("combobox", { name: en.chart.period }).click()
      await page.getByRole("option", { name: "Last 30 days" }).click()
      await page.getByText(en.chart.table).click()
      await operator.photograph("redemptions-overview")
      expect(await operator.barriers()).toEqual([])

      await page.getByRole("row", { name: /^Oct 14 / }).waitFor()
      await page
        .getByRole("img", { name: /From Sep 15 to Oct 14: \d+ used/ })
        .waitFor()
    })

    it("is in the menu, in the language of the admin", async () => {
      const operator = await seated(office, { language: "sv" })
      operator.answer(LIST, { json: list([redemption()]) })
      await operator.open("/promotions")
      await operator.page
        .getByRole("link", { name: "Inlösta erbjudanden" })
        .click()

      await operator.page.getByText("#1042").waitFor()
    })
  })
}
