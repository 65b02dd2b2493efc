import type { MedusaContainer } from "@medusajs/framework/types"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { redeemClaimed } from "../redeem-claimed"

const INPUT = {
  cart_id: "cart",
  order_id: "order",
  run_id: "run",
  redemption_ids: ["promred"],
  total: 10,
  payment_session_ids: [],
  paid: true,
}

/** A ledger with one row, which is not as the completion left it. */
function createContainer(
  found: Partial<PromotionRedemptionDTO>,
  options: { onUnavailable?: "abort" } = {}
) {
  const row = { id: "promred", attempt_count: 1, ...found }
  const sent: unknown[] = []
  const deferred: unknown[] = []
  const service = {
    getOptions: async () => ({
      enabled: true,
      checkoutWaitMs: 1_000,
      onUnavailable: "defer",
      ...options,
    }),
    ledger: {
      startRedeeming: async (input: unknown) => {
        sent.push(input)
        return null
      },
      listHeld: async () => [row],
      applyHeld: async (_: unknown, event: unknown) => {
        deferred.push(event)
        return { ...row, status: "pending" }
      },
    },
  }
  const logger = { info: () => undefined, warn: () => undefined }
  const container = {
    resolve: (name: string) =>
      ({ promotion_redemption: service, logger })[name] ?? {
        emit: async () => undefined,
      },
  } as unknown as MedusaContainer
  return { container, sent, deferred }
}

describe("a completion whose row is not as it was claimed", () => {
  it("asks to send it as claimed and never tried, and sends nothing else", async () => {
    const { container, sent } = createContainer({
      status: "redeeming",
      run_id: "run",
    })

    await redeemClaimed(container, INPUT)

    expect(sent).toEqual([
      expect.objectContaining({ from: ["claimed"], first_call: true }),
    ])
  })

  it("leaves a call of its own without a known end to the job", async () => {
    const { container, deferred } = createContainer({
      status: "redeeming",
      run_id: "run",
    })

    expect(await redeemClaimed(container, INPUT)).toMatchObject([
      { id: "promred", status: "pending" },
    ])

    expect(deferred).toEqual([
      expect.objectContaining({
        event: "defer_sent",
        reason: "outcome_unknown",
        order_id: "order",
      }),
    ])
  })

  it("places no order for it where a shop wants none without a verdict", async () => {
    const { container } = createContainer(
      { status: "redeeming", run_id: "run" },
      { onUnavailable: "abort" }
    )

    await expect(redeemClaimed(container, INPUT)).rejects.toMatchObject({
      code: "engage_unavailable",
    })
  })

  it("lets the order stand when the job has taken it on for that order", async () => {
    const { container, deferred } = createContainer({
      status: "pending",
      run_id: "job",
    })

    expect(await redeemClaimed(container, INPUT)).toEqual([])
    expect(deferred).toEqual([])
  })
})
