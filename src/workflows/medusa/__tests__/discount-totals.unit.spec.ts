import { decorateCartTotals } from "@medusajs/framework/utils"

import { discountsOf } from "../discounts"

type Case = {
  price: number
  quantity: number
  withTax: boolean
  rates: number[]
  /** A part of the line, or an amount. */
  discount: { percent: number } | { fixed: number }
  discountWithTax: boolean
}

/** A line as Medusa decorates it. */
type Decorated = { adjustments: [{ total: unknown; subtotal: unknown }] }

const taxLines = (rates: number[]) =>
  rates.map((rate, index) => ({ rate, code: `tax_${index}`, name: "Tax" }))

/** A line's adjustment as Medusa computes it for a promotion of either form. */
function adjustment(code: string, line: Case) {
  const factor = 1 + line.rates.reduce((sum, rate) => sum + rate, 0) / 100
  const total = line.price * line.quantity
  const base =
    line.withTax === line.discountWithTax
      ? total
      : line.withTax
        ? total / factor
        : total * factor
  return {
    promotion_id: `promo_${code}`,
    code,
    amount:
      "percent" in line.discount
        ? (base * line.discount.percent) / 100
        : line.discount.fixed,
    is_tax_inclusive: line.discountWithTax,
  }
}

function item(id: string, line: Case, codes: string[]) {
  return {
    id,
    unit_price: line.price,
    quantity: line.quantity,
    is_tax_inclusive: line.withTax,
    tax_lines: taxLines(line.rates),
    adjustments: codes.map((code) => adjustment(code, line)),
  }
}

function shippingMethod(id: string, line: Case, codes: string[]) {
  const { unit_price, quantity, ...rest } = item(
    id,
    { ...line, quantity: 1 },
    codes
  )
  return { ...rest, amount: unit_price }
}

const totalOf = (discounts: { amount: number }[]) =>
  discounts.reduce((sum, { amount }) => sum + amount, 0)

const CASES: Case[] = [true, false].flatMap((withTax) =>
  [true, false].flatMap((discountWithTax) =>
    [[25], [0], [12, 6.5], []].flatMap((rates) =>
      [{ percent: 10 }, { percent: 33.33 }, { fixed: 7 }].flatMap((discount) =>
        [
          { price: 99.99, quantity: 1 },
          { price: 19.95, quantity: 3 },
        ].map((line) => ({
          ...line,
          withTax,
          rates,
          discount,
          discountWithTax,
        }))
      )
    )
  )
)

describe("a promotion's discount, as the order shows it", () => {
  it.each(CASES)("is Medusa's own total for %j", (line) => {
    const cart = () => ({
      currency_code: "sek",
      region: { automatic_taxes: true },
      items: [item("item_1", line, ["A", "B"]), item("item_2", line, ["A"])],
      shipping_methods: [shippingMethod("method_1", line, ["B"])],
    })

    const discounts = discountsOf(cart())

    const decorated = decorateCartTotals(cart() as never) as unknown as {
      discount_total: unknown
      discount_subtotal: unknown
      items: [first: Decorated, second: Decorated]
    }
    expect(totalOf(discounts)).toBeCloseTo(
      Number(
        line.withTax ? decorated.discount_total : decorated.discount_subtotal
      ),
      9
    )
    // A is on two items, B on an item and on the shipping.
    const shown = ({ adjustments: [adjusted] }: Decorated) =>
      Number(line.withTax ? adjusted.total : adjusted.subtotal)
    const [first, second] = decorated.items
    expect(discounts.find(({ code }) => code === "A")?.amount).toBeCloseTo(
      shown(first) + shown(second),
      9
    )
  })

  it("has the tax of each line on a cart of several rates", () => {
    const line = (rates: number[], price: number): Case => ({
      price,
      quantity: 1,
      withTax: true,
      rates,
      discount: { percent: 10 },
      discountWithTax: false,
    })
    const cart = () => ({
      currency_code: "sek",
      items: [
        item("book", line([6], 106), ["A"]),
        item("shirt", line([25], 125), ["A"]),
      ],
      shipping_methods: [shippingMethod("post", line([25], 50), ["A"])],
    })

    expect(discountsOf(cart())).toEqual([
      { promotion_id: "promo_A", code: "A", amount: 28.1 },
    ])
    expect(
      Number(decorateCartTotals(cart() as never).discount_total)
    ).toBeCloseTo(28.1, 9)
  })

  it("is a tenth of the price where 10 % is taken off before the tax", () => {
    const cart = {
      items: [
        {
          is_tax_inclusive: true,
          tax_lines: [{ rate: 25 }],
          adjustments: [{ promotion_id: "promo_A", code: "A", amount: 7.9992 }],
        },
      ],
    }

    expect(discountsOf(cart)).toEqual([
      { promotion_id: "promo_A", code: "A", amount: 9.999 },
    ])
  })
})
