import { readLedger } from "../support/ledger"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { checkForgotten } from "./forgotten"
import { checkOnce } from "./once"
import { checkRefused } from "./refused"
import type { Scene } from "./scene"

/** Reads what there is to be seen after a step. */
export async function lookAround(model: Model, world: World): Promise<Scene> {
  return {
    model,
    shop: world.shop,
    rows: await readLedger(world.db.knex),
    engage: new Map(
      world.sandbox
        .state()
        .assignments.map((state) => [state.assignmentId, state])
    ),
  }
}

/** What the design promises at any moment, whatever has just failed. */
export async function checkPromises(model: Model, world: World): Promise<void> {
  const scene = await lookAround(model, world)
  checkOnce(scene)
  checkRefused(scene)
  checkForgotten(scene)
}
