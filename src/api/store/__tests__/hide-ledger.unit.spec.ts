import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { hideLedger } from "../hide-ledger"

/** What is left of a query string's parameters. */
function left(query: MedusaRequest["query"]): MedusaRequest["query"] {
  const next = jest.fn()
  hideLedger({ query }, {} as MedusaResponse, next)
  expect(next).toHaveBeenCalledWith()
  return query
}

describe("the fields that a storefront asks for", () => {
  it.each([
    "*promotion_redemptions",
    "promotion_redemptions.*",
    "+promotion_redemptions.contact_id",
    " promotion_redemption.contact_id",
    "orders.promotion_redemptions.assignment_id",
    "promotion_redemptions.attempts.status",
    "Promotion_Redemptions",
    "promotionRedemptions",
  ])("do without %s", (field) => {
    expect(left({ fields: `id,${field},total` })).toEqual({
      fields: "id,total",
    })
  })

  it("are Medusa's own when nothing else was asked for", () => {
    expect(left({ fields: "*promotion_redemptions" })).toEqual({})
  })

  it.each([
    { fields: "id,*promotions,items.adjustments.promotion_id" },
    { fields: "" },
    { limit: "5" },
  ])("stay as they are without the ledger: %j", (query) => {
    expect(left({ ...query })).toEqual(query)
  })
})
