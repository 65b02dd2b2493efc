import { engageSuite } from "./support/engage-suite"
import { runJob } from "./support/run-job"

engageSuite("a server that stops", (engage) => {
  const { ledger } = engage

  it("sends nothing more once it has asked, and gives the row back", async () => {
    const row = await engage.claimed({
      status: "pending",
      order_id: "order",
      run_id: null,
      lease_expires_at: null,
      next_attempt_at: ledger.fromNow(-1),
    })
    await ledger.insertAttempt(row.id, { operation: "redeem" })

    await runJob(ledger, new Map([[row.cart_id, "order"]]), {
      beforeWriting: () =>
        ledger.service.__hooks.onApplicationPrepareShutdown(),
    })

    expect(engage.sandbox.calls().map(({ operation }) => operation)).toEqual([
      "list",
    ])
    expect(await ledger.row(row.id)).toMatchObject({
      status: "pending",
      lease_expires_at: null,
    })
  })
})
