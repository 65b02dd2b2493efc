import { createFormat } from "../format"
import { dateOptions, periodOfRange } from "../period"

/** Spaces that do not break are spaces here. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ")
}

describe("createFormat", () => {
  const NOW = Date.parse("2026-10-14T12:00:00Z")

  it("writes money as the language does", () => {
    expect(plain(createFormat("en").money(1490, "sek"))).toBe("SEK 1,490.00")
    expect(plain(createFormat("sv").money(1490, "sek"))).toBe("1 490,00 kr")
  })

  it("rounds money as its currency is", () => {
    const { money } = createFormat("en")

    expect(plain(money(7.9992, "sek"))).toBe("SEK 8.00")
    expect(plain(money(7.9992, "jpy"))).toBe("¥8")
    expect(plain(money(7.9992, "kwd"))).toBe("KWD 7.999")
  })

  it("writes a day of the calendar whatever the time zone", () => {
    expect(createFormat("en").calendarDay("2026-10-01")).toBe("Oct 1")
    expect(createFormat("sv").calendarDay("2026-10-01")).toBe("1 okt.")
  })

  it.each([
    ["2026-12-31", "Dec 31, 2026"],
    ["2026-12-31T23:59:59+01:00", "Dec 31, 2026"],
    ["2026-12-31T00:00:00", "Dec 31, 2026"],
    ["2026-13-45", "2026-13-45"],
    ["at Christmas", "at Christmas"],
  ])(
    "shows the day that Engage wrote, whatever the time zone: %s",
    (text, day) => {
      expect(createFormat("en").writtenDay(text)).toBe(day)
    }
  )

  it.each([
    ["2026-10-14T12:05:00Z", "in 5 minutes", "om 5 minuter"],
    ["2026-10-12T12:00:00Z", "2 days ago", "i förrgår"],
    ["2026-10-14T12:00:00Z", "now", "nu"],
  ])("tells how far away %s is", (time, english, swedish) => {
    expect(createFormat("en").relative(time, NOW)).toBe(english)
    expect(createFormat("sv").relative(time, NOW)).toBe(swedish)
  })

  it("tells how long a call took", () => {
    expect(createFormat("en").duration(284)).toBe("284 ms")
    expect(createFormat("sv").duration(4512)).toBe("4,5 s")
  })

  it("knows languages as the admin names them", () => {
    expect(createFormat("enGB").date("2026-10-14T12:00:00Z")).toBe(
      "14 Oct 2026"
    )
    expect(createFormat("not a language").number(1000)).toBe("1,000")
  })
})

describe("a period", () => {
  const now = new Date(2026, 9, 14, 15, 30)
  const words = { today: "today", lastDays: (count: number) => `${count}` }

  it.each(dateOptions(words, now).map(({ label, value }) => [label, value]))(
    "of %s has so many days, today included",
    (label, value) => {
      const period = periodOfRange(value as { $gte: string }, now)
      const days = label === "today" ? 1 : Number(label)
      const first = new Date(2026, 9, 14 - (days - 1))

      expect(period).toMatchObject({
        from: first.toLocaleDateString("sv"),
        to: "2026-10-14",
      })
    }
  )

  it("has its last day in it", () => {
    const range = {
      $gte: new Date(2026, 9, 10).toISOString(),
      $lte: new Date(2026, 9, 12).toISOString(),
    }

    expect(periodOfRange(range, now)).toMatchObject({
      from: "2026-10-10",
      to: "2026-10-12",
    })
  })

  it("is not to be counted by days without a beginning, or over a year", () => {
    expect(periodOfRange(undefined, now)).toBeNull()
    expect(periodOfRange({ $lte: now.toISOString() }, now)).toBeNull()
    expect(
      periodOfRange({ $gte: new Date(2025, 9, 1).toISOString() }, now)
    ).toBeNull()
  })
})
