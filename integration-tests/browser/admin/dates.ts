import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { addressOf, lastQuery, PAGE, seated } from "./support/list-page"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"

// As days begin and end where the operator is: in Stockholm.
const FROM = "2026-10-09T22:00:00.000Z"
const TO = "2026-10-12T21:59:59.999Z"

/** The days by which the list was last asked for. */
function asked(operator: Operator) {
  const query = lastQuery(operator)
  return ["$gte", "$lte"].map((end) => query.get(`status_changed_at[${end}]`))
}

/** Chooses in the filter by days. */
async function filter(
  operator: Operator,
  { table }: typeof en | typeof sv,
  hasText: string
) {
  await operator.sees("#1039")
  await operator.choose(table.filter, table.changed)
  await operator.page.getByRole("listitem").filter({ hasText }).click()
}

const fieldOf = ({ page }: Operator, name: string) =>
  page.getByRole("group", { name, exact: true })

/** Chooses a day of the month that a field's calendar shows. */
async function chooseDay(operator: Operator, field: string, day: number) {
  await fieldOf(operator, field).getByRole("button").first().click()
  const calendar = operator.page.getByRole("grid")
  await calendar.getByText(String(day), { exact: true }).click()
  await calendar.waitFor({ state: "hidden" })
}

async function typeDay(operator: Operator, field: string, typed: string) {
  await fieldOf(operator, field).getByRole("spinbutton").first().click()
  // As fast as people type: the list is asked for anew meanwhile.
  await operator.page.keyboard.type(typed, { delay: 120 })
}

/** Waits for the list of both days, and finds them again in the address. */
async function expectRange(operator: Operator, shown: RegExp): Promise<void> {
  const { page } = operator
  await page.waitForURL(({ href }) =>
    ["2026-10-09T22", "2026-10-11T22"].every((day) => href.includes(day))
  )
  await page.keyboard.press("Escape")
  await operator.button(shown).waitFor()
  await page.reload()
  await operator.button(shown).waitFor()
  await operator.sees("#1039")
  expect(asked(operator)).toEqual([FROM, TO])
}

export function testDates(office: Office): void {
  describe("the page of redemptions, by days", () => {
    it("filters by the last so many days", async () => {
      const operator = await seated(office)
      await operator.open(`${PAGE}?offset=20`)
      await filter(operator, en, "Last 7 days")
      await operator.asked(/status_changed_at/)
      expect(asked(operator)).toEqual(["2026-10-07T22:00:00.000Z", null])
      expect(addressOf(operator).has("offset")).toBe(false)
      expect(addressOf(operator).get("status_changed_at")).toBe('{"days":7}')

      await operator.page.keyboard.press("Escape")
      await operator.button("Last 7 days").waitFor()
      await operator.press(en.table.removeFilter)
      await operator.page.waitForURL(
        (url) => !url.searchParams.has("status_changed_at")
      )
    })

    it("filters by days from the calendar, one end after the other, and follows the way back", async () => {
      const operator = await seated(office)
      const { page } = operator
      await operator.open(PAGE)
      await filter(operator, en, en.dates.custom)
      await chooseDay(operator, en.dates.to, 12)
      await operator.asked(/\$lte/)
      expect(asked(operator)).toEqual([null, TO])
      await chooseDay(operator, en.dates.from, 10)
      await page.waitForURL(/2026-10-09T22/)
      await operator.look("redemptions-custom-en")
      await expectRange(operator, /Oct 10.*Oct 12/)

      const range = encodeURIComponent(JSON.stringify({ $gte: FROM }))
      await page.evaluate((search) => {
        history.pushState(null, "", search)
        history.pushState(null, "", location.pathname)
      }, `?status_changed_at=${range}`)
      await page.goBack()
      await operator.button(/From Oct 10/).waitFor()
      expect(asked(operator)).toEqual([FROM, null])
    })

    it("filters by days that are typed as Swedes write them", async () => {
      const operator = await seated(office, { language: "sv" })
      await operator.open(PAGE)
      await filter(operator, sv, sv.dates.custom)
      await typeDay(operator, sv.dates.from, "20261010")
      await typeDay(operator, sv.dates.to, "20261012")

      await expectRange(operator, /10 okt.*12 okt/)
    })
  })
}
