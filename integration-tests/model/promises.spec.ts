import { declareServing } from "../../src/modules/promotion-redemption/start-up"
import { ModelDatabase } from "./support/database"
import { search } from "./support/run-model"

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

describe("The promises of the design", () => {
  const db = new ModelDatabase("engage-model-promises")

  beforeAll(() => db.create())
  afterAll(() => db.drop())

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
