import { randomUUID } from "node:crypto"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"
import { connectionsOf, countStatements } from "./support/statements"
import type { RedemptionInput } from "./support/test-ledger"

const NOTHING = {
  conflict: null,
  redemption_ids: [],
  refused: null,
  missing_assignment: [],
}

ledgerSuite("a completion's claim", (ledger) => {
  const claim = (input: ReturnType<typeof createClaim>) =>
    ledger.service.ledger.claim(input)

  const manage = (promotion_id: string) =>
    ledger.service.ledger.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision: false,
    })

  it.each([
    ["the cart's only offer by one statement", true, 1],
    ["what is linked, once it has read the cart's rows", false, 2],
  ])("holds %s, for 20 seconds", async (_, has_offers, statements) => {
    const linked = await ledger.insert()
    const sent = countStatements(connectionsOf(ledger.service))

    expect(await claim(createClaim([linked], { has_offers }))).toEqual({
      conflict: null,
      redemption_ids: [linked.id],
      refused: null,
      missing_assignment: [],
    })
    expect(sent()).toBe(statements)
    const row = await ledger.row(linked.id)
    expect(row).toMatchObject({
      status: "claimed",
      status_changed_by: "checkout",
      run_id: "run",
      discount_amount: 10,
      currency_code: "eur",
    })
    const lease = await ledger.secondsUntil(row.lease_expires_at)
    expect(lease).toBeGreaterThan(15)
    expect(lease).toBeLessThanOrEqual(20)
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
    await ledger.service.ledger.undoCheckout({
      cart_id,
      run_id: "run",
      order_id: null,
    })

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

  describe("that its completion renews", () => {
    const renew = ({ cart_id }: { cart_id: string }, run_id = "run") =>
      ledger.service.ledger.renewClaim({ cart_id, run_id })
    const leaseOf = async (id: string) =>
      ledger.secondsUntil((await ledger.row(id)).lease_expires_at)

    it.each([
      ["before it ends", 3],
      ["when it has ended and nobody has taken it", -3],
    ])("lasts 20 seconds more, %s", async (_, left) => {
      const linked = await ledger.insert()
      await claim(createClaim([linked]))
      await ledger.change(linked.id, {
        lease_expires_at: ledger.fromNow(left),
        next_attempt_at: ledger.fromNow(left),
      })

      expect(await renew(linked)).toBe(1)

      expect(await leaseOf(linked.id)).toBeGreaterThan(15)
      const row = await ledger.row(linked.id)
      expect(row.next_attempt_at).toEqual(row.lease_expires_at)
      expect(row).toMatchObject({ status: "claimed", run_id: "run" })
    })

    it("keeps the job and other completions off for as long as it lives", async () => {
      const linked = await ledger.insert()
      await claim(createClaim([linked]))

      for (const _ of Array(5)) {
        await ledger.change(linked.id, {
          lease_expires_at: ledger.fromNow(13),
          next_attempt_at: ledger.fromNow(13),
        })
        await renew(linked)
      }

      const job = { run_id: "job", limit: 1, lease_ms: 60_000 }
      expect(await ledger.service.ledger.takeDue(job)).toEqual([])
      expect(
        await claim(createClaim([linked], { run_id: "another" }))
      ).toMatchObject({ conflict: "held" })
    })

    it.each(["job", "another"])(
      "is not its own after %s took it",
      async (by) => {
        const linked = await ledger.insert()
        await claim(createClaim([linked]))
        await ledger.change(linked.id, { run_id: by })
        const taken = await ledger.row(linked.id)

        expect(await renew(linked)).toBe(0)

        expect(await ledger.row(linked.id)).toEqual(taken)
      }
    )

    it("lasts longer also for what an earlier completion redeemed", async () => {
      const redeemed = await ledger.insert({
        status: "redeemed",
        redeemed_at: ledger.fromNow(-60),
        next_attempt_at: ledger.fromNow(80_000),
      })
      await claim(createClaim([redeemed]))
      await ledger.change(redeemed.id, { lease_expires_at: ledger.fromNow(2) })

      expect(await renew(redeemed)).toBe(1)

      expect(await leaseOf(redeemed.id)).toBeGreaterThan(15)
    })

    it("never shortens the lease of a call that is out", async () => {
      const sent = await ledger.insert({
        status: "pending",
        run_id: "run",
        lease_expires_at: ledger.fromNow(60),
        next_attempt_at: ledger.fromNow(60),
      })
      const redeeming = await ledger.insert({
        cart_id: sent.cart_id,
        status: "redeeming",
        run_id: "run",
        lease_expires_at: ledger.fromNow(5),
      })

      expect(await renew(sent)).toBe(1)

      expect(await leaseOf(sent.id)).toBeGreaterThan(50)
      expect(await leaseOf(redeeming.id)).toBeLessThan(6)
    })
  })

  describe("as a second request for its order sees it", () => {
    const verdict = ({ cart_id, promotion_id }: PromotionRedemptionDTO) =>
      ledger.service.ledger.readVerdict({
        cart_id,
        promotion_ids: [promotion_id],
        deferred_within_ms: 10_000,
        aborted_within_ms: null,
      })

    it("is open while the completion lives", async () => {
      const linked = await ledger.insert()
      await claim(createClaim([linked]))
      expect(await verdict(linked)).toEqual({ kind: "open" })

      await ledger.change(linked.id, { lease_expires_at: ledger.fromNow(-1) })
      expect(await verdict(linked)).toEqual({ kind: "unknown" })
    })

    it.each([
      [2, "open"],
      [11, "stands"],
    ])("sent %s seconds ago: %s", async (seconds, kind) => {
      const sent = await ledger.insert({
        status: "redeeming",
        order_id: "order",
        run_id: "run",
        status_changed_at: ledger.fromNow(-seconds),
        lease_expires_at: ledger.fromNow(60),
      })

      expect(await verdict(sent)).toEqual({ kind })
    })

    it("is the refusal that the cart was undone for", async () => {
      const used = await ledger.insert({
        status: "redeemed",
        order_id: "first",
      })
      const late = await ledger.insert({ assignment_id: used.assignment_id })
      await claim(createClaim([late]))
      const refused = { kind: "refused", code: "promotion_already_redeemed" }
      expect(await verdict(late)).toEqual({ ...refused, undone: false })

      const { cart_id } = late
      await ledger.service.ledger.undoCheckout({
        cart_id,
        run_id: "run",
        order_id: null,
      })
      expect(await verdict(late)).toEqual({ ...refused, undone: true })
    })

    it("does not depend on what else is on the cart", async () => {
      const linked = await ledger.insert()
      const { cart_id } = await ledger.insert({
        status: "redeemed",
        order_id: "order",
      })
      await ledger.change(linked.id, { cart_id })

      expect(await verdict({ ...linked, promotion_id: "another" })).toEqual({
        kind: "stands",
      })
    })
  })

  it("does not wait for the job, which is looking at the cart", async () => {
    const linked = await ledger.insert({ next_attempt_at: ledger.fromNow(-1) })
    const [taken] = await ledger.service.ledger.takeDue({
      run_id: "job",
      limit: 1,
      lease_ms: 60_000,
    })

    expect(await claim(createClaim([linked]))).toMatchObject({
      conflict: null,
      redemption_ids: [linked.id],
    })
    expect(
      await ledger.service.ledger.applyTaken(taken!, {
        event: "release_without_discount",
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
        ledger.service.ledger.applyHeld(
          { id: earlier.id, by: "checkout" },
          { event: "bind_order", run_id, order_id }
        )

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

    it("leaves its managed promotion without its assignment", async () => {
      const linked = await ledger.insert({ customer_id: "cus_anna" })
      await manage(linked.promotion_id)

      expect(
        await claim(createClaim([linked], { customer_id: "cus_bert" }))
      ).toMatchObject({ conflict: null, missing_assignment: ["10056"] })
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
      missing_assignment: ["10056"],
    })
  })

  it("shows a promotion that Engage refused on this cart", async () => {
    const rejected = await ledger.insert({ status: "rejected" })

    expect(await claim(createClaim([rejected]))).toMatchObject({
      conflict: null,
      missing_assignment: ["10056"],
    })
  })

  it("leaves to the job what gives this cart no discount", async () => {
    const used = await ledger.insert()
    const withoutDiscount = await ledger.insert({ cart_id: used.cart_id })

    await claim(createClaim([used]))

    const row = await ledger.row(withoutDiscount.id)
    expect(row.status).toBe("linked")
    const wait = await ledger.secondsUntil(row.next_attempt_at)
    expect(wait).toBeGreaterThan(110)
    expect(wait).toBeLessThanOrEqual(120)
  })
})
