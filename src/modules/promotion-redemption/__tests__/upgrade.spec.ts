import { reassignAssignment } from "../../../workflows/calls/reassign"
import { createClaim } from "./support/claims"
import { engageSuite } from "./support/engage-suite"
import {
  fillFirstRelease,
  type FirstReleaseAssignments,
} from "./support/first-release"
import { AgedDatabase, MIGRATIONS } from "./support/migrations"
import { runJob } from "./support/run-job"

engageSuite("a database of an earlier version", (engage) => {
  const { ledger } = engage
  let database: AgedDatabase
  let assignments: FirstReleaseAssignments

  /** A database that some version filled. */
  const filled = async (madeBy: string) => {
    database = new AgedDatabase(ledger.knex)
    await database.madeBy(madeBy)
    const { contact_id, sandbox } = engage
    const assign = () => sandbox.addAssignment(contact_id).id
    assignments = {
      contact_id,
      linked: assign(),
      pending: assign(),
      attention: assign(),
      redeemed: assign(),
    }
    await fillFirstRelease(ledger.knex, assignments)
  }

  const upgraded = async () => {
    await filled(MIGRATIONS[0]!)
    await database.upgrade()
  }

  it.each(MIGRATIONS.slice(0, -1))(
    "loses nothing that %s had",
    async (name) => {
      await filled(name)
      const before = await database.rows()
      expect(before.promotion_redemption).toHaveLength(9)

      const ran = await database.upgrade()

      expect(ran).toEqual(MIGRATIONS.slice(MIGRATIONS.indexOf(name) + 1))
      const after = await database.rows()
      for (const [table, rows] of Object.entries(before)) {
        expect(after[table]).toEqual(
          rows.map((row) => expect.objectContaining(row))
        )
      }
      expect(await database.upgrade()).toEqual([])
    }
  )

  it("redeems what was on a cart", async () => {
    await upgraded()
    const linked = await ledger.row("promred_linked")

    const { redemption_ids } = await ledger.service.ledger.claim(
      createClaim([linked])
    )
    await engage.redeem(await ledger.row("promred_linked"))

    expect(redemption_ids).toEqual(["promred_linked"])
    expect(await ledger.row("promred_linked")).toMatchObject({
      status: "redeemed",
      order_id: "order",
    })
    expect(engage.sandbox.assignment(assignments.linked).redeemCount).toBe(1)
  })

  it("settles what was waiting for Engage", async () => {
    await upgraded()
    await ledger
      .knex("promotion_redemption")
      .whereNot({ id: "promred_pending" })
      .update({ next_attempt_at: null })

    await runJob(ledger, new Map([["cart_pending", "order_pending"]]), {
      discounts: ["promo_1"],
    })

    expect(await ledger.row("promred_pending")).toMatchObject({
      status: "redeemed",
      order_id: "order_pending",
      attempt_count: 2,
    })
    expect(engage.sandbox.assignment(assignments.pending).redeemCount).toBe(1)
  })

  it("gives back what was redeemed", async () => {
    await upgraded()

    const given = await reassignAssignment(ledger.service, {
      id: "promred_redeemed",
      order_id: "order_redeemed",
      run_id: "run",
      by: "user_olga",
      trigger: "cancellation",
    })

    expect(given).toMatchObject({
      kind: "reassigned",
      redemption: { reassign_status: "reassigned" },
    })
    expect(await ledger.attempts("promred_redeemed")).toMatchObject([
      { operation: "redeem", trigger: "checkout" },
      { operation: "reassign", trigger: "cancellation", outcome: "assigned" },
    ])
  })

  it("lets an operator settle what needed one", async () => {
    await upgraded()

    const resolved = await ledger.service.ledger.resolve({
      id: "promred_attention",
      resolution: "redeemed",
      note: "Seen in Engage.",
      actor_id: "user_olga",
    })

    expect(resolved).toMatchObject({
      kind: "done",
      redemption: { status: "redeemed", note: "Seen in Engage." },
    })
  })

  it("shows operators all that was not hidden, what needs them first", async () => {
    await upgraded()

    const ids = await ledger.service.ledger.findRedemptionIds({
      filters: {},
      order: null,
      limit: 20,
      offset: 0,
    })

    expect(ids).toHaveLength(8)
    expect(ids[0]).toBe("promred_attention")
    // Nobody had kept a name: the screens show the code.
    expect(await ledger.row("promred_attention")).toMatchObject({
      promotion_name: null,
      promotion_code: "10056",
    })
  })

  it.each(["redeemed", "hidden"])(
    "keeps an assignment that was used from every other order: %s",
    async (used) => {
      await upgraded()
      const { assignment_id } = await ledger.row(`promred_${used}`)

      await expect(
        ledger.insert({ assignment_id, status: "claimed" })
      ).rejects.toThrow("IDX_promotion_redemption_assignment_once")
    }
  )

  it("keeps the guard, and what operators had decided of it", async () => {
    await upgraded()

    const { service } = ledger
    const managed = await service.ledger.listManagedPromotionIds(
      ["promo_1", "promo_2", "promo_3", "promo_4"].map((id) => ({
        id,
        code: "no such code",
      }))
    )

    expect([...managed].sort()).toEqual(["promo_1", "promo_3"])
    // Made anew with its code, a promotion that was linked is managed too.
    const { promotion_code } = await ledger.row("promred_linked")
    expect(
      await service.ledger.listManagedPromotionIds([
        { id: "promo_again", code: promotion_code },
      ])
    ).toEqual(new Set(["promo_again"]))
    expect(await service.ledger.findManagedPromotion("promo_2")).toMatchObject({
      source: "admin",
      awaiting_decision: false,
    })
    expect(await service.ledger.findManagedPromotion("promo_4")).toMatchObject({
      awaiting_decision: true,
    })
  })
})
