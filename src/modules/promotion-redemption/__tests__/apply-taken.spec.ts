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
})
