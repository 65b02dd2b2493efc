import { isNamed, promotionsByCode } from "../cart"

const ROW = { promotion_id: "promo", promotion_code: "OLD" }

/** A cart that was computed last when the promotion's code was another. */
const RENAMED = {
  promotions: [{ id: "promo", code: "NEW" }, null],
  items: [{ adjustments: [{ promotion_id: "promo", code: "OLD", amount: 5 }] }],
}

describe("a redemption is named", () => {
  it.each(["OLD", "NEW"])("by the code %s of its promotion", (code) => {
    expect(isNamed(ROW, [code], promotionsByCode(RENAMED))).toBe(true)
  })

  it("by its own code while its promotion is not on the cart", () => {
    expect(isNamed(ROW, ["OLD"], [])).toBe(true)
  })

  it.each([
    ["another code", ["ELSE"], promotionsByCode(RENAMED)],
    ["no code", [], promotionsByCode(RENAMED)],
    [
      "its own code, once another promotion on the cart has it",
      ["OLD"],
      [
        { id: "promo", code: "NEW" },
        { id: "other", code: "OLD" },
      ],
    ],
  ])("not by %s", (_, codes, onCart) => {
    expect(isNamed(ROW, codes, onCart)).toBe(false)
  })
})
