import { inspect } from "node:util"

import PromotionRedemptionModuleService from "../service"
import { declareServing, onStart } from "../start-up"

const logger = { warn: jest.fn(), error: jest.fn() }
const tasks = jest.fn()
onStart(tasks)

/** The module as Medusa makes it, before anything is started. */
function createService(options?: object): PromotionRedemptionModuleService {
  const dependencies = { baseRepository: {}, logger }
  return new PromotionRedemptionModuleService(
    dependencies as unknown as ConstructorParameters<
      typeof PromotionRedemptionModuleService
    >[0],
    options
  )
}

const start = (options?: object) =>
  createService(options).__hooks.onApplicationStart()

/** Only a throw counts, as for Medusa, and not a promise that is rejected. */
const startAtOnce = (options?: object) => () => {
  start(options).catch(() => undefined)
}

beforeEach(() => jest.clearAllMocks())

// First, as a process that serves does so to its end.
describe("a process that serves nobody", () => {
  it("starts without a key", async () => {
    await expect(start()).resolves.toBeUndefined()
    expect(logger.warn).not.toHaveBeenCalled()
  })

  it("runs as if the plugin were switched off", async () => {
    const service = createService({
      baseUrl: "https://client.voyado.com",
      apiKey: "key",
    })

    expect(await service.getOptions()).toMatchObject({ enabled: false })
    await expect(
      service.engage.listPromotions("contact")
    ).rejects.toMatchObject({
      type: "invalid_data",
      message: expect.stringContaining("enabled"),
    })
  })

  it("attaches what waits for the start all the same", async () => {
    await start()

    expect(tasks).toHaveBeenCalledTimes(1)
  })
})

describe("a process that serves", () => {
  beforeAll(declareServing)

  it("is stopped at once, by a message with every mistake", () => {
    const wrong = {
      baseUrl: "http://client.voyado.com",
      apiKey: "a b",
      timeoutMs: 0,
      onRejected: "ignore",
      chanel: "ECOM",
    }

    expect(startAtOnce(wrong)).toThrow(
      expect.objectContaining({
        type: "invalid_data",
        message: expect.stringMatching(
          /baseUrl[^]*apiKey[^]*timeoutMs[^]*onRejected[^]*chanel/
        ),
      })
    )
    expect(tasks).not.toHaveBeenCalled()
  })

  it("is stopped without an address and a key", () => {
    expect(startAtOnce()).toThrow(/baseUrl[^]*apiKey/)
  })

  it("starts without them when the plugin is switched off", async () => {
    await expect(start({ enabled: false })).resolves.toBeUndefined()
    expect(tasks).toHaveBeenCalledTimes(1)
  })

  it("tells what waits for the start who wires the hooks", async () => {
    await start({ enabled: false })
    await start({ enabled: false, hooks: "manual" })

    expect(tasks.mock.calls).toEqual([
      [{ hooks: "auto" }],
      [{ hooks: "manual" }],
    ])
  })

  it("is stopped at once by what waits for the start and throws", () => {
    tasks.mockImplementationOnce(() => {
      throw new Error("a handler is not wired")
    })

    expect(startAtOnce({ enabled: false })).toThrow("a handler is not wired")
  })

  it("is warned of what had better not be", async () => {
    await start({
      baseUrl: "https://client.voyado.com",
      apiKey: "key",
      timeoutMs: 5_000,
    })

    expect(logger.warn).toHaveBeenCalledTimes(1)
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining("timeoutMs is 5000")
    )
  })
  it("does not show the key to whoever prints the service", async () => {
    const service = createService({
      baseUrl: "https://client.voyado.com",
      apiKey: "secret-of-the-shop",
    })
    await service.getOptions()

    const printed = inspect(service, { depth: null, showHidden: true })

    expect(printed).toContain("PromotionRedemptionModuleService")
    expect(printed + JSON.stringify(service)).not.toContain("secret-of")
  })
})
