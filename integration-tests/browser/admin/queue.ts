import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import {
  list,
  overdue,
  redemption,
  refusedTooLate,
  SAMPLE,
  STAFF,
  troubledHealth,
  waiting,
  withoutOrder,
} from "./support/answers"
import {
  BATCH,
  HEALTH,
  LIST,
  openOverview,
  PAGE,
  queriesOf,
  seated,
  SUMMARY,
} from "./support/list-page"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"

/** In the order in which the list has them. */
const ROWS = [refusedTooLate, overdue, waiting, redemption()]

/** What makes a row high and wide. */
const TALL = redemption({
  id: "promred_long",
  status: "attention",
  reason: "retries_exhausted",
  customer: {
    id: "cus_long",
    email: `${"anna.maria.".repeat(8)}@example.com`,
    first_name: "Anna-Maria",
    last_name: null,
  },
  taken_by: { ...STAFF.maria, since: "2026-10-14T11:00:00.000Z" },
})

/** The list with these rows, each with its own page. */
function show(operator: Operator, rows = ROWS): void {
  operator.answer(LIST, { json: list(rows) })
  for (const row of rows) {
    operator.answer(`${LIST}/${row.id}`, {
      json: { promotion_redemption: row },
    })
  }
}

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
    /** Before the list, with every row selected that something can be done with. */
    const withAllSelected = async () => {
      const operator = await seated(office)
      show(operator)
      await operator.open(PAGE)
      await operator.sees("#1039")
      await operator.page
        .getByRole("checkbox", { name: en.batch.selectAll })
        .check()
      await operator.sees("3 selected")
      return operator
    }

    it.each([
      ["wide", "en", "light"],
      ["laptop", "sv", "dark"],
      ["phone", "sv", "light"],
      ["phone", "en", "dark"],
    ] as const)(
      "is first on the page: %s, %s, %s",
      async (screen, language, theme) => {
        const texts = language === "sv" ? sv : en
        const operator = await seated(office, { screen, language, theme })
        const { page, visitor } = operator
        operator.answer(HEALTH, { json: troubledHealth() })
        operator.answer(LIST, { json: list([TALL, ...SAMPLE]) })
        await operator.open(PAGE)
        await operator.sees(
          "#1039",
          texts.taking.other.replace("{{name}}", "Maria")
        )
        await page
          .getByRole("button", {
            name: texts.banner.engage.unreachable,
            exact: true,
          })
          .waitFor()

        // Two rows at least, without scrolling.
        const second = await page.locator("tbody tr").nth(1).boundingBox()
        expect(
          (second?.y ?? Infinity) + (second?.height ?? 0)
        ).toBeLessThanOrEqual(visitor.screen.height)
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
        // As much as staff see of it.
        await visitor.photograph(`work-list-${language}-${theme}-${screen}`)
        expect(await visitor.barriers({ within: "main" })).toEqual([])

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
      const operator = await withAllSelected()
      expect(await operator.look("batch-selected")).toEqual([])
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
      await operator.press(/^Try now/)

      const { page } = operator
      const report = page.getByRole("status").filter({ hasText: "Engage" })
      await report.getByText(/1 is now marked as used/).waitFor()
      await report.getByText(/1 is still waiting/).waitFor()
      await report.getByText(/1 could not be done/).waitFor()
      await report.getByRole("link", { name: "#987" }).waitFor()
      await report.getByText(en.error.redemption_busy).waitFor()
      expect(await operator.look("batch-report")).toEqual([])
      expect(operator.sent(BATCH)).toEqual({
        action: "retry",
        ids: [refusedTooLate.id, overdue.id, waiting.id],
      })
      expect(await page.getByText("3 selected").count()).toBe(0)
    })

    it("settles those that are selected with one note, which stays until it is saved", async () => {
      const operator = await withAllSelected()
      operator.answer(BATCH, { status: 500 })
      await operator.press(/^Settle by hand/)
      const drawer = operator.page.getByRole("dialog", { name: /Settle 3/ })
      await operator.sees("1 of the selected cannot be settled like this.")
      const note = drawer.getByLabel(en.actions.note)
      await note.fill("The outage of Monday.")
      await operator.pressInDialog("Settle 2")
      await operator.sees(en.actions.failed)
      expect(await note.inputValue()).toBe("The outage of Monday.")
      expect(await operator.look("batch-settle")).toEqual([])

      operator.answer(BATCH, {
        json: {
          results: [refusedTooLate, overdue].map(({ id }) =>
            result(id, { status: "rejected", reason: "written_off" })
          ),
        },
      })
      await operator.pressInDialog("Settle 2")
      await operator.sees("2 are settled.")
      expect(operator.sent(BATCH)).toEqual({
        action: "resolve",
        ids: [refusedTooLate.id, overdue.id],
        resolution: "written_off",
        note: "The outage of Monday.",
      })
    })

    it("acts on no row that is not listed any more", async () => {
      const { page } = await withAllSelected()
      await page.getByPlaceholder(en.table.searchHint).fill("anna")

      await page.getByText("3 selected").waitFor({ state: "detached" })
    })

    it("goes from one to the next, and back to where one was", async () => {
      const operator = await seated(office)
      const { page } = operator
      const go = (name: string) => page.getByRole("link", { name }).click()
      show(operator)
      const search = encodeURIComponent('["attention","pending","redeemed"]')
      await operator.open(`${PAGE}?status=${search}`)
      await page.getByText("erik.holm@example.com").click()
      await operator.sees("1 of 4")
      expect(await operator.button(en.queue.previous).isDisabled()).toBe(true)
      await go(en.queue.next)
      await page
        .getByRole("heading", { name: en.situation.decide_unpaid.title })
        .waitFor()
      await operator.sees("2 of 4")
      await operator.look("queue-next")
      await page.reload()
      await operator.sees("2 of 4")
      await go(en.queue.previous)
      await operator.sees("1 of 4")
      await go(en.queue.next)
      await operator.sees("2 of 4")
      await go(en.queue.back)

      await page.waitForURL((url) => url.searchParams.has("status"))
      await operator.sees("#1039")
      await page.waitForFunction(
        (id) => document.activeElement?.id.endsWith(id),
        overdue.id
      )
    })

    it("is fresh when somebody comes back to it", async () => {
      const operator = await seated(office)
      show(operator)
      await operator.open(PAGE)
      await operator.sees("#1039")
      await openOverview(operator)
      await operator.sees("4,318")
      const asked = () =>
        [LIST, SUMMARY].map((call) => queriesOf(operator, call).length)
      const before = asked()
      show(operator, [withoutOrder])
      await operator.comeBack()

      await operator.page.getByText("#1039").waitFor({ state: "detached" })
      asked().forEach((count, index) =>
        expect(count).toBeGreaterThan(before[index]!)
      )
    })
  })
}
