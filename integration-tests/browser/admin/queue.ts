import { readFile } from "node:fs/promises"

import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import {
  list,
  overdue,
  redemption,
  refusedTooLate,
  SAMPLE,
  troubledHealth,
  waiting,
  withoutOrder,
} from "./support/answers"
import {
  BATCH,
  HEALTH,
  LIST,
  listRequests,
  openOverview,
  PAGE,
  seated,
  SUMMARY,
  summaryRequests,
} from "./support/list-page"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"

/** In the order in which the list has them. */
const ROWS = [refusedTooLate, overdue, waiting, redemption()]

/** The list with these rows, each with its own page. */
function show(operator: Operator, rows = ROWS): void {
  operator.answer(LIST, { json: list(rows) })
  for (const row of rows) {
    operator.answer(`${LIST}/${row.id}`, {
      json: { promotion_redemption: row },
    })
  }
}

const boxOf = ({ page }: Operator, offer: string) =>
  page.getByRole("checkbox", { name: `Select ${offer}` }).first()

const result = (id: string, overrides: object = {}) => ({
  id,
  outcome: "done",
  status: "redeemed",
  reason: null,
  code: null,
  message: null,
  ...overrides,
})

/** Working through the list. */
export function testQueue(office: Office): void {
  describe("the work list", () => {
    it.each([
      ["wide", "en", "light"],
      ["laptop", "sv", "dark"],
      ["phone", "sv", "light"],
      ["phone", "en", "dark"],
    ] as const)(
      "is first on the page: %s, %s, %s",
      async (screen, language, theme) => {
        const operator = await seated(office, { screen, language, theme })
        operator.answer(HEALTH, { json: troubledHealth() })
        const tall = redemption({
          id: "promred_long",
          status: "attention",
          reason: "retries_exhausted",
          customer: {
            id: "cus_long",
            email: `${"anna.maria.".repeat(8)}@example.com`,
            first_name: "Anna-Maria",
            last_name: null,
          },
          taken_by: {
            actor_id: "user_maria",
            user: {
              id: "user_maria",
              email: "maria@example.com",
              first_name: "Maria",
              last_name: "Ek",
            },
            since: "2026-10-14T11:00:00.000Z",
          },
        })
        operator.answer(LIST, { json: list([tall, ...SAMPLE]) })
        await operator.open(PAGE)
        const { page, visitor } = operator
        await page.getByText("#1039").first().waitFor()
        const texts = language === "sv" ? sv : en
        await page
          .getByText(texts.taking.other.replace("{{name}}", "Maria"))
          .waitFor()
        await page
          .getByRole("button", {
            name: texts.banner.engage.unreachable,
            exact: true,
          })
          .waitFor()

        // Two rows at least, without scrolling.
        const second = page.locator("tbody tr").nth(1)
        const box = await second.boundingBox()
        expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(
          visitor.screen.height
        )
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth
          )
        ).toBeLessThanOrEqual(0)
        const address = page.getByText(/^anna\.maria/)
        expect(
          (await address.boundingBox())?.width ?? Infinity
        ).toBeLessThanOrEqual(200)
        expect(await address.getAttribute("title")).toContain("@example.com")
        await visitor.photograph(`work-list-${language}-${theme}-${screen}`)
        expect(await operator.barriers()).toEqual([])

        await page.evaluate(() => {
          const main = document.querySelector("main") as HTMLElement
          main.tabIndex = -1
          main.focus()
        })
        let stops = 0
        const isInRow = () =>
          page.evaluate(() => document.activeElement?.closest("tbody") !== null)
        while (!(await isInRow()) && stops < 20) {
          await page.keyboard.press("Tab")
          stops++
        }
        expect(stops).toBeLessThanOrEqual(10)
      }
    )

    it("tries all that are selected, and says what became of each", async () => {
      const operator = await seated(office)
      show(operator)
      operator.answer(BATCH, {
        json: {
          results: [
            result(refusedTooLate.id),
            result(overdue.id, {
              outcome: "refused",
              status: null,
              code: "redemption_busy",
            }),
            result(waiting.id, { status: "pending" }),
          ],
        },
      })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      expect(
        await boxOf(operator, "Ten per cent off in autumn").isDisabled()
      ).toBe(false)
      await page.getByRole("checkbox", { name: en.batch.selectAll }).check()
      await page.getByText("3 selected").waitFor()
      await operator.photograph("batch-selected")
      expect(await operator.barriers()).toEqual([])
      await page.getByRole("button", { name: /^Try now/ }).click()

      const report = page.getByRole("status").filter({ hasText: "Engage" })
      await report.getByText(/1 is now marked as used/).waitFor()
      await report.getByText(/1 is still waiting/).waitFor()
      await report.getByText(/1 could not be done/).waitFor()
      await report.getByRole("link", { name: "#987" }).waitFor()
      await report.getByText(en.error.redemption_busy).waitFor()
      await operator.photograph("batch-report")
      expect(await operator.barriers()).toEqual([])
      expect(
        operator.requests.find(({ line }) => line === BATCH)?.body
      ).toEqual({
        action: "retry",
        ids: [refusedTooLate.id, overdue.id, waiting.id],
      })
      expect(await page.getByText("3 selected").count()).toBe(0)
    })

    it("settles those that are selected with one note", async () => {
      const operator = await seated(office)
      show(operator)
      operator.answer(BATCH, {
        json: {
          results: [refusedTooLate, overdue].map(({ id }) =>
            result(id, { status: "rejected", reason: "written_off" })
          ),
        },
      })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByRole("checkbox", { name: en.batch.selectAll }).check()
      await page.getByRole("button", { name: /^Settle by hand/ }).click()
      const drawer = page.getByRole("dialog", { name: /Settle 3/ })
      await drawer
        .getByText("1 of the selected cannot be settled like this.")
        .waitFor()
      await operator.photograph("batch-settle")
      expect(await operator.barriers()).toEqual([])
      await drawer.getByLabel(en.actions.note).fill("The outage of Monday.")
      await drawer.getByRole("button", { name: "Settle 2" }).click()

      await page.getByText("2 are settled.").waitFor()
      expect(
        operator.requests.find(({ line }) => line === BATCH)?.body
      ).toEqual({
        action: "resolve",
        ids: [refusedTooLate.id, overdue.id],
        resolution: "written_off",
        note: "The outage of Monday.",
      })
    })

    it("keeps the note when the shop does not answer", async () => {
      const operator = await seated(office)
      show(operator)
      operator.answer(BATCH, { status: 500 })
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByRole("checkbox", { name: en.batch.selectAll }).check()
      await page.getByRole("button", { name: /^Settle by hand/ }).click()
      const drawer = page.getByRole("dialog", { name: /Settle 3/ })
      await drawer.getByLabel(en.actions.note).fill("The outage of Monday.")
      await drawer.getByRole("button", { name: "Settle 2" }).click()

      await drawer.getByText(en.actions.failed).waitFor()
      expect(await drawer.getByLabel(en.actions.note).inputValue()).toBe(
        "The outage of Monday."
      )
    })

    it("acts on no row that is not listed any more", async () => {
      const operator = await seated(office)
      show(operator)
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByRole("checkbox", { name: en.batch.selectAll }).check()
      await page.getByText("3 selected").waitFor()
      await page.getByPlaceholder(en.table.searchHint).fill("anna")

      await page.getByText("3 selected").waitFor({ state: "detached" })
    })

    it("goes from one to the next, and back to where one was", async () => {
      const operator = await seated(office)
      show(operator)
      const search = `?status=${encodeURIComponent('["attention","pending","redeemed"]')}`
      await operator.open(`${PAGE}${search}`)
      const { page } = operator
      await page.getByText("erik.holm@example.com").click()
      await page.getByText("1 of 4").waitFor()
      expect(
        await page.getByRole("button", { name: en.queue.previous }).isDisabled()
      ).toBe(true)
      await page.getByRole("link", { name: en.queue.next }).click()
      await page
        .getByRole("heading", { name: en.situation.decide_unpaid.title })
        .waitFor()
      await page.getByText("2 of 4").waitFor()
      await operator.photograph("queue-next")
      await page.reload()
      await page.getByText("2 of 4").waitFor()
      await page.getByRole("link", { name: en.queue.previous }).click()
      await page.getByText("1 of 4").waitFor()
      await page.getByRole("link", { name: en.queue.next }).click()
      await page.getByText("2 of 4").waitFor()
      await page.getByRole("link", { name: en.queue.back }).click()

      await page.waitForURL((url) => url.searchParams.has("status"))
      await page.getByText("#1039").waitFor()
      await page.waitForFunction(
        (id) => document.activeElement?.id.endsWith(id),
        overdue.id
      )
    })

    it("is fresh when somebody comes back to it", async () => {
      const operator = await seated(office)
      show(operator)
      await operator.open(PAGE)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await openOverview(operator)
      await page.getByText("4,318").waitFor()
      const before = [
        listRequests(operator).length,
        summaryRequests(operator).length,
      ] as const
      show(operator, [withoutOrder])

      await page.evaluate(() =>
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
      )

      await page.getByText("#1039").waitFor({ state: "detached" })
      expect(listRequests(operator).length).toBeGreaterThan(before[0])
      expect(summaryRequests(operator).length).toBeGreaterThan(before[1])
    })

    it("counts and draws what it lists", async () => {
      const operator = await seated(office)
      show(operator)
      await operator.open(
        `${PAGE}?q=anna&status=["attention"]&status_changed_at={"days":7}`
      )
      const { page } = operator
      await page.getByText("#1039").waitFor()
      const asked = page.waitForRequest(/redemptions\/summary/)
      await openOverview(operator)
      await asked
      await page.getByRole("img", { name: /used/ }).waitFor()

      const listed = new URLSearchParams(
        listRequests(operator).pop()?.split("?")[1]
      )
      const counted = new URLSearchParams(
        summaryRequests(operator).pop()?.split("?")[1]
      )
      expect(counted.get("from")).toBe("2026-10-08")
      expect(counted.get("to")).toBe("2026-10-14")
      expect(counted.get("time_zone")).toBe("Europe/Stockholm")
      // Seven days, as days begin where the operator is.
      expect(listed.get("status_changed_at[$gte]")).toBe(
        "2026-10-07T22:00:00.000Z"
      )
      for (const name of ["limit", "offset", "from", "to", "time_zone"]) {
        listed.delete(name)
        counted.delete(name)
      }
      expect(counted.toString()).toBe(listed.toString())
      expect(new URL(page.url()).searchParams.get("status_changed_at")).toBe(
        '{"days":7}'
      )
    })

    it("says so when a search fits more than is shown", async () => {
      const operator = await seated(office)
      operator.answer(LIST, { json: { ...list(ROWS), is_partial: true } })
      await operator.open(`${PAGE}?q=an`)

      await operator.page.getByText(en.table.partial).waitFor()
    })

    it("is saved as a Swedish spreadsheet reads it", async () => {
      const operator = await seated(office, { language: "sv" })
      show(operator)
      await operator.open(`${PAGE}?status=["attention"]`)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page.getByRole("button", { name: sv.export.action }).click()
      await operator.photograph("export-menu-sv")
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: sv.export.people }).click(),
      ])

      expect(download.suggestedFilename()).toBe("inlosningar-2026-10-14.csv")
      const text = await readFile(await download.path(), "utf8")
      const [head, first] = text.split("\r\n")
      expect(head).toContain(`;"${sv.table.status}";`)
      expect(head).toContain("(Europe/Stockholm)")
      expect(first).toContain(
        ';"1039";"Erik Holm";"erik.holm@example.com";"300,00";"SEK";'
      )
      expect(first).toContain(`;"${sv.status.attention}";`)
      expect(
        operator.requests.some(({ line }) =>
          /\?.*status\[0\]=attention.*limit=1000/.test(line)
        )
      ).toBe(true)
    })

    it("counts no rows while the counts are folded", async () => {
      const operator = await seated(office)
      operator.answer(SUMMARY, { status: 500 })
      await operator.open(PAGE)
      await operator.page.getByText("#1039").waitFor()

      expect(summaryRequests(operator)).toEqual([])
    })
  })
}
