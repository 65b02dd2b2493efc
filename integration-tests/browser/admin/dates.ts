import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { listRequests, PAGE, seated } from "./support/list-page"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"

const TEXTS = { en, sv }

/** How a day is typed, and how a range of them is shown, in each language. */
const LANGUAGES = [
  { language: "en", typed: ["10102026", "10122026"], shown: /Oct 10.*Oct 12/ },
  { language: "sv", typed: ["20261010", "20261012"], shown: /10 okt.*12 okt/ },
] as const

// As days begin and end where the operator is: in Stockholm.
const FROM = "2026-10-09T22:00:00.000Z"
const TO = "2026-10-12T21:59:59.999Z"

/** When what is listed has changed, as the last request asked. */
function changed(operator: Operator, bound: "$gte" | "$lte"): string | null {
  const [, query] = listRequests(operator).pop()?.split("?") ?? []
  return new URLSearchParams(query).get(`status_changed_at[${bound}]`)
}

/** Opens the filter by days, and in it the one by days of one's own choice. */
async function openCustomDates(
  { page }: Operator,
  texts: typeof en | typeof sv
): Promise<void> {
  await page.getByText("#1039").waitFor()
  await page
    .getByRole("button", { name: texts.table.filter, exact: true })
    .click()
  await page.getByRole("menuitem", { name: texts.table.changed }).click()
  await page
    .getByRole("listitem")
    .filter({ hasText: texts.dates.custom })
    .click()
}

/** Chooses a day of the month that a field's calendar shows. */
async function chooseDay(
  { page }: Operator,
  { field, day }: { field: string; day: number }
): Promise<void> {
  await page
    .getByRole("group", { name: field, exact: true })
    .getByRole("button")
    .first()
    .click()
  const calendar = page.getByRole("grid")
  await calendar.getByText(String(day), { exact: true }).click()
  await calendar.waitFor({ state: "hidden" })
}

async function typeDay(
  { page }: Operator,
  { field, typed }: { field: string; typed: string }
): Promise<void> {
  await page
    .getByRole("group", { name: field, exact: true })
    .getByRole("spinbutton")
    .first()
    .click()
  // As fast as people type: the list is asked for anew meanwhile.
  await page.keyboard.type(typed, { delay: 120 })
}

/** Waits for the list of both days, and finds it again from the address. */
async function expectRange(operator: Operator, shown: RegExp): Promise<void> {
  const { page } = operator
  await page.waitForURL(/2026-10-09T22.*2026-10-11T22/)
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: shown }).waitFor()
  await page.reload()
  await page.getByRole("button", { name: shown }).waitFor()

  expect(changed(operator, "$gte")).toBe(FROM)
  expect(changed(operator, "$lte")).toBe(TO)
}

/** The table's filter by days. */
export function testDates(office: Office): void {
  describe("the page of redemptions, by days", () => {
    it("filters by the last so many days", async () => {
      const operator = await seated(office)
      await operator.open(`${PAGE}?offset=20`)
      const { page } = operator
      await page.getByText("#1039").waitFor()
      await page
        .getByRole("button", { name: en.table.filter, exact: true })
        .click()
      await page.getByRole("menuitem", { name: en.table.changed }).click()
      await page
        .getByRole("listitem")
        .filter({ hasText: en.dates.custom })
        .waitFor()
      await operator.photograph("redemptions-dates")

      const asked = page.waitForRequest(/status_changed_at.*gte/)
      await page
        .getByRole("listitem")
        .filter({ hasText: "Last 7 days" })
        .click()
      await asked
      await page.keyboard.press("Escape")
      // As days begin where the operator is: in Stockholm.
      const since = "2026-10-07T22:00:00.000Z"
      expect(changed(operator, "$gte")).toBe(since)
      expect(new URL(page.url()).searchParams.has("offset")).toBe(false)
      expect(new URL(page.url()).searchParams.get("status_changed_at")).toBe(
        '{"days":7}'
      )

      await page.reload()
      await page.getByRole("button", { name: "Last 7 days" }).waitFor()
      expect(changed(operator, "$gte")).toBe(since)
      await page.getByRole("button", { name: en.table.removeFilter }).click()
      await page.waitForURL((url) => !url.searchParams.has("status_changed_at"))
    })

    it("filters by the range of days in its address, and counts the last one whole", async () => {
      const operator = await seated(office)
      const range = {
        $gte: "2026-10-09T22:00:00.000Z",
        $lte: "2026-10-11T22:00:00.000Z",
      }
      await operator.open(
        `${PAGE}?status_changed_at=${encodeURIComponent(JSON.stringify(range))}`
      )
      const { page } = operator
      await page.getByText("#1039").waitFor()

      expect(listRequests(operator).pop()).toContain(
        "status_changed_at[$lte]=2026-10-12T21:59:59.999Z"
      )
      await page.getByRole("button", { name: /\b10\b.* - .*\b12\b/ }).waitFor()
      await operator.photograph("redemptions-range")
    })

    it.each(LANGUAGES)(
      "filters by days that are chosen in the calendar: $language",
      async ({ language, shown }) => {
        const operator = await seated(office, { language })
        const texts = TEXTS[language]
        await operator.open(PAGE)
        await openCustomDates(operator, texts)

        await chooseDay(operator, { field: texts.dates.from, day: 10 })
        await operator.page.waitForURL(/2026-10-09T22/)
        expect(changed(operator, "$lte")).toBeNull()
        await chooseDay(operator, { field: texts.dates.to, day: 12 })
        await operator.photograph(`redemptions-custom-${language}`)

        await expectRange(operator, shown)
      }
    )

    it.each(LANGUAGES)(
      "filters by days that are typed: $language",
      async ({ language, typed: [from, to], shown }) => {
        const operator = await seated(office, { language })
        const texts = TEXTS[language]
        await operator.open(PAGE)
        await openCustomDates(operator, texts)

        await typeDay(operator, { field: texts.dates.from, typed: from })
        await typeDay(operator, { field: texts.dates.to, typed: to })

        await expectRange(operator, shown)
      }
    )

    it("filters by an end alone", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      await openCustomDates(operator, en)

      const asked = operator.page.waitForRequest(/status_changed_at.*lte/)
      await chooseDay(operator, { field: en.dates.to, day: 12 })
      await asked

      expect(changed(operator, "$gte")).toBeNull()
      expect(changed(operator, "$lte")).toBe(TO)
    })

    it("follows the browser's way back to other days", async () => {
      const operator = await seated(office)
      await operator.open(PAGE)
      const { page } = operator
      await openCustomDates(operator, en)
      await chooseDay(operator, { field: en.dates.to, day: 12 })
      await page.keyboard.press("Escape")
      const range = JSON.stringify({ $gte: FROM })
      await page.evaluate(
        (search) => {
          history.pushState(null, "", search)
          history.pushState(null, "", location.pathname)
        },
        `?status_changed_at=${encodeURIComponent(range)}`
      )

      await page.goBack()

      await page.getByRole("button", { name: /From Oct 10/ }).waitFor()
      expect(changed(operator, "$gte")).toBe(FROM)
      expect(changed(operator, "$lte")).toBeNull()
    })
  })
}
