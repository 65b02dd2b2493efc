import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"

import purgeRedemptions from "../../../jobs/purge-redemptions"
import reassignCanceledOrders from "../../../jobs/reassign-canceled-orders"
import reconcileRedemptions from "../../../jobs/reconcile-redemptions"
import orderCanceled from "../../../subscribers/order-canceled"
import PromotionRedemptionModuleService from "../service"

/** What a job's workflow does when it is run. */
const run = jest.fn<Promise<unknown>, []>()

jest.mock("../../../workflows/background/purge", () => ({
  purgeRedemptionsWorkflow: () => ({ run: () => run() }),
}))
jest.mock("../../../workflows/background/ended-orders", () => ({
  reassignCanceledOrdersWorkflow: () => ({ run: () => run() }),
  reassignReturnedOrdersWorkflow: () => ({ run: async () => undefined }),
}))
jest.mock("../../../workflows/background/reconcile-redemptions", () => ({
  reconcileRedemptionsWorkflow: () => ({ run: () => run() }),
}))

const logger = { warn: jest.fn(), error: jest.fn() }

const JOBS = {
  purgeRedemptions,
  reassignCanceledOrders,
  reconcileRedemptions,
  /** No job: Medusa's event bus on Redis handles one event after another. */
  orderCanceled: (container: MedusaContainer) =>
    orderCanceled({
      container,
      event: { name: "order.canceled", data: { id: "order_1" } },
      pluginOptions: {},
    }),
}

function createService(options: object): PromotionRedemptionModuleService {
  const dependencies = { baseRepository: {}, logger }
  return new PromotionRedemptionModuleService(
    dependencies as unknown as ConstructorParameters<
      typeof PromotionRedemptionModuleService
    >[0],
    options
  )
}

describe.each(Object.entries(JOBS))("%s", (_, job) => {
  let service: PromotionRedemptionModuleService
  let container: MedusaContainer
  let end: (() => void)[]

  /** Work that ends when the test says so. */
  const hanging = () => new Promise<void>((resolve) => end.push(resolve))
  const stop = () => service.__hooks.onApplicationPrepareShutdown()
  const tick = async () => {
    const outcome = await Promise.race([
      job(container).then(() => "returned"),
      delay(200, "still waits", { ref: false }),
    ])
    expect(outcome).toBe("returned")
  }

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
    jest.clearAllMocks()
    run.mockReset()
    end = []
    service = createService({ enabled: false })
    container = { resolve: () => service } as unknown as MedusaContainer
  })

  afterEach(async () => {
    end.forEach((resolve) => resolve())
    await stop()
    jest.useRealTimers()
  })

  it("starts its work and returns: the shop's other jobs do not wait", async () => {
    run.mockImplementation(hanging)

    await tick()

    expect(run).toHaveBeenCalledTimes(1)
  })

  it("does not start it again while it is under way", async () => {
    run.mockImplementation(hanging)

    await tick()
    await tick()
    expect(run).toHaveBeenCalledTimes(1)

    end.forEach((resolve) => resolve())
    await jest.advanceTimersByTimeAsync(0)
    await tick()
    expect(run).toHaveBeenCalledTimes(2)
  })

  it("logs what its work throws, and starts it again", async () => {
    run.mockRejectedValueOnce(new Error("the database is gone"))

    await tick()
    await jest.advanceTimersByTimeAsync(0)

    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining("the database is gone")
    )
    run.mockResolvedValue(undefined)
    await tick()
    expect(run).toHaveBeenCalledTimes(2)
  })

  it("does and says nothing while the options are wrong: the start says it", async () => {
    service = createService({ apiKey: "a b" })

    await tick()
    await jest.advanceTimersByTimeAsync(20_000)

    expect(run).not.toHaveBeenCalled()
    expect(logger.error).not.toHaveBeenCalled()
  })

  it("is waited for by the server that closes, and not begun any more", async () => {
    run.mockImplementation(hanging)
    await tick()
    let stopped = false
    const stopping = stop().then(() => (stopped = true))
    await jest.advanceTimersByTimeAsync(60_000)
    expect(stopped).toBe(false)

    end.forEach((resolve) => resolve())
    await stopping
    await tick()
    await jest.advanceTimersByTimeAsync(60_000)

    expect(run).toHaveBeenCalledTimes(1)
  })

  it("goes on without the scheduler if it is the one that settles redemptions", async () => {
    run.mockResolvedValue(undefined)

    await tick()
    await jest.advanceTimersByTimeAsync(20_000)

    expect(run).toHaveBeenCalledTimes(job === reconcileRedemptions ? 4 : 1)
  })

  it("leaves it to the scheduler while that ticks", async () => {
    run.mockResolvedValue(undefined)

    for (let ticks = 0; ticks < 4; ticks++) {
      await tick()
      await jest.advanceTimersByTimeAsync(5_000)
    }

    expect(run).toHaveBeenCalledTimes(4)
  })
})
