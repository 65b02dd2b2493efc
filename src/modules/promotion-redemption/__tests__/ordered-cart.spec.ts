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

  it.each([
    ["goes on to redemption, as a dead completion's", true, "pending"],
    ["is released when it was claimed after the order", false, "released"],
  ])("%s", async (_, discounts, status) => {
    const { id, cart_id, promotion_id } = await linked({
      status: "claimed",
      run_id: "dead",
    })

    await runJob(ledger, new Map([[cart_id, "order"]]), {
      discounts: discounts ? [promotion_id] : [],
    })

    expect(await ledger.row(id)).toMatchObject({ status })
  })

  it("stays when the order is being undone", async () => {
    const { id, cart_id } = await linked()

    await runJob(ledger, new Map(), {
      readBefore: new Map([[cart_id, "undone"]]),
    })

    expect(await ledger.row(id)).toMatchObject({ status: "linked" })
  })
})
