import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { askList } from "../../../workflows/calls/look"
import type { RedemptionInput } from "./support/test-ledger"
import { engageSuite } from "./support/engage-suite"

engageSuite("asking Engage what became of a call", (engage) => {
  const { ledger } = engage

  const pending = (overrides: RedemptionInput = {}) =>
    engage.claimed({ status: "pending", ...overrides })
  const verify = (row: PromotionRedemptionDTO, runId = "run") =>
    askList(ledger.service, row, { run_id: runId, trigger: "retry" })
  const listCalls = () => engage.sandbox.calls({ operation: "list" }).length

  it("finds it redeemed", async () => {
    const row = await pending()
    engage.sandbox.setFault({ type: "reset_after_save", operation: "redeem" })
    const { redemption } = await engage.redeem(row)

    expect(await verify(redemption!)).toBe("redeemed")
    expect(await ledger.attempts(row.id)).toMatchObject([
      { operation: "redeem", outcome: "unknown" },
      {
        operation: "verify",
        trigger: "retry",
        outcome: "redeemed",
        http_status: 200,
        finished_at: expect.any(Date),
      },
    ])
  })

  it("finds it not redeemed", async () => {
    const row = await pending()

    expect(await verify(row)).toBe("not_redeemed")
    expect(await ledger.attempts(row.id)).toMatchObject([
      { operation: "verify", outcome: "not_redeemed", http_status: 200 },
    ])
  })

  it("learns nothing from a list without it", async () => {
    engage.sandbox.configure({ listRedeemed: "drop" })
    const row = await pending()
    await engage.redeem(row)

    expect(await verify(await ledger.row(row.id))).toBe("absent")
    expect(await ledger.attempts(row.id)).toMatchObject([
      {},
      { operation: "verify", outcome: "unknown" },
    ])
  })

  it("learns nothing of a contact that Engage does not know", async () => {
    const row = await pending({ contact_id: "stranger" })

    expect(await verify(row)).toBe("absent")
    expect(await ledger.attempts(row.id)).toMatchObject([
      { operation: "verify", outcome: "unknown", http_status: 404 },
    ])
  })

  it("gets no answer while Engage is away", async () => {
    const row = await pending()
    engage.sandbox.setFault({ type: "status", status: 503 })

    expect(await verify(row)).toBe("no_answer")
    expect(await ledger.attempts(row.id)).toMatchObject([
      { operation: "verify", outcome: "unavailable", http_status: 503 },
    ])
  })

  it("asks nothing when the contact is forgotten", async () => {
    const row = await pending({ contact_id: null })

    expect(await verify(row)).toBe("absent")
    expect(listCalls()).toBe(0)
  })

  it("asks nothing for a row that another run holds", async () => {
    const row = await pending()

    expect(await verify(row, "another")).toBe("no_answer")
    expect(listCalls()).toBe(0)
    expect(await ledger.attempts(row.id)).toEqual([])
  })

  it("changes neither status nor order", async () => {
    const row = await pending({ order_id: "order" })

    await verify(row)

    expect(await ledger.row(row.id)).toEqual({
      ...row,
      updated_at: expect.any(Date),
    })
  })
})
