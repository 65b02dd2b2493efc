import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { fetchAll, MOST_ROWS, TooManyRows } from "../fetch-all"
import { peopleCsv, type PeopleWords } from "../people-csv"

// The same library as Node.js loads it: Jest takes no ES modules.
jest.mock("csv-stringify/browser/esm/sync", () =>
  jest.requireActual<object>("csv-stringify/sync")
)

const words: PeopleWords = {
  headers: {
    offer: "Erbjudande",
    code: "Kod",
    status: "Status",
    reason: "Orsak",
    order: "Beställning",
    customer: "Kund",
    email: "E-post",
    discount: "Rabatt",
    currency: "Valuta",
    changed: "Uppdaterad",
    created: "Skapad",
    note: "Anteckning",
    takenBy: "Vem",
    id: "Id",
  },
  status: ({ status }) => (status === "redeemed" ? "Använt" : "Väntar"),
  reason: () => "",
}

function row(
  overrides: Partial<AdminPromotionRedemption> = {}
): AdminPromotionRedemption {
  return {
    id: "promred_1",
    promotion_name: "Tio procent, i höst",
    promotion_code: "AUTUMN-10",
    status: "redeemed",
    reason: null,
    discount_amount: 1149.5,
    currency_code: "sek",
    status_changed_at: "2026-10-14T22:30:00.000Z",
    created_at: "2026-01-14T12:05:00.000Z",
    note: null,
    taken_by: null,
    customer: {
      id: "cus_1",
      email: "anna@example.com",
      first_name: "Anna",
      last_name: "Lind",
    },
    order: {
      id: "order_1",
      display_id: 1042,
      status: "pending",
      currency_code: "sek",
      created_at: "2026-10-14T22:30:00.000Z",
    },
    ...overrides,
  } as AdminPromotionRedemption
}

const file = (language: string, rows = [row()]) =>
  peopleCsv(rows, { language, timeZone: "Europe/Stockholm", words }).split(
    "\r\n"
  )

describe("the file for people", () => {
  it("is in Swedish as a Swedish spreadsheet reads it", () => {
    expect(file("sv")).toEqual([
      '\uFEFF"Erbjudande";"Kod";"Status";"Orsak";"Beställning";"Kund";"E-post";"Rabatt";"Valuta";"Uppdaterad (Europe/Stockholm)";"Skapad (Europe/Stockholm)";"Anteckning";"Vem";"Id"',
      '"Tio procent, i höst";"AUTUMN-10";"Använt";;"1042";"Anna Lind";"anna@example.com";"1149,50";"SEK";"2026-10-15 00:30";"2026-01-14 13:05";;;"promred_1"',
      "",
    ])
  })

  it("is in English as an English spreadsheet reads it", () => {
    expect(file("en")[1]).toBe(
      '"Tio procent, i höst","AUTUMN-10","Använt",,"1042","Anna Lind","anna@example.com","1149.50","SEK","2026-10-15 00:30","2026-01-14 13:05",,,"promred_1"'
    )
  })

  it("has as many decimals as a currency has, and none without an amount", () => {
    const [, jpy, none] = file("sv", [
      row({ currency_code: "jpy", discount_amount: 7.9992 }),
      row({ currency_code: null, discount_amount: null, order: null }),
    ])

    expect(jpy).toContain(';"8";"JPY";')
    expect(none).toContain(';;"Anna Lind";"anna@example.com";;;')
  })

  it.each(["=1+1", "+1", "-1", "@A1", "\tx", "\n=1", "＝1", "＠A"])(
    "lets no note be a formula: %j",
    (note) => {
      const text = file("sv", [row({ note })]).join("\r\n")

      expect(text).toContain(`'${note}`)
    }
  )

  it("keeps a note in one cell, whatever is in it", () => {
    const text = file("sv", [row({ note: 'A; "b"\nc' })]).join("\r\n")

    expect(text).toContain(';"A; ""b""\nc";')
  })
})

describe("all rows of a list", () => {
  const pages = (count: number) =>
    jest.fn(({ offset = 0, limit = 0 }: { offset?: number; limit?: number }) =>
      Promise.resolve({
        promotion_redemptions: Array.from(
          { length: Math.max(0, Math.min(limit, count - offset)) },
          (_, index) => row({ id: `promred_${offset + index}` })
        ),
        count,
        limit,
        offset,
        is_partial: false,
      })
    )

  it("are fetched page by page, without what is made meanwhile", async () => {
    const fetchPage = pages(2_500)
    const now = new Date("2026-10-14T12:00:00Z")

    const rows = await fetchAll({ status: "redeemed" }, fetchPage, now)

    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_500)
    expect(fetchPage).toHaveBeenCalledTimes(3)
    expect(fetchPage).toHaveBeenLastCalledWith({
      status: "redeemed",
      created_at: { $lte: now.toISOString() },
      order: "-created_at",
      limit: 1000,
      offset: 2000,
    })
  })

  it("are none, or too many", async () => {
    expect(await fetchAll({}, pages(0))).toEqual([])
    await expect(fetchAll({}, pages(MOST_ROWS + 1))).rejects.toThrow(
      TooManyRows
    )
  })
})
