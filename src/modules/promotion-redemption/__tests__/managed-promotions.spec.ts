import { ledgerSuite } from "./support/ledger-suite"

ledgerSuite("a managed promotion", (ledger) => {
  const note = (promotion_id: string, awaiting_decision = false) =>
    ledger.service.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision,
    })
  const managed = async (...ids: string[]) => [
    ...(await ledger.service.listManagedPromotionIds(ids)),
  ]

  it("needs an assignment from its first link on", async () => {
    expect(await ledger.service.isKnownPromotion("promo")).toBe(false)
    expect(await managed("promo")).toEqual([])

    await note("promo")

    expect(await ledger.service.isKnownPromotion("promo")).toBe(true)
    expect(await managed("promo", "other")).toEqual(["promo"])
  })

  it("stays open while an operator has to decide", async () => {
    await note("promo", true)

    expect(await ledger.service.isKnownPromotion("promo")).toBe(true)
    expect(await managed("promo")).toEqual([])
    expect(
      await ledger.service.listManagedPromotions({ promotion_id: "promo" })
    ).toMatchObject([{ require_assignment: false, awaiting_decision: true }])
  })

  it("keeps what the operator decided when it is linked again", async () => {
    await note("promo")
    const [noted] = await ledger.service.listManagedPromotions({})
    await ledger.service.updateManagedPromotions({
      id: noted!.id,
      require_assignment: false,
    })

    await note("promo")

    expect(await managed("promo")).toEqual([])
  })

  it("is noted once, however many link it at once", async () => {
    await Promise.all(Array.from({ length: 20 }, () => note("promo")))

    expect(await ledger.service.listManagedPromotions({})).toHaveLength(1)
  })

  it("is listed among none when nothing is asked", async () => {
    expect(await managed()).toEqual([])
  })
})
