import { purgeLedger } from "../../../workflows/background/purge"
import { availableActions, RESOLVABLE, RETRIABLE } from "../ledger/operator"
import {
  REDEMPTION_STATUSES,
  type PromotionRedemptionDTO,
} from "../../../types/promotion-redemption"
import { ledgerSuite } from "./support/ledger-suite"

ledgerSuite("what operators do", (ledger) => {
  const word = {
    resolution: "written_off" as const,
    note: "Called Anna.",
    actor_id: "user_olga",
  }

  const attention = { status: "attention", order_id: "order_1" } as const

  const resolve = (
    id: string,
    more: Partial<Parameters<typeof ledger.service.ledger.resolve>[0]> = {}
  ) => ledger.service.ledger.resolve({ ...word, id, ...more })

  const retry = (id: string, run_id: string) =>
    ledger.service.ledger.takeForRetry({
      id,
      run_id,
      lease_ms: 60_000,
      actor_id: "user_olga",
    })

  const actionsOf = (row: PromotionRedemptionDTO) =>
    availableActions(row, { order_outcome: null })

  const actions = (id: string) =>
    ledger
      .knex("promotion_redemption_action")
      .where({ promotion_redemption_id: id })
      .orderBy("created_at")

  it("is settled once, whoever presses at once", async () => {
    const { id } = await ledger.insert(attention)

    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        resolve(id, {
          resolution: index % 2 ? "redeemed" : "written_off",
          actor_id: `user_${index}`,
        })
      )
    )

    const done = results.filter(({ kind }) => kind === "done")
    expect(done).toHaveLength(1)
    expect(results.filter(({ kind }) => kind === "not_allowed")).toHaveLength(9)
    const row = await ledger.row(id)
    expect(done).toMatchObject([{ redemption: { status: row.status } }])
    expect(await actions(id)).toMatchObject([
      { actor_id: row.status_changed_by, to_status: row.status },
    ])
  })

  it("is taken by one of many who try again at once", async () => {
    const { id } = await ledger.insert(attention)

    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => retry(id, `run_${index}`))
    )

    const taken = results.filter(({ kind }) => kind === "done")
    expect(taken).toHaveLength(1)
    expect(results.filter(({ kind }) => kind === "in_progress")).toHaveLength(9)
    expect(taken).toMatchObject([
      { redemption: { run_id: (await ledger.row(id)).run_id } },
    ])
    expect(await actions(id)).toMatchObject([
      { action: "retry", from_status: "attention", to_status: null },
    ])
  })

  it("is either tried or settled", async () => {
    const { id } = await ledger.insert(attention)

    const [taken, resolved] = await Promise.all([retry(id, "run"), resolve(id)])

    expect(
      [taken, resolved].filter(({ kind }) => kind === "done")
    ).toHaveLength(1)
  })

  it("is the job's or an operator's, and not both", async () => {
    const { id } = await ledger.insert({
      status: "pending",
      order_id: "order_1",
      next_attempt_at: ledger.fromNow(-1),
    })

    const [due, taken] = await Promise.all([
      ledger.service.ledger.takeDue({
        run_id: "job",
        limit: 10,
        lease_ms: 60_000,
      }),
      retry(id, "run"),
    ])

    expect(due.length + (taken.kind === "done" ? 1 : 0)).toBe(1)
  })

  it.each(REDEMPTION_STATUSES)("goes by the status: %s", async (status) => {
    const { id } = await ledger.insert({ status })
    const before = await ledger.row(id)
    expect(actionsOf(before)).toEqual([
      ...(RETRIABLE.includes(status) ? ["retry"] : []),
      ...(RESOLVABLE.includes(status) ? ["resolve"] : []),
    ])

    const resolved = await resolve(id)
    expect(resolved.kind).toBe(
      RESOLVABLE.includes(status) ? "done" : "not_allowed"
    )
    if (resolved.kind !== "done") {
      expect(await ledger.row(id)).toEqual(before)
    }
    const { id: other } = await ledger.insert({ status })
    expect((await retry(other, "run")).kind).toBe(
      RETRIABLE.includes(status) ? "done" : "not_allowed"
    )
  })

  it("keeps the assignment of a written-off order from every other", async () => {
    const { id, assignment_id } = await ledger.insert(attention)
    await resolve(id)

    await expect(
      ledger.insert({ assignment_id, status: "claimed" })
    ).rejects.toThrow("IDX_promotion_redemption_assignment_once")
  })

  it("frees the assignment of one that is written off without an order", async () => {
    const { id, assignment_id } = await ledger.insert({ status: "attention" })
    await resolve(id)

    expect(
      await ledger.insert({ assignment_id, status: "claimed" })
    ).toMatchObject({ status: "claimed" })
  })

  it("does not resolve as redeemed what another order reserves", async () => {
    const { id, assignment_id } = await ledger.insert({
      ...attention,
      reason: "promotion_already_redeemed",
      rejected_at: ledger.fromNow(-60),
    })
    await ledger.insert({
      assignment_id,
      status: "redeemed",
      order_id: "order_2",
    })
    const before = await ledger.row(id)

    expect(await resolve(id, { resolution: "redeemed" })).toEqual({
      kind: "reserved_elsewhere",
    })
    expect(await ledger.row(id)).toEqual(before)
    expect(await actions(id)).toEqual([])

    expect(await resolve(id)).toMatchObject({
      kind: "done",
      redemption: {
        status: "rejected",
        reason: "promotion_already_redeemed",
        note: "Called Anna.",
      },
    })
  })

  describe("not used, says the operator", () => {
    const notRedeemed = { resolution: "not_redeemed" as const }
    const unpaid = {
      status: "pending",
      reason: "payment_pending",
      order_id: "order_1",
    } as const

    it.each([
      { status: "attention", reason: "retries_exhausted" },
      { status: "attention", reason: "order_canceled" },
      { status: "attention", reason: "payment_overdue" },
      { status: "attention", reason: "promotion_not_found" },
      unpaid,
    ] as const)("$status, $reason: is free again", async (row) => {
      const { id, assignment_id } = await ledger.insert({
        order_id: "order_1",
        ...row,
      })
      expect(actionsOf(await ledger.row(id))).toContain("resolve")

      expect(await resolve(id, notRedeemed)).toMatchObject({
        kind: "done",
        redemption: {
          status: "released",
          reason: "not_redeemed",
          order_id: "order_1",
          note: "Called Anna.",
          next_attempt_at: null,
        },
      })
      expect(await actions(id)).toMatchObject([
        {
          action: "resolve",
          resolution: "not_redeemed",
          from_status: row.status,
          to_status: "released",
          note: "Called Anna.",
          actor_id: "user_olga",
        },
      ])
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it.each([
      { status: "attention", reason: "promotion_already_redeemed" },
      {
        status: "attention",
        reason: "redeemed_without_order",
        redeemed_at: "2026-01-01T00:00:00Z" as unknown as Date,
      },
      { status: "pending", reason: "engage_unavailable" },
      { status: "redeemed" },
      { status: "rejected" },
    ] as const)("is not to be said of $status, $reason", async (row) => {
      const { id } = await ledger.insert(row)
      const before = await ledger.row(id)

      expect(await resolve(id, notRedeemed)).toEqual({
        kind: "not_allowed",
        status: row.status,
      })
      expect(await ledger.row(id)).toEqual(before)
      expect(await actions(id)).toEqual([])
    })

    it("does not settle what the job is at", async () => {
      const { id } = await ledger.insert({
        ...unpaid,
        run_id: "job",
        lease_expires_at: ledger.fromNow(60),
      })

      expect(await resolve(id, notRedeemed)).toEqual({
        kind: "in_progress",
      })
      expect(actionsOf(await ledger.row(id))).toEqual([])
    })

    it("is the only word on an order that nobody has paid", async () => {
      const { id } = await ledger.insert(unpaid)

      for (const resolution of ["redeemed", "written_off"] as const) {
        expect(await resolve(id, { resolution })).toEqual({
          kind: "not_allowed",
          status: "pending",
        })
      }
    })
  })

  describe("written off, and its order cancelled", () => {
    it("before: the assignment is free", async () => {
      const { id, assignment_id } = await ledger.insert(attention)

      expect(await resolve(id, { order_is_canceled: true })).toMatchObject({
        redemption: {
          status: "released",
          reason: "order_canceled",
          order_id: "order_1",
          note: "Called Anna.",
        },
      })
      expect(await actions(id)).toMatchObject([
        { resolution: "written_off", to_status: "released" },
      ])
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it("afterwards: the assignment is free, and the operator's word is kept", async () => {
      const { id, assignment_id } = await ledger.insert(attention)
      const { id: other } = await ledger.insert({
        ...attention,
        order_id: "order_2",
      })
      for (const each of [id, other]) {
        await resolve(each)
      }

      expect(
        await ledger.service.ledger.apply(
          { event: "release_written_off" },
          { rows: { order_id: "order_1" }, by: "order.canceled" }
        )
      ).toMatchObject([{ id, status: "released", reason: "order_canceled" }])

      expect(await ledger.row(id)).toMatchObject({
        order_id: "order_1",
        note: "Called Anna.",
      })
      expect(await actions(id)).toMatchObject([
        { resolution: "written_off", actor_id: "user_olga" },
      ])
      await ledger.insert({ assignment_id, status: "claimed" })
      expect((await ledger.row(other)).status).toBe("rejected")
    })

    it("is the only word for a row without an assignment: nothing was used", async () => {
      const { id } = await ledger.insert(attention)
      await ledger.change(id, { assignment_id: null })

      expect(await resolve(id, { resolution: "redeemed" })).toEqual({
        kind: "not_allowed",
        status: "attention",
      })
      expect(await resolve(id)).toMatchObject({ kind: "done" })
    })

    it("stays as it is when there is no assignment to free", async () => {
      const { id } = await ledger.insert({ ...attention, order_id: "order_5" })
      await ledger.change(id, { assignment_id: null })
      const of = { rows: { order_id: "order_5" }, by: "order.canceled" }

      expect(await resolve(id, { order_is_canceled: true })).toMatchObject({
        redemption: { status: "rejected", reason: "written_off" },
      })
      expect(
        await ledger.service.ledger.apply({ event: "release_written_off" }, of)
      ).toEqual([])
    })

    it("is found without its event", async () => {
      const { id } = await ledger.insert(attention)
      await resolve(id)
      await ledger.insert({ ...attention, order_id: "order_2" })
      await ledger.insert({
        ...attention,
        order_id: "order_3",
        reason: "order_canceled",
      })
      await ledger.insert({ status: "redeemed", order_id: "order_4" })
      const page = { after: "", limit: 10 }

      expect(await ledger.service.ledger.listReservingOrders(page)).toEqual([
        "order_1",
        "order_2",
      ])
      expect(
        await ledger.service.ledger.listReservingOrders({
          ...page,
          after: "order_1",
        })
      ).toEqual(["order_2"])
    })
  })

  it("does not hold a refused one again when another order has it", async () => {
    const { id, assignment_id } = await ledger.insert({
      ...attention,
      rejected_at: ledger.fromNow(-60),
    })
    await ledger.insert({
      assignment_id,
      status: "redeemed",
      order_id: "order_2",
    })
    await retry(id, "run")
    const hold = { id, run_id: "run", order_id: "order_1" }

    expect(await ledger.service.ledger.reserveAgain(hold)).toBe(false)
  })

  it("leaves a refused one to its completion, which may come back", async () => {
    const { id } = await ledger.insert({
      ...attention,
      rejected_at: ledger.fromNow(-60),
      run_id: "checkout",
    })

    expect(await retry(id, "run")).toEqual({ kind: "in_progress" })
    expect(await resolve(id)).toEqual({
      kind: "in_progress",
    })
    expect(actionsOf(await ledger.row(id))).toEqual([])
  })

  it("knows nothing of one that is not there", async () => {
    expect(await retry("promred_nobody", "run")).toEqual({ kind: "not_found" })
  })

  it("strips who did it when the days that the shop has named are over, and keeps what was done", async () => {
    const { id } = await ledger.insert(attention)
    await resolve(id)
    await ledger.change(id, { status_changed_at: ledger.fromNow(-31 * 86_400) })
    const options = await ledger.service.getOptions()

    for (const retentionDays of [null, 32]) {
      Object.assign(options, { retentionDays })
      await purgeLedger(ledger.service)
      expect(await actions(id)).toMatchObject([{ actor_id: "user_olga" }])
    }

    Object.assign(options, { retentionDays: 30 })
    await purgeLedger(ledger.service)
    expect(await actions(id)).toMatchObject([
      {
        action: "resolve",
        resolution: "written_off",
        note: null,
        actor_id: "",
      },
    ])
  })

  it("keeps a released one that an operator tried", async () => {
    const old = ledger.fromNow(-100 * 86_400)
    const { id } = await ledger.insert({ status: "pending" })
    await retry(id, "run")
    await ledger.change(id, { status: "released", status_changed_at: old })
    const { id: other } = await ledger.insert({
      status: "released",
      status_changed_at: old,
    })

    await purgeLedger(ledger.service)

    expect((await ledger.row(id)).id).toBe(id)
    expect(
      await ledger.knex("promotion_redemption").where({ id: other })
    ).toEqual([])
  })

  describe("who is on it", () => {
    const take = (
      id: string,
      actor_id: string,
      instead_of: string | null = null
    ) => ledger.service.ledger.take({ id, actor_id, instead_of })

    const taker = async (id: string) =>
      (await ledger.service.ledger.takersOf([id])).get(id)?.actor_id ?? null

    it("is one of many who take it at once", async () => {
      const { id } = await ledger.insert(attention)

      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) => take(id, `user_${index}`))
      )

      expect(results.filter((result) => result === "done")).toHaveLength(1)
      expect(await taker(id)).toBe(`user_${results.indexOf("done")}`)
      expect(await actions(id)).toHaveLength(1)
    })

    it("is who took it over from somebody they knew of, until they leave", async () => {
      const { id } = await ledger.insert(attention)
      await take(id, "user_olga")

      expect(await take(id, "user_otto")).toBe("taken")
      expect(await take(id, "user_otto", "user_olga")).toBe("done")
      expect(await taker(id)).toBe("user_otto")
      await ledger.service.ledger.leave({ id, actor_id: "user_olga" })
      expect(await taker(id)).toBe("user_otto")
      await ledger.service.ledger.leave({ id, actor_id: "user_otto" })
      expect(await taker(id)).toBeNull()
      expect(await take("promred_nobody", "user_otto")).toBe("not_found")
    })

    it("is nobody once it is settled, by whomever", async () => {
      const byHand = await ledger.insert(attention)
      const bySomethingElse = await ledger.insert({
        status: "pending",
        order_id: "order_2",
      })
      const givenBack = await ledger.insert({ status: "redeemed" })
      for (const { id } of [byHand, bySomethingElse, givenBack]) {
        await take(id, "user_olga")
        expect(await taker(id)).toBe("user_olga")
      }

      await resolve(byHand.id)
      await ledger.change(bySomethingElse.id, { status: "redeemed" })
      await ledger.change(givenBack.id, { reassign_status: "reassigned" })

      for (const { id } of [byHand, bySomethingElse, givenBack]) {
        expect(await taker(id)).toBeNull()
      }
    })

    it("stays who it is when what waited has to be decided on", async () => {
      const { id } = await ledger.insert({
        status: "pending",
        order_id: "order_1",
      })
      await take(id, "user_olga")
      await ledger.change(id, { status: "attention" })

      expect(await taker(id)).toBe("user_olga")
    })
  })

  it("forgets notes with a redemption that came to nothing", async () => {
    const { id } = await ledger.insert({ status: "released" })
    await ledger.service.ledger.addNote({
      id,
      note: "Anna rang.",
      actor_id: "user_1",
    })
    await ledger.change(id, {
      status_changed_at: ledger.fromNow(-100 * 86_400),
    })

    await purgeLedger(ledger.service)

    expect(await ledger.knex("promotion_redemption").where({ id })).toEqual([])
    expect(await actions(id)).toEqual([])
  })
})
