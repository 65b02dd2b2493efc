import { declareServing } from "../../src/modules/promotion-redemption/start-up"
import type * as RedeemOutcomes from "../../src/modules/promotion-redemption/engage/redeem-outcome"
import { ModelDatabase } from "./support/database"
import { search, type Search } from "./support/run-model"

jest.mock("@medusajs/medusa/core-flows", () => require("./shop/core-flows"))

/** While true, "already redeemed" is believed to be somebody else's doing. */
const mockRule = { removed: false }

jest.mock(
  "../../src/modules/promotion-redemption/engage/redeem-outcome",
  () => {
    const actual = jest.requireActual<typeof RedeemOutcomes>(
      "../../src/modules/promotion-redemption/engage/redeem-outcome"
    )
    const interpretRedeemAnswer: typeof actual.interpretRedeemAnswer = (
      answer,
      context
    ) =>
      actual.interpretRedeemAnswer(
        answer,
        mockRule.removed ? { earlierAttemptWithoutVerdict: false } : context
      )
    return { ...actual, interpretRedeemAnswer }
  }
)

declareServing()

const SEED = Number(process.env.MODEL_SEED ?? jest.getSeed())

describe("A bug is found", () => {
  const db = new ModelDatabase("engage-model-finds-bugs")

  beforeEach(() => db.create())
  afterEach(async () => {
    mockRule.removed = false
    await db.drop()
  })

  const look = (settings: Search["settings"] = {}) =>
    search({
      db,
      seed: SEED,
      runs: 500,
      maxSteps: 40,
      limitMs: 120_000,
      settings,
    })

  it(`when the unique index is dropped, from seed ${SEED}`, async () => {
    await db.dropUniqueAssignment()

    // With both orders let stand, nothing else is left to prevent it.
    const { report } = await look({
      onRejected: "keep",
      onUnavailable: "defer",
    })

    expect(report).toMatch(/Promise 1 is broken/)
    process.stdout.write(`${report}\n`)
  }, 300_000)

  it(`when a lost answer is forgotten, from seed ${SEED}`, async () => {
    mockRule.removed = true

    const { report } = await look()

    expect(report).toMatch(/Promise 3 is broken/)
    process.stdout.write(`${report}\n`)
  }, 300_000)
})
