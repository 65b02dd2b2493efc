import { ledgerSuite } from "./support/ledger-suite"
import { runJob } from "./support/run-job"
import type { RedemptionInput } from "./support/test-ledger"

ledgerSuite("an assignment that was not sent, on an ordered cart", (ledger) => {
  const linked = (overrides: RedemptionInput = {}) =>
    ledger.insert({ next_attempt_at: ledger.fromNow(-1), ...overrides })

  it("is released when it gave the order nothing", async () => {
    const { id, cart_id } = await linked()

    await runJob(ledger, new Map([[cart_id, "order"]]), {
      discounts: ["another"],
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "released",
      reason: "no_discount",
    })
  })

  it("is redeemed when its completion stood still, and died over the order", async () => {
    const { id, cart_id, promotion_id } = await linked()

    await runJob(ledger, new Map([[cart_id, "order"]]), {
      discounts: [promotion_id],
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "pending",
      reason: "engage_unavailable",
      order_id: "order",
    })
  })

  it("is shown to an operator when another order has it by then", async () => {
    const { assignment_id } = await ledger.insert({
      status: "redeemed",
      order_id: "first",
    })
    const { id, cart_id, promotion_id } = await linked({ assignment_id })

    await runJob(ledger, new Map([[cart_id, "order"]]), {
      discounts: [promotion_id],
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "attention",
      reason: "promotion_already_redeemed",
      order_id: "order",
      next_attempt_at: null,
    })
  })

  it("stays when the order is being undone", async () => {
    const { id, cart_id } = await linked()

    await runJob(ledger, new Map(), {
      readBefore: new Map([[cart_id, "undone"]]),
    })

    expect(await ledger.row(id)).toMatchObject({ status: "linked" })
  })
})

ledgerSuite("a cart that was made into several orders", (ledger) => {
  const left = (overrides: RedemptionInput = {}) =>
    ledger.insert({
      status: "claimed",
      run_id: "dead",
      next_attempt_at: ledger.fromNow(-1),
      ...overrides,
    })

  it.each(["claimed", "linked"] as const)(
    "has what is %s redeemed for the order with its discount",
    async (status) => {
      const { id, cart_id, promotion_id } = await left({ status })

      await runJob(ledger, new Map([[cart_id, ["first", "second"]]]), {
        discounts: { first: ["another"], second: [promotion_id] },
      })

      expect(await ledger.row(id)).toMatchObject({
        status: "pending",
        order_id: "second",
      })
    }
  )

  it("has it redeemed for the first when several have its discount", async () => {
    const { id, cart_id, promotion_id } = await left()
    const lines: string[] = []

    await runJob(ledger, new Map([[cart_id, ["first", "second", "third"]]]), {
      discounts: { second: [promotion_id], third: [promotion_id] },
      log: (line) => lines.push(line),
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "pending",
      order_id: "second",
    })
    expect(lines).toEqual([
      `Promotion ${promotion_id} discounts orders second, third of one cart; it is redeemed for second`,
    ])
  })

  it.each<[string, string[]]>([
    ["one order", ["first"]],
    ["several orders", ["first", "second"]],
  ])(
    "asks an operator when none of %s shows the discount that the cart had",
    async (_, orders) => {
      const { id, cart_id, promotion_id } = await left()

      await runJob(ledger, new Map([[cart_id, orders]]), {
        cartDiscounts: [promotion_id],
      })

      expect(await ledger.row(id)).toMatchObject({
        status: "attention",
        reason: "no_discount",
        order_id: "first",
        rejected_at: null,
        next_attempt_at: null,
      })
    }
  )

  it("asks an operator also when another order has the assignment by then", async () => {
    const { assignment_id } = await ledger.insert({
      status: "redeemed",
      order_id: "other",
    })
    const { id, cart_id, promotion_id } = await left({
      ...{ assignment_id, status: "linked" },
    })

    await runJob(ledger, new Map([[cart_id, ["first", "second"]]]), {
      cartDiscounts: [promotion_id],
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "attention",
      reason: "promotion_already_redeemed",
      order_id: "first",
    })
  })

  it("has what is redeemed already bound to the order with its discount", async () => {
    const { id, cart_id, promotion_id } = await left({
      status: "redeemed",
      redeemed_at: ledger.fromNow(-60),
    })

    await runJob(ledger, new Map([[cart_id, ["first", "second"]]]), {
      discounts: { second: [promotion_id] },
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "redeemed",
      order_id: "second",
    })
  })

  it("shows an operator the order that has a refused discount", async () => {
    const { id, cart_id, promotion_id } = await left({
      status: "rejected",
      reason: "promotion_not_found",
      rejected_at: ledger.fromNow(-60),
    })

    await runJob(ledger, new Map([[cart_id, ["first", "second"]]]), {
      discounts: { second: [promotion_id] },
    })

    expect(await ledger.row(id)).toMatchObject({
      status: "attention",
      order_id: "second",
    })
  })
})
