import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { TakenEvent } from "../ledger/events"
import { ledgerSuite } from "./support/ledger-suite"
import type { RedemptionInput } from "./support/test-ledger"

ledgerSuite("a worker's event", (ledger) => {
  const FIRST_DEFERRED = new Date("2026-01-01T00:00:00Z")

  /** A row that run "run" holds. */
  const held = (overrides: RedemptionInput = {}) =>
    ledger.insert({
      status: "pending",
      run_id: "run",
      order_id: "order",
      lease_expires_at: ledger.fromNow(60),
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })
  const apply = (redemption: PromotionRedemptionDTO, event: TakenEvent) =>
    ledger.service.ledger.applyTaken({ ...redemption, waited_ms: 0 }, event)

  describe("what a worker holds", () => {
    it("changes the row and gives it up", async () => {
      const row = await held({ attempt_count: 1 })

      await apply(row, { event: "try_later" })

      const settled = await ledger.row(row.id)
      expect(settled).toMatchObject({
        status: "pending",
        reason: "outcome_unknown",
        run_id: null,
        lease_expires_at: null,
        order_id: "order",
        deferred_at: expect.any(Date),
        attempt_count: 2,
      })
      const wait = await ledger.secondsUntil(settled.next_attempt_at)
      expect(wait).toBeGreaterThan(25)
      expect(wait).toBeLessThanOrEqual(30)
    })

    it("says who changed it", async () => {
      const row = await held()

      expect(await apply(row, { event: "show_order_canceled" })).toMatchObject({
        status: "attention",
        status_changed_by: "job",
        next_attempt_at: null,
      })
    })

    it("keeps the time since when the order waits", async () => {
      const row = await held({ deferred_at: FIRST_DEFERRED })

      expect(await apply(row, { event: "try_later" })).toMatchObject({
        deferred_at: FIRST_DEFERRED,
      })
    })

    it("writes when it was redeemed, and that it was concluded", async () => {
      const row = await held({ status: "redeeming" })

      expect(await apply(row, { event: "find_redeemed" })).toMatchObject({
        status: "redeemed",
        inferred: true,
        redeemed_at: expect.any(Date),
        order_id: "order",
      })
    })

    it("puts a row back on its cart without its order", async () => {
      const row = await held({ deferred_at: FIRST_DEFERRED })

      expect(await apply(row, { event: "wait_on_cart" })).toMatchObject({
        status: "linked",
        order_id: null,
        deferred_at: null,
        run_id: null,
      })
    })

    it.each<[string, RedemptionInput]>([
      ["another run has taken", { run_id: "another" }],
      ["has another status since", { status: "redeemed" }],
      ["has another order since", { order_id: "another" }],
    ])("leaves a row that %s", async (_, meanwhile) => {
      const row = await held()
      await ledger.change(row.id, meanwhile)
      const changed = await ledger.row(row.id)

      expect(await apply(row, { event: "show_order_canceled" })).toBeNull()
      expect(await ledger.row(row.id)).toEqual(changed)
    })
  })

  describe("giving up", () => {
    const DAY_S = 24 * 60 * 60

    const giveUp = (id: string) =>
      ledger.service.ledger.apply(
        { event: "give_up" },
        { rows: { id }, by: "job" }
      )

    it("hands the row to an operator after 24 hours", async () => {
      const { id } = await held({ deferred_at: ledger.fromNow(-DAY_S) })

      expect(await giveUp(id)).toMatchObject([
        {
          status: "attention",
          reason: "retries_exhausted",
          order_id: "order",
          next_attempt_at: expect.any(Date),
        },
      ])
    })

    it("does not come sooner", async () => {
      const row = await held({ deferred_at: ledger.fromNow(-DAY_S + 60) })

      expect(await giveUp(row.id)).toEqual([])
      expect(await ledger.row(row.id)).toEqual(row)
    })

    it("is only for what is pending", async () => {
      for (const status of ["redeeming", "redeemed", "rejected"] as const) {
        const row = await held({
          status,
          deferred_at: ledger.fromNow(-2 * DAY_S),
        })

        expect(await giveUp(row.id)).toEqual([])
        expect(await ledger.row(row.id)).toEqual(row)
      }
    })
  })

  describe("the calls of a dead server", () => {
    it("are closed without a verdict, and others are left", async () => {
      const row = await held({ status: "redeeming" })
      await ledger.insertAttempt(row.id, {
        started_at: ledger.fromNow(-120),
        finished_at: ledger.fromNow(-110),
        outcome: "unavailable",
        http_status: 429,
      })
      await ledger.insertAttempt(row.id)
      const other = await held({ status: "redeeming" })
      await ledger.insertAttempt(other.id)

      await ledger.service.ledger.closeLostAttempts(row.id)

      expect(await ledger.attempts(row.id)).toMatchObject([
        { outcome: "unavailable", http_status: 429 },
        {
          outcome: "unknown",
          http_status: null,
          finished_at: expect.any(Date),
        },
      ])
      expect(await ledger.attempts(other.id)).toMatchObject([
        { finished_at: null },
      ])
    })
  })

  describe("deferring", () => {
    const defer = ({ id }: PromotionRedemptionDTO, run_id = "run") =>
      ledger.service.ledger.applyHeld(
        { id, by: "checkout" },
        {
          event: "defer_unsent",
          reason: "payment_pending",
          ...{ run_id, order_id: "order", not_before_ms: 0 },
        }
      )

    it("lets the order stand and the job follow in 10 s", async () => {
      const row = await held({ status: "claimed", order_id: null })

      const deferred = await defer(row)

      expect(deferred).toMatchObject({
        status: "pending",
        reason: "payment_pending",
        order_id: "order",
        lease_expires_at: null,
        attempt_count: 0,
      })
      expect(
        await ledger.secondsUntil(deferred!.next_attempt_at)
      ).toBeLessThanOrEqual(10)
    })

    it("is refused to a run that does not hold the row", async () => {
      const row = await held({ status: "claimed" })

      expect(await defer(row, "another")).toBeNull()
      expect(await ledger.row(row.id)).toEqual(row)
    })
  })

  describe("a refusal that is sure without a call", () => {
    const refuse = (
      { id }: PromotionRedemptionDTO,
      event: "refuse_unsent" | "refuse_unsent_kept" = "refuse_unsent"
    ) =>
      ledger.service.ledger.applyHeld(
        { id, by: "checkout" },
        { event, run_id: "run", order_id: "order", reason: "promotion_expired" }
      )

    it.each(["claimed", "pending", "attention"] as const)(
      "rejects what is %s",
      async (status) => {
        const row = await held({ status, order_id: null })

        expect(await refuse(row)).toMatchObject({
          status: "rejected",
          reason: "promotion_expired",
          rejected_at: expect.any(Date),
          attempt_count: 0,
        })
        expect(await ledger.attempts(row.id)).toEqual([])
      }
    )

    it("asks for an operator when the order stands", async () => {
      const row = await held({ status: "claimed", order_id: null })

      expect(await refuse(row, "refuse_unsent_kept")).toMatchObject({
        status: "attention",
        reason: "promotion_expired",
        order_id: "order",
        next_attempt_at: expect.any(Date),
      })
    })

    it("leaves what is already sent", async () => {
      for (const status of ["redeeming", "redeemed"] as const) {
        const row = await held({ status })

        expect(await refuse(row)).toBeNull()
        expect(await ledger.row(row.id)).toEqual(row)
      }
    })
  })
})
