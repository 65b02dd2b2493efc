import type { RedemptionInput } from "./support/test-ledger"
import { engageSuite } from "./support/engage-suite"
import { runJob } from "./support/run-job"

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

engageSuite("an order that waits", (engage) => {
  const { ledger } = engage

  const waiting = (overrides: RedemptionInput = {}) =>
    engage.claimed({
      status: "pending",
      order_id: "order",
      run_id: null,
      lease_expires_at: null,
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })

  /** The job's next look, at an order that stands as given. */
  const look = (order: { canceled?: boolean; paid?: boolean }) =>
    runJob(ledger, new Map(), {
      withoutCart: [{ id: "order", canceled: false, paid: false, ...order }],
    })
  const lookAgain = async (
    id: string,
    order: Parameters<typeof look>[0]
  ): Promise<void> => {
    await ledger.change(id, { next_attempt_at: ledger.fromNow(-1) })
    await look(order)
  }

  /** Seconds until the job looks at the row again. */
  const nextLook = async (id: string) =>
    ledger.secondsUntil((await ledger.row(id)).next_attempt_at)

  describe("for its payment", () => {
    const unpaid = (waited_s: number, overrides: RedemptionInput = {}) =>
      waiting({
        reason: "payment_pending",
        deferred_at: ledger.fromNow(-waited_s),
        ...overrides,
      })

    it.each([
      [10 * MINUTE_S, MINUTE_S],
      [5 * HOUR_S, 5 * MINUTE_S],
      [5 * DAY_S, 2 * HOUR_S],
    ])("since %d s is looked at again in %d s", async (waited, next) => {
      const { id } = await unpaid(waited)

      await look({ paid: false })

      expect(await ledger.row(id)).toMatchObject({
        status: "pending",
        reason: "payment_pending",
      })
      expect(Math.abs((await nextLook(id)) - next)).toBeLessThan(5)
    })

    it("is shown to an operator after 14 days, and still looked at", async () => {
      const { id } = await unpaid(14 * DAY_S)

      await look({ paid: false })

      expect(await ledger.row(id)).toMatchObject({
        status: "attention",
        reason: "payment_overdue",
        order_id: "order",
        redeemed_at: null,
        rejected_at: null,
      })
      const next = await nextLook(id)
      expect(next).toBeGreaterThan(5 * HOUR_S)
      expect(next).toBeLessThanOrEqual(6 * HOUR_S)

      await lookAgain(id, { paid: false })
      expect(await ledger.row(id)).toMatchObject({
        status: "attention",
        reason: "payment_overdue",
      })
    })

    it("is shown to an operator after as many days as the shop wants", async () => {
      await engage.setOptions({ unpaidOrderDays: 3 })
      const { id } = await unpaid(3 * DAY_S)

      await look({ paid: false })

      expect((await ledger.row(id)).reason).toBe("payment_overdue")
    })

    it("is redeemed when it is paid after all", async () => {
      const { id } = await unpaid(20 * DAY_S, {
        status: "attention",
        reason: "payment_overdue",
      })

      await look({ paid: true })

      expect(await ledger.row(id)).toMatchObject({
        status: "redeemed",
        reason: null,
        order_id: "order",
      })
    })

    it.each(["payment_pending", "payment_overdue"] as const)(
      "has 24 hours for Engage from its payment on: %s",
      async (reason) => {
        const { id } = await unpaid(20 * DAY_S, {
          status: reason === "payment_pending" ? "pending" : "attention",
          reason,
        })
        engage.sandbox.setFault({
          type: "status",
          operation: "redeem",
          status: 503,
        })

        await look({ paid: true })

        const row = await ledger.row(id)
        expect(row).toMatchObject({
          status: "pending",
          reason: "engage_unavailable",
        })
        expect(await ledger.secondsUntil(row.deferred_at)).toBeGreaterThan(-60)
      }
    )
  })

  describe("for Engage, and is cancelled", () => {
    /** Sent, and answered by a gateway: it may have arrived. */
    const unanswered = async (
      seconds_ago: number,
      overrides: RedemptionInput = {}
    ) => {
      const row = await waiting({
        reason: "engage_unavailable",
        deferred_at: ledger.fromNow(-seconds_ago),
        attempt_count: 1,
        ...overrides,
      })
      await ledger.insertAttempt(row.id, {
        started_at: ledger.fromNow(-seconds_ago),
        finished_at: ledger.fromNow(-seconds_ago + 1),
        outcome: "unavailable",
        http_status: 503,
      })
      return row
    }
    const listCalls = () => engage.sandbox.calls({ operation: "list" }).length
    const RELEASED = { status: "released", reason: "order_canceled" }

    it("gives its offer back once Engage says that it is not used", async () => {
      const { id, assignment_id } = await unanswered(2 * MINUTE_S)

      await look({ canceled: true })

      expect(await ledger.row(id)).toMatchObject({
        ...RELEASED,
        order_id: "order",
        next_attempt_at: null,
      })
      expect(engage.redeemCalls()).toBe(0)
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it("does not believe Engage while a call of ours may still arrive", async () => {
      const { id } = await unanswered(30)

      await look({ canceled: true })

      expect(await ledger.row(id)).toMatchObject({
        status: "pending",
        reason: "order_canceled",
      })
      // A minute, and the 5 s that a call may be on its way.
      const next = await nextLook(id)
      expect(next).toBeGreaterThan(30)
      expect(next).toBeLessThanOrEqual(35)
      expect(listCalls()).toBe(0)
    })

    it("is looked at later when Engage cannot be asked", async () => {
      const { id } = await unanswered(2 * MINUTE_S)
      engage.sandbox.setFault({
        type: "status",
        operation: "list",
        status: 503,
      })

      await look({ canceled: true })
      expect(await ledger.row(id)).toMatchObject({
        status: "pending",
        reason: "order_canceled",
        next_attempt_at: expect.any(Date),
      })

      engage.sandbox.clearFaults()
      await lookAgain(id, { canceled: true })
      expect(await ledger.row(id)).toMatchObject(RELEASED)
    })

    it.each(["retries_exhausted", "promotion_not_found"] as const)(
      "gives its offer back when an operator had it to decide: %s",
      async (reason) => {
        const { id } = await unanswered(2 * MINUTE_S, {
          status: "attention",
          reason,
        })

        await look({ canceled: true })

        expect(await ledger.row(id)).toMatchObject(RELEASED)
      }
    )

    it("gives its offer back when its server died over the call", async () => {
      const { id } = await waiting({ status: "redeeming", reason: null })
      await ledger.insertAttempt(id, { started_at: ledger.fromNow(-600) })

      await look({ canceled: true })

      expect(await ledger.row(id)).toMatchObject(RELEASED)
    })
  })

  it("on a cart that nobody comes back to, is looked at less and less", async () => {
    const { id } = await ledger.insert({
      next_attempt_at: ledger.fromNow(-1),
      status_changed_at: ledger.fromNow(-2 * DAY_S),
    })

    await runJob(ledger, new Map())

    expect((await ledger.row(id)).status).toBe("linked")
    expect(Math.abs((await nextLook(id)) - 12 * HOUR_S)).toBeLessThan(5)
  })
})
