import { randomUUID } from "node:crypto"

import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"
import { connectionsOf } from "./support/statements"
import type { RedemptionInput } from "./support/test-ledger"

const NOTHING = {
  conflict: null,
  redemption_ids: [],
  refused: null,
  uncovered: [],
}

ledgerSuite("a completion's claim", (ledger) => {
  const claim = (input: ReturnType<typeof createClaim>) =>
    ledger.service.claim(input)

  const manage = (promotion_id: string) =>
    ledger.service.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision: false,
    })

  it("holds what is linked, for as long as Medusa locks a cart", async () => {
    const linked = await ledger.insert()

    expect(await claim(createClaim([linked]))).toEqual({
      conflict: null,
      redemption_ids: [linked.id],
      refused: null,
      uncovered: [],
    })
    const row = await ledger.row(linked.id)
    expect(row).toMatchObject({
      status: "claimed",
      status_changed_by: "checkout",
      run_id: "run",
      discount_amount: 10,
      currency_code: "eur",
    })
    const lease = await ledger.secondsUntil(row.lease_expires_at)
    expect(lease).toBeGreaterThan(110)
    expect(lease).toBeLessThanOrEqual(120)
    expect(row.next_attempt_at).toEqual(row.lease_expires_at)
  })

  it("is not waited for until it is on disk, unlike all that follows", async () => {
    const linked = await ledger.insert()
    // Tests run without waiting for the disk at all; a shop does not.
    const connection = connectionsOf(ledger.service)
    await connection.raw("SET synchronous_commit TO on")
    await ledger.knex.raw(`
      CREATE TABLE commits (status text, waits text);
      CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO commits
          VALUES (NEW.status, current_setting('synchronous_commit'));
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER note_commit AFTER UPDATE ON promotion_redemption
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION note_commit()`)

    await claim(createClaim([linked]))
    const { cart_id } = linked
    await ledger.service.unwindRun({ cart_id, run_id: "run", order_id: null })

    expect(await ledger.knex("commits").select()).toEqual([
      { status: "claimed", waits: "off" },
      { status: "linked", waits: "on" },
    ])
    await connection.raw("RESET synchronous_commit")
  })

  it("of the same assignment on 50 carts at once is won by one", async () => {
    const assignment_id = randomUUID()
    const rows = await Promise.all(
      Array.from({ length: 50 }, () => ledger.insert({ assignment_id }))
    )

    const claims = await Promise.all(
      rows.map((row, run) =>
        claim(createClaim([row], { run_id: `run ${run}` }))
      )
    )

    const won = claims.filter(({ redemption_ids }) => redemption_ids.length)
    expect(won).toHaveLength(1)
    expect(
      claims.filter(({ refused }) => refused === "promotion_already_redeemed")
    ).toHaveLength(49)
    const statuses = await ledger
      .knex("promotion_redemption")
      .where({ assignment_id })
      .orderBy("status")
      .pluck("status")
    expect(statuses).toEqual(["claimed", ...Array(49).fill("rejected")])
  })

  it("is won by one of many runs on one cart, the others stop", async () => {
    const first = await ledger.insert()
    const second = await ledger.insert({ cart_id: first.cart_id })

    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, run) =>
        claim(createClaim([first, second], { run_id: `run ${run}` }))
      )
    )

    expect(claims.filter(({ conflict }) => conflict)).toHaveLength(9)
    const winner = `run ${claims.findIndex(({ conflict }) => !conflict)}`
    for (const { id } of [first, second]) {
      expect(await ledger.row(id)).toMatchObject({
        status: "claimed",
        run_id: winner,
      })
    }
  })

  it("holds all of a cart or nothing", async () => {
    const free = await ledger.insert()
    const held = await ledger.insert({
      cart_id: free.cart_id,
      status: "claimed",
      run_id: "another",
      lease_expires_at: ledger.fromNow(60),
    })

    expect(await claim(createClaim([free, held]))).toEqual({
      ...NOTHING,
      conflict: "held",
    })
    expect(await ledger.row(free.id)).toEqual(free)
    expect(await ledger.row(held.id)).toEqual(held)
  })

  it("leaves nothing held when two runs stop each other", async () => {
    const first = await ledger.insert()
    const second = await ledger.insert({ cart_id: first.cart_id })

    for (let round = 0; round < 10; round++) {
      const claims = await Promise.all([
        claim(createClaim([first, second], { run_id: "one" })),
        claim(createClaim([second, first], { run_id: "two" })),
      ])
      const winner = ["one", "two"].find((_, run) => !claims[run]?.conflict)

      for (const { id } of [first, second]) {
        expect(await ledger.row(id)).toMatchObject(
          winner
            ? { status: "claimed", run_id: winner }
            : { status: "linked", run_id: null }
        )
        await ledger.change(id, {
          status: "linked",
          run_id: null,
          lease_expires_at: null,
        })
      }
    }
  })

  it("can be repeated by its own run", async () => {
    const linked = await ledger.insert()
    const first = await claim(createClaim([linked]))

    expect(await claim(createClaim([linked]))).toEqual(first)
  })

  it("takes over from a completion whose lease has ended", async () => {
    const claimed = await ledger.insert({
      status: "claimed",
      run_id: "dead",
      lease_expires_at: ledger.fromNow(-1),
    })

    expect(await claim(createClaim([claimed]))).toMatchObject({
      conflict: null,
      redemption_ids: [claimed.id],
    })
    expect((await ledger.row(claimed.id)).run_id).toBe("run")
  })

  it("does not wait for the job, which is looking at the cart", async () => {
    const linked = await ledger.insert({ next_attempt_at: ledger.fromNow(-1) })
    const [taken] = await ledger.service.takeDue({
      run_id: "job",
      limit: 1,
      lease_ms: 60_000,
    })

    expect(await claim(createClaim([linked]))).toMatchObject({
      conflict: null,
      redemption_ids: [linked.id],
    })
    expect(
      await ledger.service.settleHeld({
        redemption: taken!,
        run_id: "job",
        to: "released",
        reason: "no_discount",
        next_attempt_in_ms: null,
      })
    ).toBeNull()
    expect((await ledger.row(linked.id)).status).toBe("claimed")
  })

  describe("of what an earlier completion redeemed", () => {
    const redeemed = (overrides: RedemptionInput = {}) =>
      ledger.insert({
        status: "redeemed",
        redeemed_at: ledger.fromNow(-60),
        next_attempt_at: ledger.fromNow(86_000),
        discount_amount: 3,
        currency_code: "sek",
        ...overrides,
      })

    it("takes it again, with this order's discount", async () => {
      const earlier = await redeemed()

      expect(await claim(createClaim([earlier]))).toMatchObject({
        conflict: null,
        redemption_ids: [earlier.id],
      })
      expect(await ledger.row(earlier.id)).toMatchObject({
        status: "redeemed",
        run_id: "run",
        redeemed_at: earlier.redeemed_at,
        discount_amount: 10,
        currency_code: "eur",
      })
    })

    it("stops when it has its order", async () => {
      const earlier = await redeemed({ order_id: "order" })

      expect(await claim(createClaim([earlier]))).toEqual({
        ...NOTHING,
        conflict: "ordered",
      })
      expect(await ledger.row(earlier.id)).toEqual(earlier)
    })

    it("is won by one of many runs at once", async () => {
      const earlier = await redeemed()

      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, run) =>
          claim(createClaim([earlier], { run_id: `run ${run}` }))
        )
      )

      expect(claims.filter(({ conflict }) => !conflict)).toHaveLength(1)
    })

    it("has the order bound once, whoever asks", async () => {
      const earlier = await redeemed()
      await claim(createClaim([earlier]))
      const bind = (order_id: string, run_id = "run") =>
        ledger.service.bindToOrder({
          id: earlier.id,
          run_id,
          order_id,
          by: "checkout",
        })

      expect(await bind("order 0", "another")).toBeNull()
      const bound = await Promise.all(
        Array.from({ length: 10 }, (_, order) => bind(`order ${order}`))
      )

      const winners = bound.filter((row) => row !== null)
      expect(winners).toHaveLength(1)
      expect(await ledger.row(earlier.id)).toMatchObject({
        status: "redeemed",
        order_id: winners[0]?.order_id,
      })
    })
  })

  describe("of a cart that belongs to another customer now", () => {
    it("releases what was linked", async () => {
      const linked = await ledger.insert({ customer_id: "cus_anna" })

      expect(
        await claim(createClaim([linked], { customer_id: "cus_bert" }))
      ).toEqual(NOTHING)
      expect(await ledger.row(linked.id)).toMatchObject({
        status: "released",
        reason: "customer_changed",
      })
    })

    it("leaves its managed promotion uncovered", async () => {
      const linked = await ledger.insert({ customer_id: "cus_anna" })
      await manage(linked.promotion_id)

      expect(
        await claim(createClaim([linked], { customer_id: "cus_bert" }))
      ).toMatchObject({ conflict: null, uncovered: ["10056"] })
    })

    it("releases what a dead completion had claimed", async () => {
      const claimed = await ledger.insert({
        customer_id: "cus_anna",
        status: "claimed",
        run_id: "dead",
        lease_expires_at: ledger.fromNow(-1),
      })

      expect(
        await claim(createClaim([claimed], { customer_id: "cus_bert" }))
      ).toMatchObject({ conflict: null, redemption_ids: [] })
      expect((await ledger.row(claimed.id)).status).toBe("released")
    })
  })

  it("shows a managed promotion that lacks its assignment", async () => {
    const released = await ledger.insert({ status: "released" })
    await manage(released.promotion_id)

    expect(await claim(createClaim([released]))).toMatchObject({
      conflict: null,
      uncovered: ["10056"],
    })
  })

  it("shows a promotion that Engage refused on this cart", async () => {
    const rejected = await ledger.insert({ status: "rejected" })

    expect(await claim(createClaim([rejected]))).toMatchObject({
      conflict: null,
      uncovered: ["10056"],
    })
  })

  it("leaves to the job what gives this cart no discount", async () => {
    const used = await ledger.insert()
    const idle = await ledger.insert({ cart_id: used.cart_id })

    await claim(createClaim([used]))

    const row = await ledger.row(idle.id)
    expect(row.status).toBe("linked")
    const wait = await ledger.secondsUntil(row.next_attempt_at)
    expect(wait).toBeGreaterThan(110)
    expect(wait).toBeLessThanOrEqual(120)
  })
})
