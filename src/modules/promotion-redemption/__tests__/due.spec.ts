import { setTimeout as delay } from "node:timers/promises"

import { createMedusaContainer } from "@medusajs/framework/utils"

import { drain } from "../../../workflows/background/reconcile-redemptions"
import { takeDue } from "../ledger/due"
import { ledgerSuite } from "./support/ledger-suite"
import { connectionsOf, explain, recordStatements } from "./support/statements"
import {
  redemptionColumns,
  type AttemptInput,
  type RedemptionInput,
} from "./support/test-ledger"

ledgerSuite("what is due", (ledger) => {
  const due = (overrides: RedemptionInput = {}) =>
    ledger.insert({
      status: "pending",
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })
  const take = (run_id = "worker", limit = 10) =>
    ledger.service.ledger.takeDue({ run_id, limit, lease_ms: 60_000 })

  it("goes to one of many workers at once", async () => {
    const rows = await Promise.all(Array.from({ length: 60 }, () => due()))

    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, worker) => take(`worker ${worker}`))
    )

    const ids = taken.flatMap((batch) => batch.map(({ id }) => id))
    expect(ids.sort()).toEqual(rows.map(({ id }) => id).sort())
    for (const [worker, batch] of taken.entries()) {
      expect(batch.every(({ run_id }) => run_id === `worker ${worker}`)).toBe(
        true
      )
    }
  })

  it("is taken with a lease, the longest waiting first", async () => {
    const late = await due({ next_attempt_at: ledger.fromNow(-1) })
    const later = await due({ next_attempt_at: ledger.fromNow(-600) })

    const taken = await take("worker", 1)

    expect(taken.map(({ id }) => id)).toEqual([later.id])
    const row = await ledger.row(later.id)
    expect(row).toMatchObject({ run_id: "worker", status: "pending" })
    const lease = await ledger.secondsUntil(row.lease_expires_at)
    expect(lease).toBeGreaterThan(55)
    expect(lease).toBeLessThanOrEqual(60)
    expect(await ledger.row(late.id)).toEqual(late)
  })

  it("is no more than was asked for", async () => {
    await Promise.all(Array.from({ length: 8 }, () => due()))

    expect(await take("first", 3)).toHaveLength(3)
    expect(await take("second", 3)).toHaveLength(3)
    expect(await take("third", 3)).toHaveLength(2)
    expect(await take("fourth", 3)).toHaveLength(0)
  })

  it("is not what waits for later, is held, or is never due", async () => {
    await due({ next_attempt_at: ledger.fromNow(60) })
    await due({ run_id: "live", lease_expires_at: ledger.fromNow(60) })
    await due({ next_attempt_at: null })

    expect(await take()).toEqual([])
  })

  it("is taken again when its worker died", async () => {
    const left = await due({
      run_id: "dead",
      lease_expires_at: ledger.fromNow(-1),
    })

    expect(await take()).toMatchObject([{ id: left.id, run_id: "worker" }])
  })

  it("is free again when a worker gives it back", async () => {
    const { id } = await due()
    await take()

    const release = (run_id: string) =>
      ledger.service.ledger.apply(
        { event: "release_lease", run_id },
        { rows: { id }, by: null }
      )
    await release("another")
    expect(await take("second")).toEqual([])

    await release("worker")
    expect(await take("second")).toMatchObject([{ id }])
  })

  it("does not wait for a row that somebody has locked", async () => {
    const locked = await due({ next_attempt_at: ledger.fromNow(-60) })
    const free = await due()

    const transaction = await ledger.knex.transaction()
    try {
      await transaction("promotion_redemption")
        .where({ id: locked.id })
        .forUpdate()
      expect(
        await Promise.race([take(), delay(5_000, "waited", { ref: false })])
      ).toMatchObject([{ id: free.id }])
    } finally {
      await transaction.rollback()
    }

    expect(await take("second")).toMatchObject([{ id: locked.id }])
  })

  it.each<[boolean, string, AttemptInput[]]>([
    [false, "nothing was sent", []],
    [false, "Engage was busy", [{ outcome: "unavailable", http_status: 429 }]],
    [true, "a call has no end", [{}]],
    [true, "an answer got lost", [{ outcome: "unknown" }]],
    [true, "a 5xx came", [{ outcome: "unavailable", http_status: 502 }]],
  ])(
    "says %s to `may_have_arrived` when %s",
    async (may_have_arrived, _, attempts) => {
      const { id } = await due()
      for (const attempt of attempts) {
        await ledger.insertAttempt(id, attempt)
      }

      expect(await take()).toMatchObject([{ id, may_have_arrived }])
    }
  )

  it("is found by one look into an index when there is nothing", async () => {
    await ledger.knex.batchInsert(
      "promotion_redemption",
      Array.from({ length: 10_000 }, (_, index) => ({
        ...redemptionColumns(),
        // Half of them wait for a later time.
        ...(index % 2
          ? { status: "redeemed" }
          : { next_attempt_at: ledger.fromNow(3_600) }),
      })),
      2_000
    )
    await ledger.knex.raw("ANALYZE promotion_redemption")
    const statements = recordStatements(ledger.knex)

    expect(
      await takeDue(ledger.knex, { run_id: "job", limit: 20, lease_ms: 1_000 })
    ).toEqual([])

    const [statement, ...more] = statements()
    expect(more).toEqual([])
    const plan = await explain(ledger.knex, statement!)
    expect(plan).toContain("IDX_promotion_redemption_due")
    expect(plan).not.toContain("Seq Scan on promotion_redemption")
  })

  it("costs the job's tick one statement when there is nothing", async () => {
    await due({ next_attempt_at: ledger.fromNow(3_600) })
    const { service } = ledger
    const statements = recordStatements(connectionsOf(service))

    expect(
      await drain({
        container: createMedusaContainer(),
        service,
        run_id: "job",
      })
    ).toBe(0)

    expect(statements()).toMatchObject([
      { sql: expect.stringContaining("next_attempt_at <= now()") },
    ])
  })
})
