import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import { keepClaim } from "../claim"

const CLAIM = { cart_id: "cart", run_id: "run" }

describe("a completion's claim", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const keep = (renewClaim = jest.fn(async () => 1)) => {
    const stopRenewal = keepClaim(
      { ledger: { renewClaim } } as unknown as PromotionRedemptionModuleService,
      CLAIM
    )
    return { renewClaim, stopRenewal }
  }

  it("costs nothing more when the completion takes the usual time", async () => {
    const { renewClaim, stopRenewal } = keep()

    await jest.advanceTimersByTimeAsync(6_900)
    stopRenewal()
    await jest.advanceTimersByTimeAsync(60_000)

    expect(renewClaim).not.toHaveBeenCalled()
  })

  it("is renewed every 7 seconds while the completion runs", async () => {
    const { renewClaim, stopRenewal } = keep()

    await jest.advanceTimersByTimeAsync(21_000)
    stopRenewal()

    expect(renewClaim.mock.calls).toEqual([[CLAIM], [CLAIM], [CLAIM]])
  })

  it("is tried again when the database was away", async () => {
    const { renewClaim, stopRenewal } = keep(
      jest.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue(1)
    )

    await jest.advanceTimersByTimeAsync(14_000)
    stopRenewal()

    expect(renewClaim).toHaveBeenCalledTimes(2)
  })

  it("is given up after two minutes, should nobody end the completion", async () => {
    const { renewClaim } = keep()

    await jest.advanceTimersByTimeAsync(600_000)

    expect(renewClaim).toHaveBeenCalledTimes(17)
  })
})
