import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"

ledgerSuite("a promotion that an operator changes", (ledger) => {
  const manage = (promotion_id: string) =>
    ledger.service.ledger.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision: false,
    })

  describe("before an order would be refused", () => {
    it("is asked for, and nothing is claimed or noted", async () => {
      const mine = await ledger.insert()
      const unknown = { promotion_id: "promo_other", code: "X", amount: 5 }
      await manage("promo_other")
      const claim = createClaim([mine])

      expect(
        await ledger.service.ledger.claim({
          ...claim,
          discounts: [...claim.discounts, unknown],
          automatic: null,
        })
      ).toMatchObject({ redemption_ids: [], unsure: ["promo_other"] })
      expect(await ledger.row(mine.id)).toMatchObject({ status: "linked" })
      expect(await ledger.missingAssignments(mine.cart_id)).toEqual([])
    })

    it("is not asked for when nothing would be refused", async () => {
      const mine = await ledger.insert()

      expect(
        await ledger.service.ledger.claim({
          ...createClaim([mine]),
          automatic: null,
        })
      ).toEqual({
        conflict: null,
        redemption_ids: [mine.id],
        refused: null,
        missing_assignment: [],
      })
    })

    it("is released when it is automatic, and the order is not refused", async () => {
      const winner = await ledger.insert({ status: "claimed" })
      const loser = await ledger.insert({
        assignment_id: winner.assignment_id,
        promotion_id: winner.promotion_id,
      })
      const input = createClaim([loser])
      expect(
        await ledger.service.ledger.claim({ ...input, automatic: null })
      ).toMatchObject({ unsure: [loser.promotion_id] })

      expect(
        await ledger.service.ledger.claim({
          ...input,
          automatic: new Set([loser.promotion_id]),
        })
      ).toMatchObject({
        refused: null,
        missing_assignment: [],
        redemption_ids: [],
      })

      expect(await ledger.row(loser.id)).toMatchObject({
        status: "released",
        reason: "promotion_automatic",
      })
    })
  })

  it("has its redemption stand for another promotion", async () => {
    const row = await ledger.insert()
    const promotion = { id: "promo_again", code: "AGAIN" }

    expect(
      await ledger.service.ledger.changePromotion({ id: row.id, promotion })
    ).toBe(true)
    expect(await ledger.row(row.id)).toMatchObject({
      status: "linked",
      promotion_id: "promo_again",
      promotion_code: "AGAIN",
    })
  })

  it("leaves a redemption alone that is being ordered", async () => {
    const row = await ledger.insert({ status: "claimed" })
    const promotion = { id: "promo_again", code: "AGAIN" }

    expect(
      await ledger.service.ledger.changePromotion({ id: row.id, promotion })
    ).toBe(false)
    expect(await ledger.row(row.id)).toMatchObject({
      promotion_id: row.promotion_id,
    })
  })

  it("has one redemption on a cart, however many give way to it", async () => {
    const { cart_id } = await ledger.insert({ promotion_id: "promo_again" })
    const row = await ledger.insert({ cart_id, promotion_id: "promo_old" })

    expect(
      await ledger.service.ledger.changePromotion({
        id: row.id,
        promotion: { id: "promo_again", code: "AGAIN" },
      })
    ).toBe(false)
    expect(await ledger.row(row.id)).toMatchObject({
      promotion_id: "promo_old",
    })
  })

  it("refuses what is linked, and what is linked alone, when it is used up", async () => {
    const linked = await ledger.insert()
    const { cart_id } = linked
    const claimed = await ledger.insert({
      cart_id,
      status: "claimed",
      promotion_id: "promo_2",
    })

    const refused = await ledger.service.ledger.apply(
      { event: "refuse_linked", reason: "promotion_limit_reached" },
      {
        rows: {
          cart_id,
          promotion_id: [linked.promotion_id, claimed.promotion_id],
        },
        by: "cart",
      }
    )

    expect(refused).toMatchObject([{ id: linked.id }])
    const row = await ledger.row(linked.id)
    expect(row).toMatchObject({
      status: "rejected",
      reason: "promotion_limit_reached",
      next_attempt_at: null,
    })
    expect(row.rejected_at).not.toBeNull()
    expect(await ledger.row(claimed.id)).toMatchObject({ status: "claimed" })
  })

  describe("and opens to everybody", () => {
    const refused = () =>
      ledger.insert({
        status: "rejected",
        rejected_at: ledger.fromNow(-60),
        reason: "promotion_not_found",
      })
    const open = (promotion_id: string) =>
      ledger.service.ledger.decideManagedPromotion({
        promotion_id,
        require_assignment: false,
        decided_by: "olga",
      })

    it("after it was refused on a cart, discounts that cart", async () => {
      const row = await refused()
      expect(
        await ledger.service.ledger.claim(createClaim([row]))
      ).toMatchObject({
        missing_assignment: [row.promotion_code],
      })

      await open(row.promotion_id)

      expect(
        await ledger.service.ledger.claim(
          createClaim([row], { run_id: "second" })
        )
      ).toMatchObject({ missing_assignment: [] })
    })

    it("before it was refused on a cart, does not discount that cart", async () => {
      const row = await refused()
      await open(row.promotion_id)
      await ledger.change(row.id, { rejected_at: ledger.fromNow(60) })

      expect(
        await ledger.service.ledger.claim(createClaim([row]))
      ).toMatchObject({
        missing_assignment: [row.promotion_code],
      })
    })
  })
})
