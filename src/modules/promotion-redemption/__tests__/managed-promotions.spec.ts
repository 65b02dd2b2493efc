import { ledgerSuite } from "./support/ledger-suite"

ledgerSuite("a managed promotion", (ledger) => {
  const note = (promotion_id: string, awaiting_decision = false) =>
    ledger.service.ledger.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision,
    })
  const managed = async (...ids: string[]) => [
    ...(await ledger.service.ledger.listManagedPromotionIds(
      ids.map((id) => ({ id, code: `code of ${id}` }))
    )),
  ]

  it("needs an assignment from its first link on", async () => {
    expect(await ledger.service.ledger.findManagedPromotion("promo")).toBeNull()
    expect(await managed("promo")).toEqual([])

    await note("promo")

    expect(await managed("promo", "other")).toEqual(["promo"])
  })

  it("stays open while an operator has to decide", async () => {
    await note("promo", true)

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

  describe("made anew with the code of one that was deleted", () => {
    const AGAIN = { id: "again", code: "10056" }
    const isManaged = async () =>
      (await ledger.service.ledger.listManagedPromotionIds([AGAIN])).has(
        AGAIN.id
      )
    const noteWithCode = (promotion_id: string, awaiting_decision = false) =>
      ledger.service.ledger.noteManagedPromotion({
        promotion_id,
        promotion_code: AGAIN.code,
        source: "link",
        awaiting_decision,
      })
    const decide = (promotion_id: string, require_assignment: boolean) =>
      ledger.service.ledger.decideManagedPromotion({
        promotion_id,
        promotion_code: AGAIN.code,
        require_assignment,
        decided_by: "olga",
      })

    it("needs an assignment too", async () => {
      expect(await isManaged()).toBe(false)

      await noteWithCode("old")

      expect(await isManaged()).toBe(true)
    })

    it("needs an assignment too when an operator had decided so", async () => {
      await decide("old", true)

      expect(await isManaged()).toBe(true)
    })

    it("is open when the old one was", async () => {
      await noteWithCode("old", true)

      expect(await isManaged()).toBe(false)
    })

    it("is what an operator decides of it", async () => {
      await noteWithCode("old")
      await decide(AGAIN.id, false)

      expect(await isManaged()).toBe(false)
    })

    it("is open when the old one got another code", async () => {
      await noteWithCode("old")
      await ledger.service.ledger.noteManagedPromotion({
        promotion_id: "old",
        promotion_code: "RENAMED",
        source: "link",
        awaiting_decision: true,
      })

      expect(await isManaged()).toBe(false)
      expect(
        await ledger.service.ledger.findManagedPromotion("old")
      ).toMatchObject({
        require_assignment: true,
        awaiting_decision: false,
      })
    })
  })

  it("is listed among none when nothing is asked", async () => {
    expect(await managed()).toEqual([])
  })
})
