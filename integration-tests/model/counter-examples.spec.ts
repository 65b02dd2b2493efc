import { declareServing } from "../../src/modules/promotion-redemption/start-up"
import { completeAtOnce, completeInTab } from "./commands/complete"
import { complete, UNEVENTFUL, type Completion } from "./commands/customer"
import { fault } from "./commands/engage"
import { link } from "./commands/link"
import { purge } from "./commands/time"
import { ModelDatabase } from "./support/database"
import { play } from "./support/run-model"
import type { ModelSettings } from "./support/settings"
import { step } from "./support/step"

jest.mock("@medusajs/medusa/core-flows", () => require("./shop/core-flows"))

declareServing()

/** Anna's cart, and her first offer. */
const TAB = 2

const linked = () => link(TAB, 0, 0)

const SETTINGS: ModelSettings = {
  onRejected: "reverse",
  onUnavailable: "defer",
  sharedLock: true,
  listRedeemed: "keep",
}

const completion = (overrides: Partial<Completion> = {}): Completion => ({
  ...UNEVENTFUL,
  ...overrides,
})

/** More statements than a completion that is undone sends. */
const STATEMENTS = Array.from({ length: 20 }, (_, nth) => nth + 1)

/** Another cart of Anna's. */
const OTHER_TAB = 0

/** Which of two servers is faster is up to chance. */
const TIMES = Array.from({ length: 10 }, (_, nth) => nth + 1)

describe("What random steps have found once", () => {
  const db = new ModelDatabase("engage-model-counter-examples")

  beforeAll(() => db.create())
  afterAll(() => db.drop())

  it("a kept refusal, undone by the shop, whose server dies over it", async () => {
    for (const statement of STATEMENTS) {
      await play(db, { ...SETTINGS, onRejected: "keep" }, [
        fault("refused, nested", "redeem", 1),
        linked(),
        completeInTab(
          TAB,
          completion({
            fails_afterwards: true,
            crash: { statement, when: "before" },
          })
        ),
      ])
    }
  }, 120_000)

  it("an order undone while another server waits to complete the cart", async () => {
    for (const _ of TIMES) {
      await play(db, { ...SETTINGS, sharedLock: false }, [
        linked(),
        completeAtOnce(
          [TAB, TAB],
          [completion({ fails_afterwards: true }), completion({ server: 1 })]
        ),
      ])
    }
  }, 120_000)

  it("one assignment on two carts completed at once, while Engage is away", async () => {
    for (const _ of TIMES) {
      await play(db, { ...SETTINGS, onUnavailable: "abort" }, [
        fault("429", "redeem", 1),
        linked(),
        link(OTHER_TAB, 0, 0),
        completeAtOnce([TAB, OTHER_TAB], [completion(), completion()]),
      ])
    }
  }, 120_000)

  it("an order refused by a server that died, while another server completes the cart", async () => {
    await play(db, { ...SETTINGS, sharedLock: false }, [
      fault("refused for its channel", "redeem", 1),
      linked(),
      step("a completion that read the cart before", async (_, world) => {
        const cart = world.cart(TAB)
        const dies = complete(
          world,
          cart,
          completion({ crash: { at: "before undoing" } })
        )
        const late = world.server(1)
        const reached = late.reached.bind(late)
        late.reached = async (point) => {
          if (point === "before the claim") {
            await dies
          }
          return reached(point)
        }
        await complete(world, cart, completion({ server: 1 }))
      }),
      completeInTab(TAB, completion()),
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
            completion({
              server: 1,
              payment: "bank",
              crash: { at: "after the payment" },
            }),
            completion({ payment: "bank" }),
          ]
        ),
      ])
    }
  }, 120_000)
})
