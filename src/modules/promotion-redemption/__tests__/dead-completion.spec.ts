import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"
import { runJob } from "./support/run-job"
import type { RedemptionInput } from "./support/test-ledger"

ledgerSuite("a completion that took a redeemed row and died", (ledger) => {
  /** Orders by their carts, as Medusa links them. */
  let orders: Map<string, string>

  beforeEach(() => {
    orders = new Map()
  })

  const leftBehind = async (overrides: RedemptionInput = {}) => {
    const row = await ledger.insert({
      status: "redeemed",
      contact_id: "contact_anna",
      redeemed_at: ledger.fromNow(-60),
      next_attempt_at: ledger.fromNow(86_000),
      ...overrides,
    })
    await ledger.service.ledger.claim(createClaim([row], { run_id: "dead" }))
    await ledger.change(row.id, {
      lease_expires_at: ledger.fromNow(-1),
      next_attempt_at: ledger.fromNow(-1),
    })
    return ledger.row(row.id)
  }

  it.each(["redeemed", "attention"] as const)(
    "has its order bound when it was placed, from %s",
    async (status) => {
      const row = await leftBehind({ status })
      orders.set(row.cart_id, "order")

      await runJob(ledger, orders)

      expect(await ledger.row(row.id)).toMatchObject({
        status: "redeemed",
        order_id: "order",
        redeemed_at: row.redeemed_at,
        next_attempt_at: null,
      })
      expect(
        await ledger.service.ledger.link({
          ...row,
          cart_id: "second",
          by: "customer",
        })
      ).toEqual({ kind: "refused", code: "promotion_already_redeemed" })
    }
  )

  it("keeps its 24 hours when no order was placed", async () => {
    const row = await leftBehind()

    await runJob(ledger, orders)

    const kept = await ledger.row(row.id)
    expect(kept).toMatchObject({ status: "redeemed", run_id: null })
    expect(await ledger.secondsUntil(kept.next_attempt_at)).toBeGreaterThan(
      86_000
    )
    expect(
      await ledger.service.ledger.link({
        ...row,
        cart_id: "second",
        by: "customer",
      })
    ).toMatchObject({ kind: "linked", moved_from: row.cart_id })
  })

  it("does not stop the next completion when an operator was asked", async () => {
    const row = await leftBehind({ status: "attention" })

    await runJob(ledger, orders)

    expect(await ledger.row(row.id)).toMatchObject({
      status: "attention",
      run_id: null,
      lease_expires_at: null,
      next_attempt_at: null,
    })
    expect(await ledger.service.ledger.claim(createClaim([row]))).toMatchObject(
      {
        conflict: null,
      }
    )
  })

  it("asks for an operator after 24 hours", async () => {
    const row = await leftBehind({ redeemed_at: ledger.fromNow(-86_401) })

    await runJob(ledger, orders)

    expect(await ledger.row(row.id)).toMatchObject({
      status: "attention",
      reason: "redeemed_without_order",
      redeemed_at: row.redeemed_at,
    })
  })
})

ledgerSuite("a refusal whose order stands after all", (ledger) => {
  const undo = (cart_id: string, run_id: string) =>
    ledger.service.ledger.undoCheckout({ cart_id, run_id, order_id: null })
  const leftBehind = (overrides: RedemptionInput = {}) =>
    ledger.insert({
      status: "rejected",
      reason: "promotion_already_redeemed",
      rejected_at: ledger.fromNow(-60),
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })

  it("waits for an operator, with its order", async () => {
    const refused = await leftBehind()

    await runJob(ledger, new Map([[refused.cart_id, "second"]]))

    expect(await ledger.row(refused.id)).toMatchObject({
      status: "attention",
      reason: "promotion_already_redeemed",
      order_id: "second",
    })
  })

  it("waits for an operator although another order has the assignment", async () => {
    const used = await ledger.insert({ status: "redeemed", order_id: "first" })
    const refused = await leftBehind({ assignment_id: used.assignment_id })

    await runJob(ledger, new Map([[refused.cart_id, "second"]]))

    expect(await ledger.row(refused.id)).toMatchObject({
      status: "attention",
      order_id: "second",
    })
  })

  it("is done when its order was undone", async () => {
    const refused = await leftBehind({ order_id: "gone" })

    await runJob(ledger, new Map())

    expect(await ledger.row(refused.id)).toMatchObject({
      status: "rejected",
      order_id: null,
      next_attempt_at: null,
    })
  })

  it.each<[string, boolean, object]>([
    ["waits for an operator", true, { status: "attention", order_id: "half" }],
    ["is done", false, { status: "rejected", order_id: null }],
  ])(
    "%s when its half undone order has lost its cart and is paid: %s",
    async (_, paid, expected) => {
      const refused = await leftBehind({ order_id: "half" })
      const withoutCart = [{ id: "half", canceled: false, paid }]

      await runJob(ledger, new Map(), { withoutCart })
      expect(await ledger.row(refused.id)).toMatchObject(expected)

      if (paid) {
        await ledger.change(refused.id, { next_attempt_at: ledger.fromNow(-1) })
        await runJob(ledger, new Map(), { withoutCart })
        expect(await ledger.row(refused.id)).toMatchObject(expected)
      }
    }
  )

  it("knows the order that is undone for a refusal known before it", async () => {
    const used = await ledger.insert({ status: "redeemed", order_id: "first" })
    const late = await ledger.insert({ assignment_id: used.assignment_id })
    const run = { cart_id: late.cart_id, run_id: "run" }
    expect(
      await ledger.service.ledger.claim(createClaim([late]))
    ).toMatchObject({
      refused: "promotion_already_redeemed",
    })

    const note = (run_id: string, order_id: string) =>
      ledger.service.ledger.apply(
        { event: "note_refused_order", run_id, order_id },
        { rows: { cart_id: late.cart_id }, by: "checkout" }
      )
    await note("another", "not_ours")
    expect(await ledger.row(late.id)).toMatchObject({ order_id: null })
    await note("run", "second")

    expect(await ledger.row(late.id)).toMatchObject({
      status: "rejected",
      order_id: "second",
    })
    await undo(run.cart_id, run.run_id)
    expect(await ledger.row(late.id)).toMatchObject({ order_id: null })
  })

  const shown = async () => {
    const refused = await leftBehind({ run_id: "slow" })
    await runJob(ledger, new Map([[refused.cart_id, "slow"]]))
    return refused
  }

  it("is done when a slow completion comes to undo its order", async () => {
    const { id, cart_id } = await shown()

    await undo(cart_id, "slow")

    expect(await ledger.row(id)).toMatchObject({
      status: "rejected",
      order_id: null,
      next_attempt_at: null,
    })
  })

  it("is not touched by another completion of its cart", async () => {
    const { id, cart_id } = await shown()

    await undo(cart_id, "another")

    expect(await ledger.row(id)).toMatchObject({
      status: "attention",
      order_id: "slow",
    })
  })

  it("is its completion's while the job looks at it", async () => {
    const { id, cart_id } = await leftBehind({ run_id: "slow" })

    await runJob(ledger, new Map([[cart_id, "slow"]]), {
      beforeWriting: () => undo(cart_id, "slow"),
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "rejected",
      order_id: null,
      next_attempt_at: null,
    })
  })

  it.each<[string, boolean, object]>([
    ["stays", true, { status: "attention", order_id: "slow" }],
    ["is done", false, { status: "rejected", order_id: null }],
  ])(
    "%s when at the second look its order stands: %s",
    async (_, stands, expected) => {
      const { id, cart_id } = await shown()
      const { next_attempt_at } = await ledger.row(id)
      expect(await ledger.secondsUntil(next_attempt_at)).toBeGreaterThan(60)
      await ledger.change(id, { next_attempt_at: ledger.fromNow(-1) })

      await runJob(ledger, new Map(stands ? [[cart_id, "slow"]] : []))

      expect(await ledger.row(id)).toMatchObject({
        ...expected,
        next_attempt_at: null,
      })
    }
  )
})

ledgerSuite("an order that an operator is shown", (ledger) => {
  /** Its server may have died while it undid the order. */
  const shown = (overrides: RedemptionInput = {}) =>
    ledger.insert({
      status: "attention",
      reason: "promotion_not_found",
      order_id: "order",
      run_id: "dead",
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })
  const buyAgain = (row: PromotionRedemptionDTO) =>
    ledger.service.ledger.claim(createClaim([row], { run_id: "second" }))

  it("stays when it stands", async () => {
    const row = await shown()

    await runJob(ledger, new Map([[row.cart_id, "order"]]))

    expect(await ledger.row(row.id)).toMatchObject({
      status: "attention",
      reason: "promotion_not_found",
      order_id: "order",
      rejected_at: null,
      next_attempt_at: null,
    })
  })

  it("was undone: the cart can be bought without the refused discount", async () => {
    const row = await shown()
    expect(await buyAgain(row)).toMatchObject({ conflict: "ordered" })

    await runJob(ledger, new Map())

    expect(await ledger.row(row.id)).toMatchObject({
      status: "rejected",
      reason: "promotion_not_found",
      order_id: null,
      rejected_at: expect.any(Date),
      next_attempt_at: null,
    })
    expect(await buyAgain(row)).toMatchObject({
      conflict: null,
      missing_assignment: ["10056"],
    })
  })

  it("was undone: whether Engage has it is for the next completion to find out", async () => {
    const row = await shown({ reason: "retries_exhausted" })

    await runJob(ledger, new Map())

    expect(await ledger.row(row.id)).toMatchObject({
      status: "attention",
      order_id: null,
      rejected_at: null,
    })
    expect(await buyAgain(row)).toMatchObject({
      conflict: null,
      redemption_ids: [row.id],
    })
  })
})
