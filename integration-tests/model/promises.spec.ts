import { declareServing } from "../../src/modules/promotion-redemption/start-up"
import { completeAtOnce, completeInTab } from "./commands/complete"
import { complete } from "./commands/customer"
import { fault } from "./commands/engage"
import { link } from "./commands/link"
import { purge } from "./commands/time"
import { ModelDatabase } from "./support/database"
import { play, search } from "./support/run-model"
import type { ModelSettings } from "./support/settings"
import { step } from "./support/step"

jest.mock("@medusajs/medusa/core-flows", () => require("./shop/core-flows"))

// Otherwise the module runs as in a script, without a key.
declareServing()

const STEPS = Number(process.env.MODEL_STEPS ?? 2_400)
const SEED = Number(process.env.MODEL_SEED ?? jest.getSeed())

/**
 * Leads to the run that failed, to have it shrunk again: MODEL_PATH as it was
 * printed. The rest of it would lead to the shrunk run, were it not for chance:
 * which of two servers is faster is not in the seed.
 */
const PATH_TO_RUN = process.env.MODEL_PATH?.split(":")[0]

/** The most steps in one run; on average it is about half of it. */
const MAX_STEPS = 40

const db = new ModelDatabase("engage-model-promises")

beforeAll(() => db.create())
afterAll(() => db.drop())

describe("The promises of the design", () => {
  it(`hold over ${STEPS} random steps, from seed ${SEED}`, async () => {
    const found = await search({
      db,
      seed: SEED,
      path: PATH_TO_RUN,
      runs: Math.ceil(STEPS / (MAX_STEPS / 2)),
      maxSteps: MAX_STEPS,
      limitMs: 540_000,
    })

    process.stdout.write(
      `model: ${found.steps} steps in ${found.runs} runs, seed ${SEED}\n`
    )
    if (found.counterExample) {
      throw new Error(found.counterExample.report)
    }
  }, 600_000)
})

/** Anna's cart, and her first offer. */
const TAB = 2

const linked = () => link(TAB, 0, 0)

const SETTINGS: ModelSettings = {
  onRejected: "reverse",
  onUnavailable: "defer",
  sharedLock: true,
  listRedeemed: "keep",
}

/** More statements than a completion that is undone sends. */
const STATEMENTS = Array.from({ length: 20 }, (_, nth) => nth + 1)

/** Another cart of Anna's. */
const OTHER_TAB = 0

/** Which of two servers is faster is up to chance. */
const TIMES = Array.from({ length: 10 }, (_, nth) => nth + 1)

describe("What random steps have found once", () => {
  it("a kept refusal, undone by the shop, whose server dies over it", async () => {
    for (const statement of STATEMENTS) {
      await play(db, { ...SETTINGS, onRejected: "keep" }, [
        fault("refused, nested", "redeem", 1),
        linked(),
        completeInTab(TAB, {
          fails_afterwards: true,
          crash: { statement, when: "before" },
        }),
      ])
    }
  }, 120_000)

  it("an order undone while another server waits to complete the cart", async () => {
    for (const _ of TIMES) {
      await play(db, { ...SETTINGS, sharedLock: false }, [
        linked(),
        completeAtOnce([TAB, TAB], [{ fails_afterwards: true }, { server: 1 }]),
      ])
    }
  }, 120_000)

  it("one assignment on two carts completed at once, while Engage is away", async () => {
    for (const _ of TIMES) {
      await play(db, { ...SETTINGS, onUnavailable: "abort" }, [
        fault("429", "redeem", 1),
        linked(),
        link(OTHER_TAB, 0, 0),
        completeAtOnce([TAB, OTHER_TAB], [{}, {}]),
      ])
    }
  }, 120_000)

  it("an order refused by a server that died, while another server completes the cart", async () => {
    await play(db, { ...SETTINGS, sharedLock: false }, [
      fault("refused for its channel", "redeem", 1),
      linked(),
      step("a completion that read the cart before", async (_, world) => {
        const cart = world.cart(TAB)
        const crash = { at: "before undoing" } as const
        const dies = complete(world, cart, { crash })
        const late = world.server(1)
        const reached = late.reached.bind(late)
        late.reached = async (point) => {
          if (point === "before the claim") {
            await dies
          }
          return reached(point)
        }
        await complete(world, cart, { server: 1 })
      }),
      completeInTab(TAB, {}),
    ])
  }, 60_000)

  it("two refused orders of a cart whose offer was deleted by age, and one server dies", async () => {
    for (const _ of TIMES) {
      await play(db, { ...SETTINGS, sharedLock: false }, [
        linked(),
        purge(0),
        completeAtOnce(
          [TAB, TAB],
          [
            {
              server: 1,
              payment: "bank",
              crash: { at: "after the payment" },
            },
            { payment: "bank" },
          ]
        ),
      ])
    }
  }, 120_000)
})
