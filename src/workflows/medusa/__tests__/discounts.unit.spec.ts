import { discountsOf, hasDoubledDiscount } from "../discounts"

const adjustment = (code: string, amount: unknown) => ({
  code,
  promotion_id: `promo_${code}`,
  amount,
})

describe("discountsOf", () => {
  it("adds up what a promotion takes off items and shipping", () => {
    const cart = {
      items: [
        { adjustments: [adjustment("A", 1.5)] },
        { adjustments: [adjustment("A", "2"), adjustment("B", 3)] },
      ],
      shipping_methods: [{ adjustments: [adjustment("A", 4)] }],
    }

    expect(discountsOf(cart)).toEqual([
      { promotion_id: "promo_A", code: "A", amount: 7.5 },
      { promotion_id: "promo_B", code: "B", amount: 3 },
    ])
  })

  it("leaves out what takes nothing off", () => {
    const cart = { items: [{ adjustments: [adjustment("A", 0)] }] }

    expect(discountsOf(cart)).toEqual([])
  })

  it("leaves out an adjustment that no promotion stands behind", () => {
    const cart = { items: [{ adjustments: [{ code: "A", amount: 1 }] }] }

    expect(discountsOf(cart)).toEqual([])
  })

  it.each([{}, { items: null }, { items: [null, { adjustments: [null] }] }])(
    "finds none in %j",
    (cart) => {
      expect(discountsOf(cart)).toEqual([])
    }
  )
})

describe("a doubled discount", () => {
  const lines = (...codes: string[]) => [
    { adjustments: codes.map((code) => adjustment(code, 1)) },
  ]

  it.each<[string, object, boolean]>([
    ["two of one promotion on an item", { items: lines("A", "B", "A") }, true],
    ["two on a delivery", { shipping_methods: lines("A", "A") }, true],
    [
      "one on each of two items",
      { items: [...lines("A"), ...lines("A")] },
      false,
    ],
    [
      "two that no promotion stands behind",
      {
        items: [{ adjustments: [{ amount: 1 }, { amount: 1 }] }],
      },
      false,
    ],
    ["none", { items: [null], shipping_methods: null }, false],
  ])("is seen by its lines: %s", (_, cart, doubled) => {
    expect(hasDoubledDiscount(cart)).toBe(doubled)
  })
})
