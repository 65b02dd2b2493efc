import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"
import { transition, type Transition } from "../ledger/transition"
import { ledgerSuite } from "./support/ledger-suite"
import { countStatements } from "./support/statements"

const FOLLOWING: Record<RedemptionStatus, RedemptionStatus[]> = {
  linked: ["linked", "claimed", "pending", "rejected", "attention", "released"],
  claimed: [
    "linked",
    "claimed",
    "redeeming",
    "pending",
    "rejected",
    "attention",
    "released",
  ],
  redeeming: [
    "linked",
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  pending: [
    "linked",
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  redeemed: ["redeemed", "attention"],
  rejected: ["rejected", "attention", "released"],
  attention: [
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  released: [],
}

ledgerSuite("a transition", (ledger) => {
  const move = (
    id: string,
    step: Partial<Transition> & Pick<Transition, "from" | "to">
  ) =>
    transition(ledger.knex, {
      by: "test",
      where: (rows) => rows.where({ id }),
      ...step,
    })

  it.each(REDEMPTION_STATUSES)("from %s leads only on", async (from) => {
    for (const to of REDEMPTION_STATUSES) {
      const { id } = await ledger.insert({ status: from })
      if (FOLLOWING[from].includes(to)) {
        await expect(move(id, { from: [from], to })).resolves.toMatchObject([
          { id, status: to },
        ])
        expect((await ledger.row(id)).status).toBe(to)
      } else {
        await expect(move(id, { from: [from], to })).rejects.toMatchObject({
          type: "unexpected_state",
          message: `A redemption cannot go from ${from} to ${to}`,
        })
        expect((await ledger.row(id)).status).toBe(from)
      }
    }
  })

  it("is refused when one of several statuses may not lead there", async () => {
    const { id } = await ledger.insert({ status: "claimed" })

    await expect(
      move(id, { from: ["claimed", "redeemed"], to: "linked" })
    ).rejects.toMatchObject({ type: "unexpected_state" })
    expect((await ledger.row(id)).status).toBe("claimed")
  })

  it("leaves a row in another status alone", async () => {
    const before = await ledger.insert({ status: "pending" })

    expect(await move(before.id, { from: ["linked"], to: "claimed" })).toEqual(
      []
    )
    expect(await ledger.row(before.id)).toEqual(before)
  })

  it("leaves a row that another run holds alone", async () => {
    const before = await ledger.insert({ status: "claimed", run_id: "theirs" })

    expect(
      await move(before.id, {
        from: ["claimed"],
        to: "redeeming",
        where: (rows) => rows.where({ id: before.id, run_id: "ours" }),
        open: { operation: "redeem", trigger: "checkout" },
      })
    ).toEqual([])
    expect(await ledger.row(before.id)).toEqual(before)
    expect(await ledger.attempts(before.id)).toEqual([])
  })

  it("lets one of many writers at once win", async () => {
    const { id } = await ledger.insert()

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        move(id, {
          from: ["linked"],
          to: "claimed",
          by: `writer ${writer}`,
          set: { run_id: `run ${writer}` },
        })
      )
    )

    const winners = results.flatMap((rows) => rows)
    expect(winners).toHaveLength(1)
    expect((await ledger.row(id)).run_id).toBe(winners[0]?.run_id)
  })

  it("writes who caused it, and when by the database's clock", async () => {
    const { id } = await ledger.insert()

    jest.useFakeTimers({
      now: new Date("2001-01-01T00:00:00Z"),
      doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"],
    })
    try {
      await move(id, { from: ["linked"], to: "claimed", by: "checkout" })
    } finally {
      jest.useRealTimers()
    }

    const row = await ledger.row(id)
    expect(row.status_changed_by).toBe("checkout")
    expect(
      Math.abs(await ledger.secondsUntil(row.status_changed_at))
    ).toBeLessThan(10)
  })

  it("to the same status keeps who caused it and when", async () => {
    const before = await ledger.insert()

    await move(before.id, {
      from: ["linked"],
      to: "linked",
      by: "job",
      set: { next_attempt_at: ledger.fromNow(60) },
    })

    expect(await ledger.row(before.id)).toMatchObject({
      status_changed_at: before.status_changed_at,
      status_changed_by: "customer",
      next_attempt_at: expect.any(Date),
    })
  })

  it("opens an attempt in the same statement", async () => {
    const { id } = await ledger.insert({ status: "claimed" })
    const statements = countStatements(ledger.knex)

    const [row] = await move(id, {
      from: ["claimed"],
      to: "redeeming",
      open: { operation: "redeem", trigger: "manual" },
    })

    expect(statements()).toBe(1)
    expect(await ledger.attempts(id)).toEqual([
      expect.objectContaining({
        id: row?.attempt_id,
        operation: "redeem",
        trigger: "manual",
        started_at: row?.status_changed_at,
        finished_at: null,
        outcome: null,
        http_status: null,
      }),
    ])
  })

  it("closes its attempt in the same statement", async () => {
    const { id } = await ledger.insert({ status: "redeeming" })
    const attempt = await ledger.insertAttempt(id, {
      started_at: ledger.fromNow(-3),
    })
    const statements = countStatements(ledger.knex)

    await move(id, {
      from: ["redeeming"],
      to: "rejected",
      close: {
        id: attempt,
        outcome: "refused",
        http_status: 409,
        error_code: "promotion_refused",
      },
    })

    expect(statements()).toBe(1)
    const [closed] = await ledger.attempts(id)
    expect(closed).toMatchObject({
      finished_at: (await ledger.row(id)).status_changed_at,
      outcome: "refused",
      http_status: 409,
      error_code: "promotion_refused",
    })
    expect(closed?.duration_ms).toBeGreaterThanOrEqual(3_000)
    expect(closed?.duration_ms).toBeLessThan(8_000)
  })

  it("leaves an attempt that was closed before as it is", async () => {
    const { id } = await ledger.insert({ status: "redeeming" })
    const attempt = await ledger.insertAttempt(id, {
      finished_at: ledger.fromNow(-1),
      outcome: "unknown",
    })
    const before = await ledger.attempts(id)

    await move(id, {
      from: ["redeeming"],
      to: "redeemed",
      close: {
        id: attempt,
        outcome: "redeemed",
        http_status: 200,
        error_code: null,
      },
    })

    expect(await ledger.attempts(id)).toEqual(before)
  })

  it("opens no attempt when a unique index refuses it", async () => {
    const { assignment_id } = await ledger.insert({ status: "pending" })
    const { id } = await ledger.insert({ assignment_id })

    await expect(
      move(id, {
        from: ["linked"],
        to: "claimed",
        open: { operation: "redeem", trigger: "checkout" },
      })
    ).rejects.toMatchObject({ code: "23505" })
    expect(await ledger.attempts(id)).toEqual([])
  })
})
