import { inspect } from "node:util"

import fc from "fast-check"

import { anySteps, type StepLimits } from "../commands"
import { checkQuiet } from "../promises/quiet"
import { BrokenPromise } from "./broken"
import { PROMOTIONS, SUMMER } from "./cast"
import type { ModelDatabase } from "./database"
import { Model } from "./model"
import { anySettings, type ModelSettings } from "./settings"
import type { Step } from "./step"
import { World } from "./world"

/** What a search is to be like. */
export type Search = {
  db: ModelDatabase
  seed: number
  runs: number
  maxSteps: number
  /** Leads fast-check to one case of an earlier search. */
  path?: string
  /** Fixes part of the set-up; what is left out is drawn. */
  settings?: Partial<ModelSettings>
  /** What can happen; anything, when left out. */
  limits?: StepLimits
  /** Ends searching and shrinking, in milliseconds. */
  limitMs: number
}

/**
 * Takes these steps in a world of their own, until all is quiet.
 * @throws BrokenPromise
 */
export async function play(
  db: ModelDatabase,
  settings: ModelSettings,
  steps: Iterable<Step>,
  model = new Model()
): Promise<void> {
  const world = await World.create(settings, db)
  try {
    await noteManagedPromotions(world)
    await fc.asyncModelRun(() => ({ model, real: world }), steps)
    await checkQuiet(model, world)
  } finally {
    await world.end()
  }
}

/**
 * Looks for a run of steps after which a promise does not hold.
 *
 * @returns how much was played, and as `counterExample` such a run, as short as it
 * could be made: its steps, with what was broken, the seed and the path to it.
 */
export async function search({
  db,
  seed,
  runs,
  maxSteps,
  path,
  settings = {},
  limits,
  limitMs,
}: Search) {
  let steps = 0
  let stepsOfLastFailure = 0
  let running: Promise<void> = Promise.resolve()

  const run = async (chosen: ModelSettings, commands: Iterable<Step>) => {
    const model = new Model()
    try {
      await play(db, chosen, commands, model)
    } catch (error) {
      stepsOfLastFailure = model.steps
      throw error
    } finally {
      steps += model.steps
    }
  }
  const property = fc.asyncProperty(
    anySettings.map((drawn) => ({ ...drawn, ...settings })),
    anySteps(maxSteps, limits),
    (chosen, commands) => (running = run(chosen, commands))
  )
  const details = await fc.check(property, {
    seed,
    path,
    numRuns: runs,
    endOnFailure: false,
    // A counter-example is better long than late.
    interruptAfterTimeLimit: limitMs,
  })
  // One that was interrupted goes on, and would act upon the tables of the next.
  await running.catch(() => undefined)
  return {
    runs: details.numRuns,
    steps,
    counterExample: details.failed
      ? { steps: stepsOfLastFailure, report: await reportOf(details) }
      : null,
  }
}

async function reportOf<T>(details: fc.RunDetails<T>): Promise<string> {
  const { errorInstance: error } = details
  const broken = error instanceof BrokenPromise ? error.message : inspect(error)
  return `${await fc.asyncDefaultReportMessage(details)}\n\n${broken}`
}

/** As an operator would, before the first offer is linked. */
async function noteManagedPromotions(world: World): Promise<void> {
  for (const { id } of PROMOTIONS.filter(({ id }) => id !== SUMMER.id)) {
    await world.server(0).service.ledger.noteManagedPromotion({
      promotion_id: id,
      source: "admin",
      awaiting_decision: false,
    })
  }
}
