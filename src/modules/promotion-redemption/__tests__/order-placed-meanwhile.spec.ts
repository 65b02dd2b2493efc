import type { SandboxAssignment } from "../../../../packages/engage-sandbox/src"
import { createClaim } from "./support/claims"
import { engageSuite } from "./support/engage-suite"
import { runJob } from "./support/run-job"

engageSuite("an order that is placed while the job looks", (engage) => {
  /** Its order was undone, and what became of its call is not known. */
  const withoutOrder = async (assignment: Partial<SandboxAssignment>) => {
    const row = await engage.claimed(
      {
        status: "pending",
        reason: "outcome_unknown",
        run_id: null,
        lease_expires_at: null,
        deferred_at: engage.ledger.fromNow(-60),
        next_attempt_at: engage.ledger.fromNow(-1),
      },
      assignment
    )
    await engage.ledger.insertAttempt(row.id, { outcome: "unknown" })
    return row
  }
  const notYet = { readBefore: new Map<string, string>() }

  it.each([
    ["does not have", {}],
    ["has", { redeemed: true, redeemedOn: "2026-01-01T00:00:00Z" }],
  ])("is the order of a redemption that Engage %s", async (_, assignment) => {
    const { id, cart_id } = await withoutOrder(assignment)

    await runJob(engage.ledger, new Map([[cart_id, "order"]]), notYet)

    expect(await engage.ledger.row(id)).toMatchObject({
      status: "pending",
      order_id: "order",
    })
  })
})

engageSuite("an order that is gone", (engage) => {
  it("does not keep its cart from being bought while Engage is away", async () => {
    const { id } = await engage.claimed({
      status: "pending",
      reason: "outcome_unknown",
      order_id: "gone",
      run_id: null,
      lease_expires_at: null,
      deferred_at: engage.ledger.fromNow(-90_000),
      next_attempt_at: engage.ledger.fromNow(-1),
    })
    await engage.ledger.insertAttempt(id, { outcome: "unknown" })
    engage.sandbox.setFault({ type: "status", status: 503 })

    await runJob(engage.ledger, new Map())

    const row = await engage.ledger.row(id)
    expect(row).toMatchObject({
      status: "attention",
      reason: "retries_exhausted",
      order_id: null,
    })
    expect(
      await engage.ledger.service.ledger.claim(createClaim([row]))
    ).toMatchObject({ conflict: null, redemption_ids: [id] })
  })
})
