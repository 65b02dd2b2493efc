import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { apply, type Change } from "../ledger/transition"
import { ledgerSuite } from "./support/ledger-suite"
import { countStatements } from "./support/statements"

ledgerSuite("an event", (ledger) => {
  const claim = (
    id: string,
    {
      run_id = "run",
      status = "linked" as RedemptionStatus,
      ...change
    }: Partial<Change> & { run_id?: string; status?: RedemptionStatus } = {}
  ) =>
    apply(
      ledger.knex,
      { event: "claim", run_id, status, amount: 10, currency_code: "sek" },
      { rows: { id }, by: "checkout", ...change }
    )

  const send = (
    id: string,
    { run_id = "run", ...change }: Partial<Change> & { run_id?: string } = {}
  ) =>
    apply(
      ledger.knex,
      {
        event: "send",
        ...{ run_id, order_id: "order", lease_ms: 60_000, trigger: "manual" },
      },
      { rows: { id }, by: "checkout", ...change }
    )

  it("leaves a row in another status alone", async () => {
    const before = await ledger.insert({ status: "pending" })

    expect(await claim(before.id)).toEqual([])
    expect(await ledger.row(before.id)).toEqual(before)
  })

  it("leaves a row that another run holds alone", async () => {
    const before = await ledger.insert({ status: "claimed", run_id: "theirs" })

    expect(await send(before.id, { run_id: "ours" })).toEqual([])
    expect(await ledger.row(before.id)).toEqual(before)
    expect(await ledger.attempts(before.id)).toEqual([])
  })

  it("lets one of many writers at once win", async () => {
    const { id } = await ledger.insert()

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        claim(id, { run_id: `run ${writer}`, by: `writer ${writer}` })
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
      await claim(id)
    } finally {
      jest.useRealTimers()
    }

    const row = await ledger.row(id)
    expect(row.status_changed_by).toBe("checkout")
    expect(
      Math.abs(await ledger.secondsUntil(row.status_changed_at))
    ).toBeLessThan(10)
  })

  it("that leads to the same status keeps who caused it and when", async () => {
    const before = await ledger.insert()

    await apply(
      ledger.knex,
      { event: "note_without_discount" },
      { rows: { id: before.id }, by: "job" }
    )

    expect(await ledger.row(before.id)).toMatchObject({
      status_changed_at: before.status_changed_at,
      status_changed_by: "customer",
      next_attempt_at: expect.any(Date),
    })
  })

  it("opens an attempt in the same statement", async () => {
    const { id } = await ledger.insert({ status: "claimed", run_id: "run" })
    const statements = countStatements(ledger.knex)

    const [row] = await send(id)

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
    const { id } = await ledger.insert({ status: "redeeming", run_id: "run" })
    const attempt = await ledger.insertAttempt(id, {
      started_at: ledger.fromNow(-3),
    })
    const statements = countStatements(ledger.knex)

    await apply(
      ledger.knex,
      { event: "answer_refused", run_id: "run", reason: "promotion_refused" },
      {
        rows: { id },
        by: "checkout",
        close: {
          id: attempt,
          outcome: "refused",
          http_status: 409,
          error_code: "promotion_refused",
        },
      }
    )

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
    const { id } = await ledger.insert({ status: "redeeming", run_id: "run" })
    const attempt = await ledger.insertAttempt(id, {
      finished_at: ledger.fromNow(-1),
      outcome: "unknown",
    })
    const before = await ledger.attempts(id)

    const answered = await apply(
      ledger.knex,
      { event: "answer_redeemed", run_id: "run", inferred: false },
      {
        rows: { id },
        by: "checkout",
        close: {
          id: attempt,
          outcome: "redeemed",
          http_status: 200,
          error_code: null,
        },
      }
    )
    expect(answered).toHaveLength(1)

    expect(await ledger.attempts(id)).toEqual(before)
  })

  it("opens no attempt when a unique index refuses it", async () => {
    const { assignment_id } = await ledger.insert({ status: "pending" })
    // As one that was refused, whose order stands: it holds nothing.
    const { id } = await ledger.insert({
      ...{ assignment_id, status: "attention", run_id: "run" },
      rejected_at: ledger.fromNow(-60),
    })

    await expect(send(id)).rejects.toMatchObject({ code: "23505" })
    expect(await ledger.attempts(id)).toEqual([])
  })
})
