import {
  createRedemptionChannel,
  ENGAGE_ERRORS,
  type SandboxFaultRule,
} from "../../../../packages/engage-sandbox/src"
import { until } from "../../../../testkit/poll"
import type { PromotionRedemptionAttemptDTO } from "../../../types/promotion-redemption"
import { engageSuite } from "./support/engage-suite"

type Pending = {
  what: string
  faults: SandboxFaultRule[]
  reason: string
  attempt: Partial<PromotionRedemptionAttemptDTO>
  next_attempt_in_s?: number
}

/**
 * One answer of each meaning that is no verdict. Which answers mean it is in
 * `engage/__tests__/answers-redeem.unit.spec.ts`; the faults play each of them.
 */
const PENDING: Pending[] = [
  {
    what: "told to wait",
    faults: [{ type: "status", status: 429, headers: { "retry-after": "45" } }],
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 429 },
    next_attempt_in_s: 45,
  },
  {
    what: "sent with a wrong key",
    faults: [{ type: "wrong_key" }],
    reason: "engage_misconfigured",
    attempt: { outcome: "misconfigured", http_status: 401 },
  },
  {
    what: "answered by half",
    faults: [{ type: "half_answer" }],
    reason: "outcome_unknown",
    attempt: { outcome: "unknown", http_status: 200 },
  },
]

engageSuite("a redemption that is sent", (engage) => {
  const { ledger } = engage

  it("is redeemed when Engage says so", async () => {
    const claimed = await engage.claimed()

    const { redemption, refused } = await engage.redeem(claimed)

    expect(refused).toBeNull()
    expect(redemption).toMatchObject({ id: claimed.id, status: "redeemed" })
    const row = await ledger.row(claimed.id)
    expect(row).toMatchObject({
      status: "redeemed",
      status_changed_by: "checkout",
      reason: null,
      inferred: false,
      order_id: "order",
      attempt_count: 1,
      lease_expires_at: null,
      redeemed_at: expect.any(Date),
    })
    // Somebody has to see once that the order stands.
    const look = await ledger.secondsUntil(row.next_attempt_at)
    expect(look).toBeGreaterThan(3_500)
    expect(look).toBeLessThanOrEqual(3_600)
    expect(await ledger.attempts(claimed.id)).toEqual([
      expect.objectContaining({
        operation: "redeem",
        trigger: "checkout",
        outcome: "redeemed",
        http_status: 200,
        error_code: null,
        finished_at: expect.any(Date),
        duration_ms: expect.any(Number),
      }),
    ])
    expect(engage.redeemCalls()).toBe(1)
  })

  it("is rejected when Engage refuses", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "refuse", code: "PromotionExpired" })

    const code = "promotion_expired"
    expect(await engage.redeem(claimed)).toMatchObject({
      refused: code,
      redemption: { status: "rejected", reason: code },
    })
    expect(await ledger.row(claimed.id)).toMatchObject({
      status: "rejected",
      reason: code,
      rejected_at: expect.any(Date),
      redeemed_at: null,
    })
    expect(await ledger.attempts(claimed.id)).toMatchObject([
      {
        outcome: "refused",
        http_status: ENGAGE_ERRORS.PromotionExpired.status,
        error_code: code,
      },
    ])
    expect(engage.redeemCalls()).toBe(1)
  })

  it("asks for an operator when it is refused and the order stands", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "refuse", code: "PromotionNotFound" })

    const { refused } = await engage.redeem(claimed, {
      on_refused: "attention",
    })

    expect(refused).toBe("promotion_not_found")
    expect(await ledger.row(claimed.id)).toMatchObject({
      status: "attention",
      reason: "promotion_not_found",
      order_id: "order",
      next_attempt_at: expect.any(Date),
    })
  })

  it.each(PENDING)(
    "waits for another try when it is $what",
    async ({ faults, reason, attempt, next_attempt_in_s = 10 }) => {
      const claimed = await engage.claimed()
      faults.forEach((fault) => engage.sandbox.setFault(fault))

      const { redemption, refused } = await engage.redeem(claimed)

      expect(refused).toBeNull()
      expect(redemption).toMatchObject({ status: "pending", reason })
      const row = await ledger.row(claimed.id)
      expect(row).toMatchObject({
        status: "pending",
        order_id: "order",
        attempt_count: 1,
        lease_expires_at: null,
        deferred_at: expect.any(Date),
      })
      const wait = await ledger.secondsUntil(row.next_attempt_at)
      expect(wait).toBeGreaterThan(next_attempt_in_s - 5)
      expect(wait).toBeLessThanOrEqual(next_attempt_in_s)
      expect(await ledger.attempts(claimed.id)).toMatchObject([attempt])
      expect(engage.redeemCalls()).toBe(1)
    }
  )

  it("waits for another try when nothing listens there", async () => {
    await engage.setOptions({ baseUrl: "http://127.0.0.1:1" })
    const claimed = await engage.claimed()

    expect((await engage.redeem(claimed)).redemption).toMatchObject({
      status: "pending",
      reason: "engage_unavailable",
    })
    expect(await ledger.attempts(claimed.id)).toMatchObject([
      { outcome: "unavailable", http_status: null },
    ])
  })

  it("waits for another try when no answer comes in time", async () => {
    await engage.setOptions({ timeoutMs: 200 })
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "hang" })

    expect((await engage.redeem(claimed)).redemption).toMatchObject({
      status: "pending",
      reason: "outcome_unknown",
    })
    expect(engage.redeemCalls()).toBe(1)
  })

  it("waits longer the more calls were made, and from the first", async () => {
    const deferred_at = new Date("2026-01-01T00:00:00Z")
    const pending = await engage.claimed({
      status: "pending",
      attempt_count: 3,
      deferred_at,
    })
    engage.sandbox.setFault({ type: "status", status: 503 })

    await engage.redeem(pending)

    const row = await ledger.row(pending.id)
    expect(row).toMatchObject({ attempt_count: 4, deferred_at })
    const wait = await ledger.secondsUntil(row.next_attempt_at)
    expect(wait).toBeGreaterThan(290)
    expect(wait).toBeLessThanOrEqual(300)
  })

  it("is committed before the call is made", async () => {
    const claimed = await engage.claimed()
    engage.sandbox.setFault({ type: "delay_after_save", ms: 400 })

    const sending = engage.redeem(claimed)
    await until(() => engage.redeemCalls())

    expect(await ledger.row(claimed.id)).toMatchObject({
      status: "redeeming",
      order_id: "order",
      attempt_count: 1,
      run_id: "run",
    })
    expect(await ledger.attempts(claimed.id)).toMatchObject([
      { operation: "redeem", finished_at: null, outcome: null },
    ])
    await sending
  })

  describe("and is redeemed already", () => {
    it.each<[string, SandboxFaultRule]>([
      ["lost", { type: "reset_after_save", times: 1 }],
      ["half an answer", { type: "half_answer", times: 1 }],
      ["a gateway's 502", { type: "html", saved: true, times: 1 }],
    ])("was it by us when our first answer was %s", async (_, fault) => {
      const claimed = await engage.claimed()
      engage.sandbox.setFault(fault)
      const { redemption } = await engage.redeem(claimed)

      const second = await engage.redeem(redemption!)

      expect(second).toMatchObject({
        refused: null,
        redemption: {
          status: "redeemed",
          inferred: true,
          order_id: "order",
          attempt_count: 2,
        },
      })
      expect(await ledger.attempts(claimed.id)).toMatchObject([
        {},
        { outcome: "redeemed", http_status: 409, error_code: null },
      ])
      expect(engage.sandbox.assignment(claimed.assignment_id).redeemCount).toBe(
        1
      )
    })

    it("was it by us when our call has no end", async () => {
      const claimed = await engage.claimed({ status: "pending" })
      await ledger.insertAttempt(claimed.id)
      engage.sandbox.setFault({
        type: "refuse",
        code: "PromotionAlreadyRedeemed",
      })

      expect((await engage.redeem(claimed)).redemption).toMatchObject({
        status: "redeemed",
        inferred: true,
      })
    })

    // The answer came when another run had taken the row for left behind.
    it("was it by us when our 200 came too late for the row", async () => {
      const claimed = await engage.claimed()
      engage.sandbox.setFault({ type: "delay_after_save", ms: 300 })
      const sending = engage.redeem(claimed)
      await until(() => engage.redeemCalls())
      await ledger.change(claimed.id, { run_id: "job" })

      expect(await sending).toEqual({
        sent: true,
        redemption: null,
        refused: null,
      })
      const left = await ledger.row(claimed.id)
      expect(left).toMatchObject({ status: "redeeming", run_id: "job" })

      engage.sandbox.clearFaults()
      expect(
        (await engage.redeem(left, { run_id: "job" })).redemption
      ).toMatchObject({ status: "redeemed", inferred: true })
    })

    it("was it by somebody else when we never called", async () => {
      const claimed = await engage.claimed(
        {},
        {
          redemptionChannels: [
            createRedemptionChannel(),
            createRedemptionChannel({ type: "POS" }),
          ],
        }
      )
      engage.sandbox.redeemInStore(claimed.assignment_id)

      expect(await engage.redeem(claimed)).toMatchObject({
        refused: "promotion_already_redeemed",
        redemption: { status: "rejected", inferred: false },
      })
    })

    it.each([
      { outcome: "unavailable", http_status: 429 },
      { outcome: "misconfigured", http_status: 401 },
      { outcome: "refused", http_status: 409 },
    ] as const)(
      "was it by somebody else when ours surely did not: $outcome",
      async (earlier) => {
        const claimed = await engage.claimed({ status: "pending" })
        await ledger.insertAttempt(claimed.id, {
          ...earlier,
          finished_at: ledger.fromNow(0),
        })
        engage.sandbox.setFault({
          type: "refuse",
          code: "PromotionAlreadyRedeemed",
        })

        expect(await engage.redeem(claimed)).toMatchObject({
          refused: "promotion_already_redeemed",
        })
      }
    )
  })

  it("is sent once, however many ask at once", async () => {
    const claimed = await engage.claimed()

    const results = await Promise.all(
      Array.from({ length: 10 }, () => engage.redeem(claimed))
    )

    expect(
      results.filter(({ redemption }) => redemption?.status === "redeemed")
    ).toHaveLength(1)
    expect(engage.redeemCalls()).toBe(1)
    expect(await ledger.attempts(claimed.id)).toHaveLength(1)
  })

  it("is not sent by a run that does not hold it", async () => {
    const claimed = await engage.claimed()

    expect(await engage.redeem(claimed, { run_id: "another" })).toEqual({
      sent: false,
      redemption: null,
      refused: null,
    })
    expect(engage.redeemCalls()).toBe(0)
    expect(await ledger.row(claimed.id)).toEqual(claimed)
    expect(await ledger.attempts(claimed.id)).toEqual([])
  })

  it("is not sent again by the same run when how its call ended was lost", async () => {
    const claimed = await engage.claimed()
    const unseen = { from: ["claimed"], first_call: true } as const
    engage.sandbox.setFault({ type: "delay_after_save", ms: 300 })
    const sending = engage.redeem(claimed, unseen)
    await until(() => engage.redeemCalls() === 1)

    expect(await engage.redeem(claimed, unseen)).toMatchObject({ sent: false })

    expect(await sending).toMatchObject({
      sent: true,
      redemption: { status: "redeemed" },
    })
    expect(engage.redeemCalls()).toBe(1)
  })

  it("is not sent without a look when a call was begun in an earlier claim", async () => {
    const claimed = await engage.claimed({ attempt_count: 1 })

    expect(
      await engage.redeem(claimed, { from: ["claimed"], first_call: true })
    ).toMatchObject({ sent: false })

    expect(engage.redeemCalls()).toBe(0)
    expect(await ledger.row(claimed.id)).toEqual(claimed)
  })

  it("is not sent from a status that was not asked for", async () => {
    const linked = await engage.claimed({ status: "linked" })

    expect(await engage.redeem(linked, { from: ["claimed"] })).toMatchObject({
      redemption: null,
    })
    expect(engage.redeemCalls()).toBe(0)
  })
})
