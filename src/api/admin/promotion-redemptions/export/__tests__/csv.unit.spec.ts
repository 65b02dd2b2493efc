import { csvLines, type CsvValue } from "../csv"

const csvLine = (cells: CsvValue[]) => csvLines([cells])

describe("a line of CSV", () => {
  it("ends as RFC 4180 says, and leaves cells without a value empty", () => {
    expect(csvLine(["a", null, undefined, 1.5, false])).toBe(
      "a,,,1.5,false\r\n"
    )
  })

  it("writes a time as ISO 8601", () => {
    expect(csvLine([new Date("2026-01-01T00:00:00Z")])).toBe(
      "2026-01-01T00:00:00.000Z\r\n"
    )
  })

  it.each([
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    ["two\r\nlines", '"two\r\nlines"'],
  ])("quotes %j", (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`)
  })

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠A"])(
    "does not let %j be a formula",
    (text) => {
      expect(csvLine([text])).toBe(`'${text}\r\n`)
    }
  )

  it("does not let a formula hide behind quotes", () => {
    expect(csvLine(['=HYPERLINK("x","y")'])).toBe(
      `"'=HYPERLINK(""x"",""y"")"\r\n`
    )
    expect(csvLine(["\n=1"])).toBe(`"'\n=1"\r\n`)
  })

  it("leaves numbers as they are", () => {
    expect(csvLine([-1])).toBe("-1\r\n")
  })
})
