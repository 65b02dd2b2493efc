import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"
import type { AttemptInput, RedemptionInput } from "./support/test-ledger"

ledgerSuite("undoing a completion", (ledger) => {
  /** A row that run "run" holds for order "order". */
  const held = async (
    overrides: RedemptionInput,
    ...attempts: AttemptInput[]
  ) => {
    const row = await ledger.insert({
      run_id: "run",
      order_id: "order",
      lease_expires_at: ledger.fromNow(120),
      next_attempt_at: ledger.fromNow(120),
      ...overrides,
    })
    for (const attempt of attempts) {
      await ledger.insertAttempt(row.id, {
        finished_at: ledger.fromNow(0),
        ...attempt,
      })
    }
    return row
  }
  const undo = async ({ id, cart_id }: PromotionRedemptionDTO) => {
    await ledger.service.ledger.undoCheckout({
      cart_id,
      run_id: "run",
      order_id: "order",
    })
    return ledger.row(id)
  }
  /** The customer tries again, with the cart as it was. */
  const completeAgain = (row: PromotionRedemptionDTO) =>
    ledger.service.ledger.claim(createClaim([row], { run_id: "second run" }))

  it("links again what was claimed", async () => {
    const row = await undo(await held({ status: "claimed", order_id: null }))

    expect(row).toMatchObject({
      status: "linked",
      run_id: null,
      lease_expires_at: null,
    })
    expect(await ledger.secondsUntil(row.next_attempt_at)).toBeGreaterThan(
      3_500
    )
    expect(await completeAgain(row)).toMatchObject({
      redemption_ids: [row.id],
      after_undone: true,
    })
  })

  it.each(["claimed", "rejected"] as const)(
    "looks at the payment of what was %s two minutes later",
    async (status) => {
      const row = await held({ status })
      await ledger.service.ledger.noteUndonePayment({
        ...{ cart_id: row.cart_id, run_id: "run", order_id: "order" },
        ...{ redemption_ids: [row.id], payment_collection_id: "pay_col_1" },
      })

      const { next_attempt_at, payment_collection_id } = await undo(row)

      expect(payment_collection_id).toBe("pay_col_1")
      const seconds = await ledger.secondsUntil(next_attempt_at)
      expect(seconds).toBeGreaterThan(100)
      expect(seconds).toBeLessThan(121)
    }
  )

  it("leaves other runs' rows and other carts alone", async () => {
    const mine = await held({ status: "claimed" })
    const theirs = await held({
      status: "claimed",
      cart_id: mine.cart_id,
      run_id: "another",
      order_id: "another",
    })
    const elsewhere = await held({ status: "claimed" })

    await undo(mine)

    expect(await ledger.row(theirs.id)).toEqual(theirs)
    expect(await ledger.row(elsewhere.id)).toEqual(elsewhere)
  })

  describe("with a row that waits for its verdict", () => {
    it.each<[string, AttemptInput[]]>([
      ["no call was made", []],
      ["Engage was busy", [{ outcome: "unavailable", http_status: 429 }]],
      ["nobody listened", [{ outcome: "unavailable", http_status: null }]],
      ["the key was wrong", [{ outcome: "misconfigured", http_status: 401 }]],
    ])("links it again when %s", async (_, attempts) => {
      const row = await undo(
        await held(
          {
            status: "pending",
            reason: "engage_unavailable",
            deferred_at: ledger.fromNow(-1),
          },
          ...attempts
        )
      )

      expect(row).toMatchObject({
        status: "linked",
        reason: null,
        order_id: null,
        run_id: null,
        deferred_at: null,
      })
      expect(await completeAgain(row)).toMatchObject({
        redemption_ids: [row.id],
      })
    })

    it.each<[string, AttemptInput]>([
      ["the answer got lost", { outcome: "unknown", http_status: null }],
      ["half an answer came", { outcome: "unknown", http_status: 200 }],
      ["a 5xx came", { outcome: "unavailable", http_status: 504 }],
      ["the call did arrive", { outcome: "redeemed", http_status: 200 }],
    ])("keeps it bound to its cart when %s", async (_, attempt) => {
      const row = await undo(
        await held({ status: "pending", lease_expires_at: null }, attempt)
      )

      expect(row).toMatchObject({ status: "pending", order_id: null })
      expect(await completeAgain(row)).toMatchObject({
        conflict: null,
        redemption_ids: [row.id],
      })
    })

    it("keeps it for its holder while the call is out", async () => {
      const before = await held({ status: "pending" }, { finished_at: null })
      const row = await undo(before)

      expect(row).toMatchObject({
        status: "pending",
        order_id: null,
        run_id: "run",
        lease_expires_at: before.lease_expires_at,
      })
      expect(await completeAgain(row)).toMatchObject({ conflict: "held" })
    })

    it("lets the next completion have it when this one sent nothing", async () => {
      const row = await held({
        status: "pending",
        order_id: null,
        run_id: null,
        lease_expires_at: null,
      })
      await ledger.insertAttempt(row.id, {
        outcome: "unknown",
        finished_at: ledger.fromNow(-600),
      })
      await ledger.service.ledger.claim(createClaim([row]))
      await undo(row)

      expect(await completeAgain(row)).toMatchObject({
        conflict: null,
        redemption_ids: [row.id],
      })
    })
  })

  // The step broke between sending and writing what came of it.
  it("takes the order off a row whose call has no end", async () => {
    const row = await undo(
      await held({ status: "redeeming" }, { finished_at: null })
    )

    expect(row).toMatchObject({ status: "redeeming", order_id: null })
    expect(await completeAgain(row)).toMatchObject({ conflict: "held" })
  })

  it("keeps what is redeemed, bound to its cart, for 24 hours", async () => {
    const before = await held({
      status: "redeemed",
      redeemed_at: ledger.fromNow(-1),
      next_attempt_at: null,
    })
    const row = await undo(before)

    expect(row).toMatchObject({
      status: "redeemed",
      order_id: null,
      run_id: null,
      cart_id: before.cart_id,
    })
    const patience = await ledger.secondsUntil(row.next_attempt_at)
    expect(patience).toBeGreaterThan(86_300)
    expect(patience).toBeLessThanOrEqual(86_400)
    expect(await completeAgain(row)).toMatchObject({
      redemption_ids: [row.id],
      after_undone: true,
    })
  })

  it("lets the next completion have what was redeemed before", async () => {
    for (const status of ["redeemed", "attention"] as const) {
      const row = await ledger.insert({
        status,
        redeemed_at: ledger.fromNow(-60),
      })
      await ledger.service.ledger.claim(createClaim([row]))

      expect(await undo(row)).toMatchObject({
        status,
        run_id: null,
        lease_expires_at: null,
      })
      expect(await completeAgain(row)).toMatchObject({
        conflict: null,
        redemption_ids: [row.id],
      })
    }
  })

  it("leaves what asks for an operator to the operator, not the job", async () => {
    const row = await ledger.insert({
      status: "attention",
      redeemed_at: ledger.fromNow(-60),
    })
    await ledger.service.ledger.claim(createClaim([row]))

    expect((await undo(row)).next_attempt_at).toBeNull()
  })

  // Kept with its discount; now there is no order that could have it.
  it("rejects what Engage refused for an order that is undone", async () => {
    const row = await undo(
      await held(
        {
          status: "attention",
          reason: "promotion_not_found",
          lease_expires_at: null,
          next_attempt_at: null,
        },
        { outcome: "refused", http_status: 404 }
      )
    )

    expect(row).toMatchObject({
      status: "rejected",
      reason: "promotion_not_found",
      order_id: null,
      rejected_at: expect.any(Date),
    })
    expect(await completeAgain(row)).toMatchObject({
      conflict: null,
      missing_assignment: ["10056"],
    })
  })

  it("takes the order off what was refused, which ends it", async () => {
    const before = await held({
      status: "rejected",
      reason: "promotion_not_found",
    })

    expect(await undo(before)).toMatchObject({
      status: "rejected",
      reason: "promotion_not_found",
      order_id: null,
      next_attempt_at: null,
      status_changed_at: before.status_changed_at,
    })
  })

  // The steps around a completion may take long before one of them fails.
  describe("after the job has taken it on with its order", () => {
    const byJob = { run_id: "job", lease_expires_at: null }

    it("rejects what Engage refused the job", async () => {
      const row = await undo(
        await held(
          { status: "attention", reason: "promotion_not_found", ...byJob },
          { outcome: "refused", http_status: 404 }
        )
      )

      expect(row).toMatchObject({ status: "rejected", order_id: null })
    })

    it("keeps what the job gave up, as Engage may have it", async () => {
      const row = await undo(
        await held(
          { status: "attention", reason: "retries_exhausted", ...byJob },
          { outcome: "unknown", http_status: null }
        )
      )

      expect(row).toMatchObject({
        status: "attention",
        reason: "retries_exhausted",
        order_id: null,
        rejected_at: null,
      })
      expect(await completeAgain(row)).toMatchObject({
        redemption_ids: [row.id],
      })
    })

    it("keeps what the job redeemed, bound to its cart", async () => {
      const row = await undo(
        await held({
          status: "redeemed",
          redeemed_at: ledger.fromNow(-1),
          ...byJob,
        })
      )

      expect(row).toMatchObject({ status: "redeemed", order_id: null })
      expect(await completeAgain(row)).toMatchObject({
        redemption_ids: [row.id],
      })
    })

    it("links again what the job has not sent", async () => {
      const row = await undo(
        await held({
          status: "pending",
          reason: "engage_unavailable",
          ...byJob,
        })
      )

      expect(row).toMatchObject({ status: "linked", order_id: null })
    })
  })

  it("can be repeated", async () => {
    const before = await held({ status: "redeemed" })
    const once = await undo(before)

    expect(await undo(before)).toEqual(once)
  })
})
