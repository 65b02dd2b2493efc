import { MedusaError } from "@medusajs/framework/utils"

import type { PluginOptions } from "./options"

/**
 * Work to do once the whole application is loaded. The module's
 * `onApplicationStart` runs the tasks; parts of the plugin that the module may not
 * import (workflow hooks, routes, jobs) add a task when they are loaded.
 */
type StartTask = (options: Pick<PluginOptions, "hooks">) => void

const tasks = new Set<StartTask>()
let serving = false

/** Adds a task. A task throws to stop the start; its message says what to do. */
export function onStart(task: StartTask): void {
  tasks.add(task)
}

/**
 * Runs the tasks, for the module.
 * @throws MedusaError UNEXPECTED_STATE when a serving process has no task: its
 * checkouts would give every discount and redeem none, without a warning.
 */
export function runStartTasks(options: Parameters<StartTask>[0]): void {
  if (serving && !tasks.size) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "medusa-plugin-voyado-engage: Medusa has not loaded the plugin's workflow" +
        " hooks, so no offer would be redeemed. Use a version of Medusa that" +
        " the plugin's package.json asks for, or look for a newer version of" +
        " the plugin."
    )
  }
  tasks.forEach((task) => task(options))
}

/**
 * Called by modules that only a serving process loads: routes and jobs. Building,
 * migrating and `medusa exec` load neither, so they need no API key.
 */
export function declareServing(): void {
  serving = true
}

/** Whether this process serves customers or runs jobs. */
export function isServing(): boolean {
  return serving
}
