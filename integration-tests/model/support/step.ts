import type fc from "fast-check"

import { checkPromises } from "../promises"
import type { Model } from "./model"
import type { World } from "./world"

/** One step of a run. After each, the promises have to hold. */
export abstract class ModelCommand implements fc.AsyncCommand<
  Model,
  World,
  false
> {
  check(): boolean {
    return true
  }

  async run(model: Model, world: World): Promise<void> {
    model.steps++
    await this.act(model, world)
    await checkPromises(model, world)
  }

  protected abstract act(model: Model, world: World): Promise<void>

  /** As it is read in a counter-example. */
  abstract toString(): string
}
