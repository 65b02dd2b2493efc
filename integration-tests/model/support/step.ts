import type fc from "fast-check"

import { checkPromises } from "../promises"
import type { Model } from "./model"
import type { World } from "./world"

/** One step of a run. After each, the promises have to hold. */
export type Step = fc.AsyncCommand<Model, World, false>

/** @param name as it is read in a counter-example. */
export function step(
  name: string,
  act: (model: Model, world: World) => Promise<void>
): Step {
  return {
    check: () => true,
    run: async (model, world) => {
      model.steps++
      await act(model, world)
      await checkPromises(model, world)
    },
    toString: () => name,
  }
}
