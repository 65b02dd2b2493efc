import type { AdminPromotionRedemptionDetail } from "../../../src/types"
import { en } from "../../../src/admin/i18n/en"
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
  show,
  SUMMARY,
} from "./support/list-page"
import { WORDS } from "./support/looks"
import type { Office } from "./support/office"
import { says, type Operator } from "./support/operator"

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
  taken_by: STAFF.mariaSince,
})

/** The list with these rows, each with its own page. */
function showAll(operator: Operator, rows = ROWS): void {
  operator.answer(LIST, list(rows))
  rows.forEach((row) => show(operator, row))
}

/** What became of a row of a batch. */
function result(
  { id }: AdminPromotionRedemptionDetail,
  status: string | null = "redeemed",
  code: string | null = null
) {
  const outcome = code ? "refused" : "done"
  return { id, outcome, status, code, reason: null, message: null }
}

export function testQueue(office: Office): void {
  describe("the work list", () => {
    /** Before the list, with every row selected that something can be done with. */
    const withAllSelected = async () => {
      const operator = await seated(office)
      showAll(operator)
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
    ] as const)(
      "is first on the page: %s, %s, %s",
      async (screen, language, theme) => {
        const { taking, banner } = WORDS[language]
        const operator = await seated(office, { screen, language, theme })
        const { page } = operator
        operator.answer(HEALTH, troubledHealth())
        operator.answer(LIST, list([TALL, ...SAMPLE]))
        await operator.open(PAGE)
        await operator.sees("#1039", taking.other.replace("{{name}}", "Maria"))
        await page
          .getByRole("button", { name: banner.engage.unreachable, exact: true })
          .waitFor()

        const address = page.getByText(/^anna\.maria/)
        const { width } = await operator.sizeOf(address)
        expect(width).toBeLessThanOrEqual(200)
        expect(await address.getAttribute("title")).toContain("@example.com")
        const { below, beside } = await page.evaluate(() => {
          const [, second] = document.querySelectorAll("tbody tr")
          const { scrollWidth } = document.documentElement
          return {
            below: second!.getBoundingClientRect().bottom - window.innerHeight,
            beside: scrollWidth - window.innerWidth,
          }
        })
        // Two rows at least, without scrolling.
        expect(below).toBeLessThanOrEqual(0)
        expect(beside).toBeLessThanOrEqual(0)
        // As much as staff see of it.
        await operator.photograph(`work-list-${language}-${theme}-${screen}`)
        expect(await operator.barriers("main")).toEqual([])

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
      const results = [
        result(refusedTooLate),
        result(overdue, null, "redemption_busy"),
        result(waiting, "pending"),
      ]
      operator.answer(BATCH, { results })
      await operator.press(/^Try now/)

      const { page } = operator
      const report = page.getByRole("status").filter({ hasText: "Engage" })
      await says(report, /1 is now marked as used/, /1 is still waiting/)
      await says(report, /1 could not be done/, en.error.redemption_busy)
      await report.getByRole("link", { name: "#987" }).waitFor()
      expect(await operator.look("batch-report")).toEqual([])
      expect(operator.sent(BATCH)).toEqual({
        action: "retry",
        ids: [refusedTooLate.id, overdue.id, waiting.id],
      })
      expect(await page.getByText("3 selected").count()).toBe(0)
    })

    it("settles those that are selected with one note, which stays until it is saved", async () => {
      const operator = await withAllSelected()
      operator.fail(BATCH, 500)
      await operator.press(/^Settle by hand/)
      const drawer = operator.page.getByRole("dialog", { name: /Settle 3/ })
      await operator.sees("1 of the selected cannot be settled like this.")
      const note = drawer.getByLabel(en.actions.note)
      const typed = "The outage of Monday."
      await note.fill(typed)
      await operator.pressInDialog("Settle 2")
      await operator.sees(en.actions.failed)
      expect(await note.inputValue()).toBe(typed)
      expect(await operator.look("batch-settle")).toEqual([])

      const settled = [refusedTooLate, overdue]
      const results = settled.map((row) => result(row, "rejected"))
      operator.answer(BATCH, { results })
      await operator.pressInDialog("Settle 2")
      await operator.sees("2 are settled.")
      expect(operator.sent(BATCH)).toEqual({
        action: "resolve",
        ids: settled.map(({ id }) => id),
        resolution: "written_off",
        note: typed,
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
      showAll(operator)
      const search = encodeURIComponent('["attention","pending","redeemed"]')
      await operator.open(`${PAGE}?status=${search}`)
      await page.getByText("erik.holm@example.com").click()
      await operator.sees("1 of 4")
      expect(await operator.button(en.queue.previous).isDisabled()).toBe(true)
      await operator.follow(en.queue.next)
      await operator.reads(en.situation.decide_unpaid.title)
      await operator.sees("2 of 4")
      await operator.look("queue-next")
      await page.reload()
      await operator.sees("2 of 4")
      await operator.follow(en.queue.previous)
      await operator.sees("1 of 4")
      await operator.follow(en.queue.next)
      await operator.sees("2 of 4")
      await operator.follow(en.queue.back)

      await page.waitForURL((url) => url.searchParams.has("status"))
      await operator.sees("#1039")
      await page.waitForFunction(
        (id) => document.activeElement?.id.endsWith(id),
        overdue.id
      )
    })

    it("is fresh when somebody comes back to it", async () => {
      const operator = await seated(office)
      showAll(operator)
      await operator.open(PAGE)
      await operator.sees("#1039")
      await openOverview(operator)
      await operator.sees("4,318")
      const asked = () =>
        [LIST, SUMMARY].map((call) => queriesOf(operator, call).length)
      const before = asked()
      showAll(operator, [withoutOrder])
      await operator.comeBack()

      await operator.page.getByText("#1039").waitFor({ state: "detached" })
      asked().forEach((count, index) =>
        expect(count).toBeGreaterThan(before[index]!)
      )
    })
  })
}
