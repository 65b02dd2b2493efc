import type { PluginPromotion } from "../ledger/plugin-promotions"
import { ledgerSuite } from "./support/ledger-suite"

const TEN_PERCENT: PluginPromotion = {
  engage_promotion_id: "template",
  value_type: "PERCENT",
  value: 10,
  currency_code: null,
  is_tax_inclusive: false,
}

ledgerSuite("a promotion that the plugin makes", (ledger) => {
  const note = (
    promotion_id: string,
    instead_of: string | null = null,
    pluginPromotion = TEN_PERCENT
  ) =>
    ledger.service.ledger.notePluginPromotion({
      wanted: pluginPromotion,
      promotion_id,
      instead_of,
    })
  const managed = (...ids: string[]) =>
    ledger.service.ledger.listManagedPromotionIds(
      ids.map((id) => ({ id, code: id }))
    )
  const find = (pluginPromotion = TEN_PERCENT) =>
    ledger.service.ledger.findPluginPromotion(pluginPromotion)

  it("is one, however many servers make it at once", async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `promo_${index}`)

    const noted = await Promise.all(ids.map((id) => note(id)))

    expect(noted.filter(Boolean)).toHaveLength(1)
    expect(await find()).toBe(ids[noted.indexOf(true)])
  })

  it("works only with an assignment from the first moment", async () => {
    await note("made")

    expect(await managed("made")).toEqual(new Set(["made"]))
  })

  it.each<[string, Partial<PluginPromotion>]>([
    ["promotion", { engage_promotion_id: "another" }],
    ["value", { value: 15 }],
    ["type", { value_type: "MONEY", currency_code: "eur" }],
  ])("is another for another %s", async (_, change) => {
    await note("ten")

    expect(await find({ ...TEN_PERCENT, ...change })).toBeNull()
  })

  it.each<[string, Partial<PluginPromotion>]>([
    ["currency", { currency_code: "sek" }],
    ["way to show prices", { is_tax_inclusive: true }],
  ])("in money is another for another %s", async (_, change) => {
    const money: PluginPromotion = {
      ...TEN_PERCENT,
      value_type: "MONEY",
      currency_code: "eur",
    }
    await note("ten_euros", null, money)

    expect(await find({ ...money, ...change })).toBeNull()
    expect(await find(money)).toBe("ten_euros")
  })

  it("takes the place of one that is of no use, which stays managed", async () => {
    await note("old")

    expect(await note("new", "old")).toBe(true)
    expect(await note("late", "old")).toBe(false)

    expect(await find()).toBe("new")
    expect(await managed("old", "new")).toEqual(new Set(["old", "new"]))
  })
})
