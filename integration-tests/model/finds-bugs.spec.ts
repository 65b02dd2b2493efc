import { declareServing } from "../../src/modules/promotion-redemption/start-up"
import type * as Answers from "../../src/modules/promotion-redemption/engage/answers"
import type { StepLimits } from "./commands"
import { ModelDatabase } from "./support/database"
import { search, type Search } from "./support/run-model"

jest.mock("@medusajs/medusa/core-flows", () => require("./shop/core-flows"))

/** While true, "already redeemed" is believed to be somebody else's doing. */
const mockRule = { removed: false }

jest.mock("../../src/modules/promotion-redemption/engage/answers", () => {
  const actual = jest.requireActual<typeof Answers>(
    "../../src/modules/promotion-redemption/engage/answers"
  )
  const interpretRedeemAnswer: typeof actual.interpretRedeemAnswer = (
    answer,
    context
  ) =>
    actual.interpretRedeemAnswer(
      answer,
      mockRule.removed ? { mayHaveArrived: false } : context
    )
  return { ...actual, interpretRedeemAnswer }
})

declareServing()

const SEED = Number(process.env.MODEL_SEED ?? jest.getSeed())

/** Nothing goes wrong in a completion but what a step before it brought about. */
const completion = {
  payment: "card",
  crash: null,
  fails_afterwards: false,
} as const

/** A counter-example of more steps than these is not readable. */
const MOST_STEPS = 6

describe("A bug is found", () => {
  const db = new ModelDatabase("engage-model-finds-bugs")

  beforeEach(() => db.create())
  afterEach(async () => {
    mockRule.removed = false
    await db.drop()
  })

  /** Among few kinds of steps, so that no other weakness is met first. */
  const look = async (
    kinds: StepLimits["kinds"],
    settings: Search["settings"]
  ) => {
    const { counterExample } = await search({
      db,
      seed: SEED,
      runs: 200,
      maxSteps: 20,
      limitMs: 100_000,
      limits: { kinds, completion },
      settings,
    })
    if (!counterExample) {
      throw new Error("No promise was broken")
    }
    process.stdout.write(`${counterExample.report}\n`)
    return counterExample
  }

  it(`when the unique index is dropped, from seed ${SEED}`, async () => {
    // The database's own word for promise 1.
    await db.sql('DROP INDEX "IDX_promotion_redemption_assignment_once"')

    const { report, steps } = await look(
      ["link", "completeAtOnce"],
      // With both orders let stand, nothing else is left to prevent it.
      { onRejected: "keep", onUnavailable: "defer" }
    )

    expect(report).toMatch(/Promise 1 is broken/)
    expect(steps).toBeLessThanOrEqual(MOST_STEPS)
  }, 150_000)

  it(`when a lost answer is forgotten, from seed ${SEED}`, async () => {
    mockRule.removed = true

    const { report, steps } = await look(
      ["link", "fault", "complete", "tick", "timePasses"],
      // Were it still in the list, the list would tell.
      { onUnavailable: "defer", listRedeemed: "drop" }
    )

    expect(report).toMatch(/Promise 3 is broken/)
    expect(steps).toBeLessThanOrEqual(MOST_STEPS)
  }, 150_000)
})
