import { NotGiven, type NotGivenOffer } from "../not-given"

const missing = (promotion_code: string): NotGivenOffer => ({
  kind: "no_promotion",
  promotion_code,
  currency_code: null,
  promotion_name: `Offer ${promotion_code}`,
})

describe("NotGiven", () => {
  it("counts lists, and puts what came last first", () => {
    const notGiven = new NotGiven()
    notGiven.note([missing("A"), missing("B")])
    notGiven.note([missing("A"), missing("A")])
    notGiven.note([])

    expect(
      notGiven
        .list()
        .map(({ promotion_code, count }) => [promotion_code, count])
    ).toEqual([
      ["A", 2],
      ["B", 1],
    ])
  })

  it("tells currencies and offers apart", () => {
    const notGiven = new NotGiven()
    const amount = (
      currency_code: string,
      promotion_name: string
    ): NotGivenOffer => ({
      kind: "no_amount",
      promotion_code: null,
      currency_code,
      promotion_name,
    })
    notGiven.note([
      amount("eur", "One"),
      amount("nok", "One"),
      amount("eur", "Other"),
    ])

    expect(notGiven.list()).toHaveLength(3)
  })

  it("shows a code by the name that its offer had last", () => {
    const notGiven = new NotGiven()
    notGiven.note([missing("A")])
    notGiven.note([{ ...missing("A"), promotion_name: "Renamed" }])

    expect(notGiven.list()).toMatchObject([
      { promotion_name: "Renamed", count: 2 },
    ])
  })

  it("keeps a hundred things, those that came last", () => {
    const notGiven = new NotGiven()
    notGiven.note(
      Array.from({ length: 150 }, (_, index) => missing(`${index}`))
    )
    notGiven.note([missing("60")])

    const codes = notGiven.list().map(({ promotion_code }) => promotion_code)
    expect(codes).toHaveLength(100)
    expect(codes[0]).toBe("60")
    expect(codes).not.toContain("49")
  })
})
