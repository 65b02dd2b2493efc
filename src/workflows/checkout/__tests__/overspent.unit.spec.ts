import { overspentBy } from "../sync-after-failure"

const discount = (promotion_id: string, amount: number) => ({
  promotion_id,
  code: promotion_id.toUpperCase(),
  amount,
})
const promotion = (
  id: string,
  budget: { id?: string; type?: string; limit: number | null; used: number }
) => ({ id, campaign: { budget: { id: "budget", type: "spend", ...budget } } })

describe("a cart whose discounts together overspend a budget", () => {
  it("loses the promotion that does", () => {
    expect(
      overspentBy(
        [discount("mine", 30), discount("other", 5)],
        [promotion("mine", { limit: 58, used: 30 }), { id: "other" }],
        ["mine"]
      )
    ).toEqual(["mine"])
  })

  it("loses no more of them than it has to, the last one first", () => {
    const budget = { limit: 100, used: 85 }

    expect(
      overspentBy(
        [discount("first", 10), discount("second", 10)],
        [promotion("first", budget), promotion("second", budget)],
        ["first", "second"]
      )
    ).toEqual(["second"])
  })

  it("loses its offer when the shop's own promotion has the rest", () => {
    const budget = { limit: 100, used: 85 }

    expect(
      overspentBy(
        [discount("mine", 10), discount("public", 10)],
        [promotion("mine", budget), promotion("public", budget)],
        ["mine"]
      )
    ).toEqual(["mine"])
  })

  it.each([
    ["is just enough", { limit: 60, used: 30 }],
    ["has no limit", { limit: null, used: 1000 }],
    ["counts uses and not money", { type: "usage", limit: 5, used: 1 }],
  ])("loses nothing while the budget %s", (_, budget) => {
    expect(
      overspentBy([discount("mine", 30)], [promotion("mine", budget)], ["mine"])
    ).toEqual([])
  })

  it("loses nothing that is in no campaign", () => {
    expect(
      overspentBy([discount("mine", 30)], [{ id: "mine" }], ["mine"])
    ).toEqual([])
  })
})
