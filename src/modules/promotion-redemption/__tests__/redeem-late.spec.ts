import { until } from "../../../../testkit/poll"
import type { AssignedRedemption } from "../ledger/row"
import { engageSuite } from "./support/engage-suite"

/** Longer than the customer of these tests waits. */
const DELAY_MS = 400

engageSuite("an answer that comes after the customer left", (engage) => {
  const { ledger } = engage

  /** Sends a redemption whose answer takes longer than its caller waits. */
  const leaveEarly = async (claimed: AssignedRedemption) => {
    const { redemption } = await engage.redeem(claimed, { wait_ms: 50 })
    return redemption!
  }
  const settled = async ({ id }: AssignedRedemption) => {
    await until(() => engage.settledLate.length)
    return ledger.row(id)
  }
  const undo = ({ cart_id }: AssignedRedemption) =>
    ledger.service.ledger.undoCheckout({
      cart_id,
      run_id: "run",
      order_id: null,
    })

  it("leaves the row pending at once, held while the call is out", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: DELAY_MS })

    const pending = await leaveEarly(claimed)

    expect(pending).toMatchObject({
      status: "pending",
      reason: "outcome_unknown",
      order_id: "order",
      run_id: "run",
      deferred_at: expect.any(Date),
    })
    expect(pending.next_attempt_at).toEqual(pending.lease_expires_at)
    // The timeout of the call, and time to write what came of it.
    expect(await ledger.secondsUntil(pending.lease_expires_at)).toBeGreaterThan(
      5
    )
    expect(await ledger.attempts(claimed.id)).toMatchObject([
      { finished_at: null, outcome: null },
    ])
    expect(engage.settledLate).toEqual([])
  })

  it("redeems the row when it is a 200", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: DELAY_MS })
    await leaveEarly(claimed)

    expect(await settled(claimed)).toMatchObject({
      status: "redeemed",
      reason: null,
      order_id: "order",
      lease_expires_at: null,
    })
    expect(engage.settledLate).toMatchObject([
      { id: claimed.id, status: "redeemed" },
    ])
    const [attempt] = await ledger.attempts(claimed.id)
    expect(attempt).toMatchObject({ outcome: "redeemed", http_status: 200 })
    expect(attempt?.duration_ms).toBeGreaterThanOrEqual(DELAY_MS)
    expect(engage.redeemCalls()).toBe(1)
  })

  it("asks for an operator when it is a refusal", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_before_save", ms: DELAY_MS })
    engage.sandbox.setFault({ type: "refuse", code: "PromotionNotFound" })
    await leaveEarly(claimed)

    expect(await settled(claimed)).toMatchObject({
      status: "attention",
      reason: "promotion_not_found",
      order_id: "order",
    })
    expect(engage.settledLate).toMatchObject([{ status: "attention" }])
  })

  it("is tried again when it is no verdict", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_before_save", ms: DELAY_MS })
    engage.sandbox.setFault({ type: "status", status: 503 })
    await leaveEarly(claimed)

    const row = await settled(claimed)
    expect(row).toMatchObject({
      status: "pending",
      reason: "engage_unavailable",
      lease_expires_at: null,
    })
    expect(await ledger.secondsUntil(row.next_attempt_at)).toBeLessThan(11)
  })

  it("rejects the row when it is a refusal and the order is gone", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_before_save", ms: DELAY_MS })
    engage.sandbox.setFault({ type: "refuse", code: "PromotionNotFound" })
    await leaveEarly(claimed)
    await undo(claimed)

    expect(await settled(claimed)).toMatchObject({
      status: "rejected",
      reason: "promotion_not_found",
      order_id: null,
      next_attempt_at: null,
    })
  })

  it("binds the row to its cart when it is a 200 and the order is gone", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: DELAY_MS })
    await leaveEarly(claimed)
    await undo(claimed)

    const row = await settled(claimed)
    expect(row).toMatchObject({ status: "redeemed", order_id: null })
    expect(await ledger.secondsUntil(row.next_attempt_at)).toBeGreaterThan(
      86_000
    )
    expect(
      await ledger.service.ledger.link({
        ...row,
        cart_id: "another cart",
        by: "customer",
      })
    ).toMatchObject({ kind: "linked", moved_from: row.cart_id })
  })

  it("is waited for when the server stops", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: DELAY_MS })
    await leaveEarly(claimed)

    await ledger.service.__hooks.onApplicationPrepareShutdown()

    expect((await ledger.row(claimed.id)).status).toBe("redeemed")
  })

  it("is waited for to the end by a caller without a limit", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: DELAY_MS })

    const { redemption } = await engage.redeem(claimed, { wait_ms: null })

    expect(redemption).toMatchObject({ status: "redeemed" })
    expect(engage.settledLate).toEqual([])
  })
})
